/** Has the browser keep what the till opens with, so that it opens when the line is cut. */
import built from "../engine/worker.ts?worker&url";
import { PYODIDE_FILES, pyodideAt } from "../engine/pyodide";

/** What the page tells the service worker: keep this, and nothing else. */
export interface Keep {
  keep: string[];
  /** The page as it came, with its configuration. */
  page: string;
}

/** The worker that prices is served from below the till's page, so that the service worker has what it loads. */
export const PRICING_WORKER = import.meta.env.DEV ? built : built.replace(/^.*\//, "/till/pricing/");
const PAGE = "/till/";
const CACHE = /^tessera-till-/;

/** What this page has loaded of what is built, or served beside it. */
function loaded(): string[] {
  const entries = performance.getEntriesByType("resource").map((entry) => new URL(entry.name));
  return entries.filter((url) => url.origin === location.origin && /^\/(static\/dist|brand\.)/.test(url.pathname)).map((url) => url.pathname);
}

/** Keep `page`, its files and the price engine from `sources`. Where the browser has no service worker the till needs its line. */
export async function keepForOffline(page: string, sources: string): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register("/till/sw.js", { scope: PAGE });
  const { active } = await navigator.serviceWorker.ready;
  const base = pyodideAt(import.meta.env.BASE_URL);
  const pyodide = PYODIDE_FILES.map((name) => base + name);
  const keep: Keep = { page, keep: [...new Set([PRICING_WORKER, sources, ...pyodide, ...loaded()])] };
  active?.postMessage(keep);
}

/** Nobody is at this till any more: the page does not open again without signing in. */
export async function forgetOffline(): Promise<void> {
  const names = (await globalThis.caches?.keys()) ?? [];
  await Promise.all(names.filter((name) => CACHE.test(name)).map((name) => caches.delete(name)));
}
