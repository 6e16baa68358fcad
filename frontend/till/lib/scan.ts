/** A scanner is a keyboard that types very fast. This tells its bursts from a hand, and what it has read. */
import { normalised } from "./money";

/** Whose payment code a customer shows. */
export type Payer = "wechat" | "alipay" | "unionpay";

export type Scanned =
  | { kind: "member"; code: string }
  | { kind: "coupon"; code: string }
  | { kind: "pickup"; code: string }
  | { kind: "gift"; code: string }
  | { kind: "sale"; code: string }
  | { kind: "payment"; provider: Payer }
  | { kind: "product"; code: string };

/** Codes with at least 64 random bits need 13 or more letters; product codes that begin alike are shorter. */
const MEMBER_CARD = /^M[0-9A-Z]{12,40}$/;
const COUPON = /^C[0-9A-Z]{12,40}$/;
const PICKUP = /^R[0-9A-Z]{12,40}$/;
const GIFT = /^G[0-9A-Z]{12,40}$/;
/** Store, till, day, number of the day; a return has an R before its number. */
const SALE_NUMBER = /^[A-Z0-9][A-Z0-9-]{1,40}-\d{6}-R?\d{3,6}$/;

/** Codes that a customer's phone shows for paying (domain handbook, 4.6). No article number is as long. */
const PAYMENT: readonly [RegExp, Payer][] = [
  [/^1[0-5]\d{16}$/, "wechat"],
  [/^(?:2[5-9]|30)\d{14,22}$/, "alipay"],
  [/^62\d{17}$/, "unionpay"],
];

/** Where a scanned or typed code belongs, by its pattern. Whatever fits nothing is a product. */
export function route(text: string): Scanned {
  const code = normalised(text);
  const upper = code.toUpperCase();
  if (MEMBER_CARD.test(upper)) return { kind: "member", code };
  if (COUPON.test(upper)) return { kind: "coupon", code };
  if (PICKUP.test(upper)) return { kind: "pickup", code };
  if (GIFT.test(upper)) return { kind: "gift", code: upper };
  if (SALE_NUMBER.test(upper)) return { kind: "sale", code };
  // such a code is good for one payment: it is neither shown nor kept
  const payer = PAYMENT.find(([pattern]) => pattern.test(code))?.[1];
  if (payer) return { kind: "payment", provider: payer };
  return { kind: "product", code };
}

export interface Keystroke {
  key: string;
  code: string;
  shiftKey: boolean;
  timeStamp: number;
  ctrlKey?: boolean;
  altKey?: boolean;
  metaKey?: boolean;
}

/** The character of a key press, also where an input method hides it behind "Process". */
export function characterOf(stroke: Keystroke): string | null {
  if (stroke.key.length === 1) return stroke.key.normalize("NFKC");
  if (stroke.key !== "Process" && stroke.key !== "Unidentified") return null;
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(stroke.code);
  if (digit) return digit[1] ?? null;
  const letter = /^Key([A-Z])$/.exec(stroke.code);
  if (letter) return stroke.shiftKey ? (letter[1] ?? null) : (letter[1]?.toLowerCase() ?? null);
  return stroke.code === "Minus" || stroke.code === "NumpadSubtract" ? "-" : null;
}

/** A scanner takes less than this for a character on average; a hand takes longer. */
export const BURST_PACE_MS = 50;
/** One late character, on a busy machine, does not end a burst. */
const LONGEST_GAP_MS = 150;
const SHORTEST_CODE = 5;

/** Collects key presses; `feed` answers with the code when an Enter ends a burst that no hand can type. */
export class BurstReader {
  private text = "";
  private first = 0;
  private last = Number.NEGATIVE_INFINITY;

  feed(stroke: Keystroke): string | null {
    if (stroke.timeStamp - this.last > LONGEST_GAP_MS) this.text = "";
    this.last = stroke.timeStamp;
    if (stroke.key === "Shift") return null;
    if (stroke.ctrlKey || stroke.altKey || stroke.metaKey) {
      this.text = ""; // a command of the hand's
      return null;
    }
    if (stroke.key === "Enter" || stroke.key === "Tab") {
      const code = this.finished(stroke.timeStamp) ? this.text : null;
      this.text = "";
      return code;
    }
    const character = characterOf(stroke);
    if (this.text === "") this.first = stroke.timeStamp;
    this.text = character === null ? "" : this.text + character;
    return null;
  }

  /** How many characters the running burst has typed so far. */
  get length(): number {
    return this.text.length;
  }

  private finished(at: number): boolean {
    return this.text.length >= SHORTEST_CODE && at - this.first <= BURST_PACE_MS * this.text.length;
  }
}
