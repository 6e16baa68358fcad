/** Light, dark or as the device: the server reads the cookie, so that no page flashes. */
const THEMES: Record<string, string> = { light: "tessera", dark: "tessera-dark" };

function mark(root: Element, chosen: string): void {
  for (const button of root.querySelectorAll<HTMLElement>("[data-look]")) {
    const on = button.dataset.look === chosen;
    button.classList.toggle("btn-soft", on);
    button.classList.toggle("btn-ghost", !on);
    button.setAttribute("aria-pressed", String(on));
  }
}

function choose(chosen: string): void {
  const theme = THEMES[chosen];
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  document.cookie = `tessera-look=${chosen}; path=/; max-age=31536000; samesite=lax`;
  document.dispatchEvent(new Event("tessera:look"));
}

for (const root of document.querySelectorAll<HTMLElement>("[data-looks]")) mark(root, root.dataset.looks ?? "system");

document.addEventListener("click", (event) => {
  const button = (event.target as Element).closest<HTMLElement>("[data-look]");
  const root = button?.closest("[data-looks]");
  if (!button || !root) return;
  const chosen = button.dataset.look ?? "system";
  choose(chosen);
  mark(root, chosen);
});
