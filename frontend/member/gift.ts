/**
 * The code of a gift stands in its link behind the #, which browsers send to nobody. It is kept for this tab, also
 * through the door, and taken out of the address, so that neither a log nor the browser's history has it.
 */
const KEPT = "tessera-gift";
const CODE = /^#([VK][2-9A-Z]{14})$/;

/** Keep the code with which this page was opened, if it was; `hide` changes the address without it. */
export function keepCode(opened: URL, store: Pick<Storage, "setItem">, hide: (address: string) => void): void {
  const code = CODE.exec(opened.hash)?.[1];
  if (!code) return;
  store.setItem(KEPT, code);
  hide(opened.pathname + opened.search);
}

/** The kept code, and how it is forgotten. */
export function keptCode(store: Pick<Storage, "getItem" | "removeItem">): [string | null, () => void] {
  return [store.getItem(KEPT), () => store.removeItem(KEPT)];
}

/** Fill the kept code into the form that takes the gift, where nobody has to type it then. */
export function fillCode(form: HTMLFormElement): void {
  const [code, forget] = keptCode(sessionStorage);
  const field = form.querySelector<HTMLInputElement>("input[name=code]");
  const place = form.querySelector<HTMLElement>("[data-gift-code]");
  if (!code || !field || !place) return;
  field.value = code;
  place.hidden = true;
  form.addEventListener("submit", forget);
}
