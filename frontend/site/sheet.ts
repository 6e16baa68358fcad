/**
 * The one dialog of a page. A link marked data-sheet-link loads its form into #sheet-body; without this script
 * it leads to the same form as a page of its own.
 */
const sheet = document.querySelector<HTMLDialogElement>("#sheet");

document.addEventListener("htmx:afterSwap", (event) => {
  const { target } = (event as CustomEvent<{ target: HTMLElement }>).detail;
  if (sheet && target.id === "sheet-body" && target.childElementCount && !sheet.open) sheet.showModal();
});

document.addEventListener("click", (event) => {
  if (!sheet?.open || !(event.target as Element).closest("[data-sheet-close]")) return;
  event.preventDefault();
  sheet.close();
});

sheet?.addEventListener("close", () => sheet.querySelector("#sheet-body")?.replaceChildren());
