/** Money as integers of minor units: shown through Intl, read from what a cashier types. No floats. */
import type { Brand, Minor } from "../api/types";

export interface Money {
  exponent: number;
  /** "¥12.00" */
  format(minor: Minor): string;
  /** "−¥12.00" or "+¥12.00", with a true minus sign. */
  signed(minor: Minor): string;
  /** "1200.00", for input fields. */
  plain(minor: Minor): string;
  /** "1,200.00", beside a figure that names the currency. */
  bare(minor: Minor): string;
  /** "¥1,200", where the room is short. */
  whole(minor: Minor): string;
  /** Minor units, or null when the text is no amount. */
  parse(text: string): Minor | null;
}

const INTL_TAGS: Record<string, string> = { "zh-hans": "zh-Hans-CN", "zh-hant": "zh-Hant-TW" };

/** The Intl tag of one of our language codes. */
export function intlTag(language: string): string {
  return INTL_TAGS[language.toLowerCase()] ?? language;
}

/** "1234" with exponent 2 → "12.34" */
export function decimalText(minor: Minor, exponent: number): `${number}` {
  const digits = String(Math.abs(minor)).padStart(exponent + 1, "0");
  const whole = digits.slice(0, digits.length - exponent);
  const rest = exponent > 0 ? `.${digits.slice(-exponent)}` : "";
  return `${minor < 0 ? "-" : ""}${whole}${rest}` as `${number}`;
}

/** Full-width digits and points, as a Chinese input method types them, count as plain ones. */
export function normalised(text: string): string {
  return text.normalize("NFKC").replaceAll("。", ".").trim();
}

/** Read an amount such as "12", "12.5" or "1,200.00". More decimals than the currency has are no amount. */
export function parseMinor(text: string, exponent: number): Minor | null {
  const clean = normalised(text).replaceAll(/[,\s]/g, "");
  const match = /^(\d{1,9})(?:\.(\d*))?$/.exec(clean) ?? /^(0?)\.(\d+)$/.exec(clean);
  if (!match) return null;
  const rest = match[2] ?? "";
  if (rest.length > exponent) return null;
  return Number((match[1] || "0") + rest.padEnd(exponent, "0"));
}

export function createMoney(brand: Brand, language: string): Money {
  const tag = intlTag(language);
  const exact = { minimumFractionDigits: brand.exponent, maximumFractionDigits: brand.exponent } as const;
  const named = { style: "currency", currency: brand.currency, currencyDisplay: "narrowSymbol" } as const;
  const full = new Intl.NumberFormat(tag, { ...named, ...exact });
  const grouped = new Intl.NumberFormat(tag, exact);
  const rounded = new Intl.NumberFormat(tag, { ...named, maximumFractionDigits: 0 });
  const text = (figure: Intl.NumberFormat, minor: Minor): string =>
    (minor < 0 ? "−" : "") + figure.format(decimalText(Math.abs(minor), brand.exponent));
  const format = (minor: Minor): string => text(full, minor);
  return {
    exponent: brand.exponent,
    format,
    signed: (minor) => (minor > 0 ? "+" : "") + format(minor),
    plain: (minor) => decimalText(minor, brand.exponent),
    bare: (minor) => text(grouped, minor),
    whole: (minor) => text(rounded, minor - (minor % 10 ** brand.exponent)),
    parse: (text) => parseMinor(text, brand.exponent),
  };
}
