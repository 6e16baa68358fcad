/** Keyboard shortcuts in layers: the topmost layer that knows a key gets it. */
import { onBeforeUnmount } from "vue";

export type KeyMap = Record<string, (event: KeyboardEvent) => void>;

interface Layer {
  keys: KeyMap;
  /** A layer over everything: keys that it does not know go nowhere else. */
  modal: boolean;
}

const layers: Layer[] = [];

/** "F2", "Escape", "?", "c" for the letter on the key, whatever an input method makes of it; "Ctrl+c" with the control key. */
export function nameOf(event: KeyboardEvent): string {
  if (event.key !== "Process" && event.key !== "Unidentified") return event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return /^Key[A-Z]$/.test(event.code) ? event.code.slice(3).toLowerCase() : event.code;
}

function onKeydown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.altKey) return;
  const name = (event.ctrlKey || event.metaKey ? "Ctrl+" : "") + nameOf(event);
  for (let index = layers.length - 1; index >= 0; index -= 1) {
    const layer = layers[index];
    const handler = layer?.keys[name];
    if (handler) {
      handler(event);
      return;
    }
    if (layer?.modal) return;
  }
}

/** Whether key presses go into a field that takes text. */
export function typing(event: KeyboardEvent): boolean {
  const target = event.target;
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type !== "checkbox" && target.type !== "radio");
}

/** Wrap a handler so that the browser's own meaning of the key is dropped. */
export function taking(act: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    event.preventDefault();
    act();
  };
}

/** A screen that comes while a sheet or the veil is open lies under it. */
function placeOf(layer: Layer): number {
  const lowestModal = layers.findIndex((one) => one.modal);
  return layer.modal || lowestModal < 0 ? layers.length : lowestModal;
}

/** Press a key once more, for whoever knows it now. */
export function press(key: string): void {
  window.dispatchEvent(new KeyboardEvent("keydown", { key }));
}

export function useKeys(keys: KeyMap, modal = false): void {
  const layer: Layer = { keys, modal };
  if (layers.length === 0) window.addEventListener("keydown", onKeydown);
  layers.splice(placeOf(layer), 0, layer); // in setup, so that a parent lies under its children
  onBeforeUnmount(() => {
    layers.splice(layers.indexOf(layer), 1);
    if (layers.length === 0) window.removeEventListener("keydown", onKeydown);
  });
}
