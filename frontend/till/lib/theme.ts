/** Light or dark: what the machine prefers, until somebody chooses. */
import { ref } from "vue";

export type Theme = "light" | "dark";

const NAME = "tessera.theme";
const THEMES: Record<Theme, string> = { light: "tessera", dark: "tessera-dark" };

export const theme = ref<Theme>("light");

function show(next: Theme): void {
  theme.value = next;
  document.documentElement.dataset.theme = THEMES[next];
}

export function startTheme(): void {
  const stored = localStorage.getItem(NAME);
  const preferred: Theme = window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  show(stored === "light" || stored === "dark" ? stored : preferred);
}

export function nextTheme(): void {
  show(theme.value === "dark" ? "light" : "dark");
  localStorage.setItem(NAME, theme.value);
}
