/** Where the cashier is: one screen, at most one sheet over it, and one notice. */
import { ref } from "vue";

export type Screen = "open" | "sell" | "pay" | "done" | "return" | "close";
export type Sheet = "member" | "coupon" | "register" | "matrix" | "amounts" | "rewards" | "pickup" | "help" | "menu" | "proof" | "contract" | "buyer" | "park" | "waiting" | "price" | "approval" | "serving" | "drawer" | "unsent";
export type Tone = "info" | "success" | "warning" | "error";

export interface Notice {
  tone: Tone;
  text: string;
}

const SHOWN_MS = 5_000;

export function createUi(first: Screen) {
  const screen = ref<Screen>(first);
  const sheet = ref<Sheet | null>(null);
  const notice = ref<Notice | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** Say something in the one place for it. Good news passes by itself; the rest stays until it is answered. */
  function tell(tone: Tone, text: string): void {
    clearTimeout(timer);
    notice.value = { tone, text };
    if (tone === "info" || tone === "success") timer = setTimeout(() => (notice.value = null), SHOWN_MS);
  }

  function hush(): void {
    clearTimeout(timer);
    notice.value = null;
  }

  function go(next: Screen): void {
    screen.value = next;
    sheet.value = null;
    hush();
  }

  return { screen, sheet, notice, tell, hush, go };
}

export type Ui = ReturnType<typeof createUi>;
