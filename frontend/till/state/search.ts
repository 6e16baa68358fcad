/** Finding goods: what was typed, what the server found, gathered by style. */
import { computed, ref, watch } from "vue";
import type { Client } from "../api/client";
import { isAborted } from "../api/errors";
import type { Matrix, Sku } from "../api/types";

export interface StyleGroup {
  style: string;
  name: string;
  kind: Sku["kind"];
  picture: string | null;
  skus: Sku[];
}

/** Each amount of a gift card is a style of its own, made by chance: for who sells them the name is what joins them. */
const placeOf = (sku: Sku): string => (sku.kind === "gift" ? `gift ${sku.name}` : sku.style || sku.sku_id);

/** SKUs of one style belong together; what has no style stands alone. */
export function byStyle(skus: readonly Sku[]): StyleGroup[] {
  const groups = new Map<string, StyleGroup>();
  for (const sku of skus) {
    const id = placeOf(sku);
    const group = groups.get(id);
    if (group) group.skus.push(sku);
    else groups.set(id, { style: sku.style, name: sku.name, kind: sku.kind, picture: sku.picture, skus: [sku] });
  }
  return [...groups.values()];
}

/** "3*6901234" means three of it. */
export function readQuantity(text: string): { quantity: number; code: string } {
  const match = /^(\d{1,3})\s*[*×]\s*(\S.*)$/.exec(text.trim());
  return match ? { quantity: Math.max(1, Number(match[1])), code: match[2] ?? "" } : { quantity: 1, code: text.trim() };
}

const LIMIT = 60;
const DEBOUNCE_MS = 140;

/** Goods on this till's own disk. */
export interface LocalGoods {
  /** The SKU with exactly this barcode. */
  byCode(code: string): Promise<Sku | undefined>;
  /** Told how many of a SKU there are, once the server has said so. */
  counted(sku: Sku): void;
}

export function createSearch(client: Client, local?: LocalGoods) {
  const query = ref("");
  const found = ref<Sku[]>([]);
  const asking = ref(false);
  const failure = ref<Error | null>(null);
  const cursor = ref(0);
  /** What was asked for what is shown; null before the first answer, and after none came. */
  const answered = ref<string | null>(null);
  const matrix = ref<Matrix | null>(null);
  /** Gift cards of one name, of which an amount is to be chosen. */
  const amounts = ref<StyleGroup | null>(null);
  const groups = computed(() => byStyle(found.value));
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: AbortController | null = null;

  async function ask(text: string): Promise<void> {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    asking.value = true;
    try {
      const { items } = await client.products(text, LIMIT, mine.signal);
      if (mine !== running) return;
      found.value = items;
      cursor.value = 0;
      answered.value = text;
      failure.value = null;
    } catch (problem) {
      if (mine !== running || isAborted(problem)) return;
      found.value = [];
      answered.value = null;
      failure.value = problem as Error;
    } finally {
      if (mine === running) asking.value = false;
    }
  }

  /** The marked card of what is typed now: a quick hand presses Enter before the answer is there. */
  async function marked(): Promise<StyleGroup | undefined> {
    const text = readQuantity(query.value).code;
    if (answered.value !== text) {
      clearTimeout(timer);
      await ask(text);
    }
    return answered.value === text ? groups.value[cursor.value] : undefined;
  }

  /** The shelf that is shown before anything is typed. */
  const browse = () => ask("");

  watch(query, (text) => {
    clearTimeout(timer);
    timer = setTimeout(() => void ask(readQuantity(text).code), text ? DEBOUNCE_MS : 0);
  });

  /** What a complete code names, from this till's disk at once; how many there are follows when the server answers. */
  async function exact(code: string): Promise<Sku | null> {
    const found = await local?.byCode(code).catch(() => undefined);
    if (!found) return current(code);
    void current(code).then((sku) => sku && local?.counted(sku), () => undefined);
    return found;
  }

  /** What a complete code names by the server, with what is on hand: the one SKU, or null when it is none or several. */
  async function current(code: string): Promise<Sku | null> {
    const { items } = await client.products(code, 5);
    const wanted = code.toUpperCase();
    return items.find((sku) => sku.barcode.toUpperCase() === wanted) ?? (items.length === 1 ? (items[0] ?? null) : null);
  }

  /** The goods whose style code was scanned: a label of the shelf, not of a piece. */
  async function styleOf(code: string): Promise<StyleGroup | null> {
    const wanted = code.toUpperCase();
    const { items } = await client.products(code, LIMIT);
    return byStyle(items).find((group) => group.style.toUpperCase() === wanted) ?? null;
  }

  /** The SKU where a group has only one; otherwise the sheet that it is chosen on: an amount, or colour x size. */
  async function openStyle(group: StyleGroup): Promise<Sku | "amounts" | "matrix"> {
    const only = group.skus.length === 1 ? group.skus[0] : undefined;
    if (only && (only.kind !== "goods" || !only.style)) return only;
    if (group.kind === "gift") {
      amounts.value = group;
      return "amounts";
    }
    const answer = await client.matrix(group.style);
    const [single, ...more] = answer.skus;
    if (single && !more.length) return single;
    matrix.value = answer;
    return "matrix";
  }

  function move(step: number): void {
    cursor.value = Math.max(0, Math.min(groups.value.length - 1, cursor.value + step));
  }

  return { query, found, groups, asking, failure, cursor, answered, matrix, amounts, browse, marked, exact, current, styleOf, openStyle, move };
}

export type Search = ReturnType<typeof createSearch>;
