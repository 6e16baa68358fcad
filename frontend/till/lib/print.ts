/** How documents of the server come on paper: its pages through the browser, the same words by the agent, or by a cloud printer. */

export type DocumentKind = "sales" | "returns" | "shifts" | "redemptions" | "trial";

/** How this till prints, as the office set it. */
export interface PrintingConfig {
  way: "browser" | "agent" | "feie";
  hasDrawer: boolean;
  printsItself: boolean;
  agent: string;
  token: string;
}

/** The 80 mm page of a document. */
export function receiptOf(kind: DocumentKind, id: string): string {
  return kind === "trial" ? "/till/receipts/trial" : `/till/receipts/${kind}/${encodeURIComponent(id)}`;
}

/** The same as a neutral paper, for a printer that takes no pages; null where another page came instead. */
export async function paperOf(url: string, send: typeof fetch = fetch.bind(globalThis)): Promise<unknown> {
  const response = await send(url, { headers: { Accept: "application/json" }, cache: "no-store" }).catch(() => null);
  if (!response?.ok || !response.headers.get("Content-Type")?.startsWith("application/json")) return null;
  return response.json();
}

const loaded = (frame: HTMLIFrameElement) => new Promise<void>((resolve) => frame.addEventListener("load", () => resolve(), { once: true }));

/** Print what stands on this page, such as the receipt of a sale that the server does not know yet. */
export async function printSlip(slip: Element): Promise<void> {
  const frame = document.createElement("iframe");
  frame.className = "sr-only";
  frame.setAttribute("aria-hidden", "true");
  frame.tabIndex = -1;
  document.body.append(frame);
  const [page, paper] = [frame.contentWindow, frame.contentDocument];
  if (!page || !paper) return frame.remove();
  const sheets = [...document.querySelectorAll<HTMLElement>('link[rel="stylesheet"], style')].map((sheet) => sheet.cloneNode(true));
  const styled = sheets.filter((sheet) => sheet instanceof HTMLLinkElement).map((sheet) => new Promise((done) => ["load", "error"].forEach((name) => sheet.addEventListener(name, done, { once: true }))));
  paper.head.append(...sheets);
  const copy = slip.cloneNode(true) as HTMLElement;
  copy.hidden = false;
  paper.body.append(copy);
  await Promise.all(styled);
  page.addEventListener("afterprint", () => frame.remove());
  page.print();
}

/**
 * Print one of the server's 80 mm pages through a frame of its own, without leaving the till.
 * False where another page came instead, such as the sign-in page.
 */
export async function printPage(url: string): Promise<boolean> {
  const frame = document.createElement("iframe");
  frame.className = "sr-only";
  frame.setAttribute("aria-hidden", "true");
  frame.tabIndex = -1;
  frame.src = url;
  document.body.append(frame);
  await loaded(frame);
  const page = frame.contentWindow;
  if (!page || !frame.contentDocument?.querySelector("[data-receipt]")) {
    frame.remove();
    return false;
  }
  page.addEventListener("afterprint", () => frame.remove());
  page.print();
  return true;
}
