import { expect, it } from "vitest";
import { keepCode, keptCode } from "./gift";

const CODE = "V23456789ABCDEF";

/** What a tab keeps, and the address it shows after it was opened so. */
function opened(path: string, store = new Map<string, string>()): [string, Map<string, string>] {
  let shown = path;
  keepCode(new URL(path, "https://shop.example"), { setItem: (key, value) => void store.set(key, value) }, (address) => (shown = address));
  return [shown, store];
}

function taken(store: Map<string, string>): string | null {
  const [code, forget] = keptCode({ getItem: (key) => store.get(key) ?? null, removeItem: (key) => void store.delete(key) });
  forget();
  return code;
}

it("takes the code out of the address", () => {
  const [shown, store] = opened(`/m/gift#${CODE}`);
  expect(shown).toBe("/m/gift");
  expect(taken(store)).toBe(CODE);
});

it("keeps the code while somebody signs in, once", () => {
  const [shown, store] = opened(`/m/sign-in?next=%2Fm%2Fgift#${CODE}`);
  expect(shown).toBe("/m/sign-in?next=%2Fm%2Fgift");
  opened("/m/gift", store);
  expect(taken(store)).toBe(CODE);
  expect(taken(store)).toBeNull();
});

it("leaves an address without a code as it is", () => {
  const [shown, store] = opened("/m/gift#main");
  expect(shown).toBe("/m/gift#main");
  expect(taken(store)).toBeNull();
});
