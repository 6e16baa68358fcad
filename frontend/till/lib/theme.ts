/** Light or dark: what the machine prefers, until somebody chooses. */
import { ref } from "vue";

export type Theme = "light" | "dark";

/** The cookie in which the server's pages keep the same choice. */
const COOKIE = "tessera-look";
const YEAR_S = 31_536_000;
const THEMES: Record<Theme, string> = { light: "tessera", dark: "tessera-dark" };

export const theme = ref<Theme>("light");

function show(next: Theme): void {
  theme.value = next;
  document.documentElement.dataset.theme = THEMES[next];
}

export function startTheme(): void {
  const stored = new RegExp(`(?:^|; )${COOKIE}=(\\w+)`).exec(document.cookie)?.[1];
  const preferred: Theme = window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  show(stored === "light" || stored === "dark" ? stored : preferred);
}

export function nextTheme(): void {
  show(theme.value === "dark" ? "light" : "dark");
  document.cookie = `${COOKIE}=${theme.value}; path=/; max-age=${YEAR_S}; samesite=lax`;
}
