/** The 80 mm page of a document. */
export function receiptOf(kind: "sales" | "returns" | "shifts", id: string): string {
  return `/till/receipts/${kind}/${encodeURIComponent(id)}`;
}

/** Print one of the server's 80 mm pages through a frame of its own, without leaving the till. */
export function printPage(url: string): void {
  const frame = document.createElement("iframe");
  frame.className = "sr-only";
  frame.title = "";
  frame.setAttribute("aria-hidden", "true");
  frame.addEventListener("load", () => {
    const page = frame.contentWindow;
    if (!page) return;
    page.addEventListener("afterprint", () => frame.remove());
    page.focus();
    page.print();
  });
  frame.src = url;
  document.body.append(frame);
}
