/** The search that finds everything: a box with a list below, moved through with the arrow keys. */
type Finder = { $root: HTMLElement };

const options = (root: HTMLElement): HTMLElement[] => [...root.querySelectorAll<HTMLElement>('[role="option"]')];

function choose(root: HTMLElement, next: HTMLElement | undefined): void {
  for (const one of options(root)) one.setAttribute("aria-selected", String(one === next));
  next?.scrollIntoView({ block: "nearest" });
  const box = root.querySelector("input");
  if (next) box?.setAttribute("aria-activedescendant", next.id);
  else box?.removeAttribute("aria-activedescendant");
}

/** Open the list below the box, unless there is nothing in it. */
function show(root: HTMLElement, open: boolean): void {
  const shown = open && root.querySelector("#found > *") !== null;
  root.toggleAttribute("data-open", shown);
  root.querySelector("input")?.setAttribute("aria-expanded", String(shown));
}

function step(root: HTMLElement, by: number): void {
  const all = options(root);
  const now = all.findIndex((one) => one.ariaSelected === "true");
  choose(root, all[(now + by + all.length) % all.length] ?? all[0]);
}

export function finder() {
  return {
    init(this: Finder) {
      this.$root.addEventListener("htmx:afterSwap", () => show(this.$root, true));
      document.addEventListener("keydown", (event) => {
        const typing = (event.target as HTMLElement).closest("input, textarea, select, [contenteditable]");
        const asked = event.key === "/" ? !typing : event.key === "k" && (event.ctrlKey || event.metaKey);
        if (!asked || document.querySelector("dialog[open]")) return;
        event.preventDefault();
        this.$root.querySelector("input")?.select();
      });
    },

    move(this: Finder, event: KeyboardEvent) {
      const root = this.$root;
      const chosen = options(root).find((one) => one.ariaSelected === "true");
      if (event.key === "ArrowDown") step(root, 1);
      else if (event.key === "ArrowUp") step(root, -1);
      else if (event.key === "Escape") show(root, false);
      else if (event.key === "Enter" && chosen) chosen.click();
      else return;
      event.preventDefault();
    },

    leave(this: Finder, event: FocusEvent) {
      if (!this.$root.contains(event.relatedTarget as Node | null)) show(this.$root, false);
    },
  };
}
