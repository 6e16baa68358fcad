/** The 80 mm page of a document. */
export function receiptOf(kind: "sales" | "returns" | "shifts" | "redemptions", id: string): string {
  return `/till/receipts/${kind}/${encodeURIComponent(id)}`;
}

const loaded = (frame: HTMLIFrameElement) => new Promise<void>((resolve) => frame.addEventListener("load", () => resolve(), { once: true }));

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
