/** The card's code, made anew every minute, also without a network. members/rules/shown.py makes the same. */
import { renderSVG } from "uqr";

const LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const SECONDS = 60;
const PROOF_LETTERS = 13;

function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** A number in the letters of our codes, the largest first. */
function letters(value: bigint, count: number): string {
  const base = BigInt(LETTERS.length);
  let text = "";
  for (let rest = value; text.length < count; rest /= base) text = LETTERS.charAt(Number(rest % base)) + text;
  return text;
}

/** The code of the minute in which `at` (milliseconds) lies; `name` begins it, `key` is in hexadecimal digits. */
export async function codeAt(name: string, key: string, at: number): Promise<string> {
  const minute = Math.floor(at / 1000 / SECONDS);
  const secret = await crypto.subtle.importKey("raw", bytesOf(key), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const digest = new DataView(await crypto.subtle.sign("HMAC", secret, new TextEncoder().encode(String(minute))));
  return name + letters(digest.getBigUint64(0), PROOF_LETTERS);
}

/** Keep the drawn code in `place` fresh for as long as the page is open, and its clock running. */
export async function showCode(place: HTMLElement): Promise<void> {
  const { name = "", key = "" } = place.dataset;
  const clock = document.querySelector<HTMLElement>("[data-card-clock]");
  let shown = "";

  async function draw(): Promise<void> {
    const now = Date.now();
    clock?.style.setProperty("--left", String(1 - ((now / 1000) % SECONDS) / SECONDS));
    const code = await codeAt(name, key, now);
    if (code === shown) return;
    shown = code;
    place.innerHTML = renderSVG(code, { ecc: "M", border: 0 });
    place.dataset.code = code;
  }

  await draw();
  setInterval(() => void draw(), 1000);
  document.addEventListener("visibilitychange", () => void draw());
  tellWhenOffline();
}

function tellWhenOffline(): void {
  const words = document.querySelector<HTMLElement>("[data-card-words]");
  if (!words) return;
  const online = words.textContent;
  const tell = () => (words.textContent = navigator.onLine ? online : (words.dataset.offline ?? online));
  addEventListener("online", tell);
  addEventListener("offline", tell);
  tell();
}
