/** Notes that tell what was done. They go by themselves, unless they tell of a problem. */
const SHOWN_MS = 6000;

function watch(note: HTMLElement): void {
  if (note.dataset.watched) return;
  note.dataset.watched = "yes";
  note.querySelector("[data-note-close]")?.addEventListener("click", () => note.remove());
  if (!("stays" in note.dataset)) setTimeout(() => note.remove(), SHOWN_MS);
}

const watchAll = () => document.querySelectorAll<HTMLElement>("[data-note]").forEach(watch);

document.addEventListener("htmx:afterSettle", watchAll);
watchAll();
