/** Light, dark or as the device: the server reads the cookie, so that no page flashes. */
const THEMES: Record<string, string> = { light: "tessera", dark: "tessera-dark" };

type Look = { $root: HTMLElement };

function mark(root: HTMLElement, chosen: string): void {
  for (const button of root.querySelectorAll<HTMLElement>("[data-look]")) {
    const on = button.dataset.look === chosen;
    button.classList.toggle("btn-soft", on);
    button.classList.toggle("btn-ghost", !on);
    button.setAttribute("aria-pressed", String(on));
  }
}

export function look() {
  return {
    init(this: Look) {
      mark(this.$root, this.$root.dataset.chosen ?? "system");
    },

    choose(this: Look, event: Event) {
      const chosen = (event.currentTarget as HTMLElement).dataset.look ?? "system";
      const theme = THEMES[chosen];
      if (theme) document.documentElement.dataset.theme = theme;
      else delete document.documentElement.dataset.theme;
      document.cookie = `tessera-look=${chosen}; path=/; max-age=31536000; samesite=lax`;
      mark(this.$root, chosen);
      document.dispatchEvent(new Event("tessera:look"));
    },
  };
}
