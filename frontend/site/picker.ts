/** A search whose hits become chips: what is chosen is sent with the form around it. */
type Picker = { $root: HTMLElement };

const hits = (root: HTMLElement): HTMLElement[] => [...root.querySelectorAll<HTMLElement>("[data-pick]")];

function tell(root: HTMLElement): void {
  root.dispatchEvent(new Event("change", { bubbles: true }));
}

function show(root: HTMLElement, open: boolean): void {
  const shown = open && root.querySelector(".picker-hits > *") !== null;
  root.toggleAttribute("data-open", shown);
  root.querySelector("input[role=combobox]")?.setAttribute("aria-expanded", String(shown));
}

function mark(root: HTMLElement, next: HTMLElement | undefined): void {
  for (const one of hits(root)) one.setAttribute("aria-selected", String(one === next));
  next?.scrollIntoView({ block: "nearest" });
}

function step(root: HTMLElement, by: number): void {
  const all = hits(root);
  const now = all.findIndex((one) => one.ariaSelected === "true");
  mark(root, all[(now + by + all.length) % all.length] ?? all[0]);
}

/** Put a chip for the hit behind those that are there; one that is there already is enough, but in a cart. */
function pick(root: HTMLElement, hit: HTMLElement): void {
  const box = root.querySelector<HTMLElement>(".picker-chips");
  const blank = root.querySelector<HTMLTemplateElement>("template");
  const token = hit.dataset.pick ?? "";
  const twice = "twice" in root.dataset;
  const there = [...root.querySelectorAll<HTMLInputElement>(".picker-chips input")].some((one) => one.value === token);
  if (!box || !blank || (there && !twice)) return;
  const chip = blank.content.cloneNode(true) as DocumentFragment;
  const name = hit.dataset.name ?? token;
  chip.querySelector("input")!.value = token;
  chip.querySelector("[data-name]")!.textContent = name;
  const drop = chip.querySelector("button")!;
  drop.setAttribute("aria-label", `${drop.getAttribute("aria-label") ?? ""} ${name}`.trim());
  box.append(chip);
  tell(root);
}

export function picker() {
  return {
    init(this: Picker) {
      this.$root.addEventListener("htmx:afterSwap", () => show(this.$root, true));
    },

    press(this: Picker, event: MouseEvent) {
      const target = event.target as HTMLElement;
      const hit = target.closest<HTMLElement>("[data-pick]");
      const drop = target.closest<HTMLElement>("[data-drop]");
      const search = this.$root.querySelector<HTMLInputElement>("input[role=combobox]");
      if (hit) {
        pick(this.$root, hit);
        if (search) search.value = "";
        show(this.$root, false);
      }
      if (drop) {
        drop.closest(".picker-chip")?.remove();
        tell(this.$root);
      }
      if (hit || drop) search?.focus();
    },

    move(this: Picker, event: KeyboardEvent) {
      const root = this.$root;
      if (!(event.target as HTMLElement).matches("input[role=combobox]")) return;
      const chosen = hits(root).find((one) => one.ariaSelected === "true");
      if (event.key === "ArrowDown") step(root, 1);
      else if (event.key === "ArrowUp") step(root, -1);
      else if (event.key === "Escape") show(root, false);
      else if (event.key === "Enter") (chosen ?? hits(root)[0])?.click();
      else return;
      event.preventDefault();
    },

    leave(this: Picker, event: FocusEvent) {
      if (!this.$root.contains(event.relatedTarget as Node | null)) show(this.$root, false);
    },
  };
}
