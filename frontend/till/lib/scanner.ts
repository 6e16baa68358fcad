/** Listens to the whole page for a scanner's bursts, wherever the focus is. */
import { onBeforeUnmount, onMounted } from "vue";
import { BurstReader } from "./scan";

/** Put back what a field held before the burst typed into it. */
function restore(field: HTMLInputElement, text: string): void {
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

export function useScanner(onCode: (code: string) => void): void {
  const reader = new BurstReader();
  let field: HTMLInputElement | null = null;
  let before = "";

  function onKeydown(event: KeyboardEvent): void {
    const code = reader.feed(event);
    if (code !== null && field?.dataset.scan === "enter") return; // a field that asks for a code and sends it itself
    if (code !== null) {
      event.preventDefault();
      event.stopImmediatePropagation();
      if (field?.dataset.scan === "own") return; // a field that wants the code itself keeps it
      if (field?.isConnected) restore(field, before);
      field = null;
      onCode(code);
      return;
    }
    if (reader.length !== 1) return;
    field = event.target instanceof HTMLInputElement ? event.target : null;
    before = field?.value ?? "";
  }

  onMounted(() => window.addEventListener("keydown", onKeydown, { capture: true }));
  onBeforeUnmount(() => window.removeEventListener("keydown", onKeydown, { capture: true }));
}
