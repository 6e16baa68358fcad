/** Small habits of every page. */
const line = document.querySelector<HTMLElement>("#progress");
let running = 0;

function count(by: number): void {
  running = Math.max(0, running + by);
  line?.toggleAttribute("data-busy", running > 0);
}

document.addEventListener("htmx:beforeRequest", () => count(1));
document.addEventListener("htmx:afterRequest", () => count(-1));

/** A row leads where its first link leads; text in it can still be marked. */
document.addEventListener("click", (event) => {
  const target = event.target as Element;
  if (target.closest("[data-back]")) history.back();
  if (target.closest("[data-print]")) window.print();
  const row = target.closest<HTMLElement>("tr[data-href]");
  if (!row || target.closest("a, button, input, label, summary") || getSelection()?.toString()) return;
  if (event.ctrlKey || event.metaKey) window.open(row.dataset.href);
  else location.href = row.dataset.href ?? "";
});

/** A menu closes when one looks elsewhere. */
function closeMenus(except: Node | null): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>("details[data-menu][open]")) {
    if (!except || !menu.contains(except)) menu.open = false;
  }
}

document.addEventListener("click", (event) => closeMenus(event.target as Node));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeMenus(null);
});

/** An empty day shows its hint instead of the browser's own sign, whose language is the browser's. */
function markDay(field: HTMLInputElement): void {
  field.toggleAttribute("data-empty", field.value === "");
}

const markDays = () => document.querySelectorAll<HTMLInputElement>("input[type=date][data-hint]").forEach(markDay);

document.addEventListener("input", (event) => {
  const field = event.target as HTMLInputElement;
  if (field.type === "date" && "hint" in field.dataset) markDay(field);
});
document.addEventListener("htmx:afterSettle", markDays);
markDays();

/** A search field has asked already while it was typed into; leaving it is no change. */
document.addEventListener(
  "change",
  (event) => {
    const field = event.target as HTMLInputElement;
    if (field.type === "search" && field.form?.hasAttribute("hx-get")) event.stopPropagation();
  },
  { capture: true },
);

/** What replaces the thing that had the focus takes the focus over. */
let held = false;

document.addEventListener("htmx:beforeSwap", (event) => {
  const { target } = (event as CustomEvent<{ target: HTMLElement }>).detail;
  held = document.activeElement !== document.body && target.contains(document.activeElement);
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (!held || document.activeElement !== document.body) return;
  held = false;
  const { elt } = (event as CustomEvent<{ elt: HTMLElement }>).detail;
  const next = elt.querySelector<HTMLElement>("a, button, input, select") ?? elt;
  if (next === elt && next.tabIndex < 0) next.tabIndex = -1;
  next.focus({ preventScroll: true });
});

/** A choice marked data-submit takes effect at once. */
document.addEventListener("change", (event) => {
  const field = event.target as HTMLSelectElement;
  if ("submit" in field.dataset) field.form?.requestSubmit();
});

/** A form marked data-once goes off once, however often its button is pressed. */
document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  if (!("once" in form.dataset)) return;
  if (form.dataset.once === "sent") event.preventDefault();
  form.dataset.once = "sent";
});

addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-once]")) form.dataset.once = "";
});
