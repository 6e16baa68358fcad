/** From what was typed to a piece of goods, the same wherever goods are sought. */
import type { Sku } from "../api/types";
import { route } from "../lib/scan";
import { readQuantity, type StyleGroup } from "./search";
import { type Till, wordsOf } from "./till";

/** `added` takes the piece that was found, `code` what only the server can tell. */
export function createPicking({ search, ui }: Pick<Till, "search" | "ui">, added: (sku: Sku) => void, code: (text: string) => void) {
  let choosing = false;

  async function choose(group: StyleGroup): Promise<void> {
    try {
      const found = await search.openStyle(group);
      if (typeof found === "string") ui.sheet.value = found;
      else added(found);
    } catch (problem) {
      ui.tell("error", wordsOf(problem as Error));
    }
  }

  /** Enter: a whole code goes where it belongs; otherwise the marked card is opened, once however often Enter is pressed meanwhile. */
  async function enter(text: string): Promise<void> {
    if (choosing) return;
    choosing = true;
    await pick(text);
    choosing = false;
  }

  async function pick(text: string): Promise<void> {
    const { code: typed } = readQuantity(text);
    if (!typed) return;
    const whole = route(typed).kind !== "product" || /^\d{6,}$/.test(typed);
    const marked = whole ? undefined : await search.marked();
    if (marked) await choose(marked);
    else code(text);
  }

  return { choose, enter };
}
