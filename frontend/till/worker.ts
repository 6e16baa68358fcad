/**
 * The till's service worker: the page with its configuration opens without a network, and the price engine with it.
 * The page is asked for first and kept for then; what has its content in its name is kept for good.
 */
/// <reference lib="webworker" />
import type { Keep } from "./lib/offline";

declare const self: ServiceWorkerGlobalScope;

const KEPT = "tessera-till-1";
const OWN = /^tessera-till-/;
const PAGE = "/till/";
const BUILT = ["/static/dist/assets/", "/static/dist/pyodide/", "/till/engine/", "/till/pricing/"];
/** As newly made as the server that is asked, and needed without it. */
const ASKED_FIRST = ["/brand.css", "/brand.svg"];
/** A line that is as good as cut must not keep the till from opening. */
const PATIENCE_MS = 8_000;

self.addEventListener("install", () => void self.skipWaiting());

self.addEventListener("activate", (event) => {
  const forget = caches.keys().then((names) => Promise.all(names.filter((name) => OWN.test(name) && name !== KEPT).map((name) => caches.delete(name))));
  event.waitUntil(forget.then(() => self.clients.claim()));
});

self.addEventListener("message", (event) => event.waitUntil(keepAll(event.data as Keep)));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (BUILT.some((place) => pathname.startsWith(place))) event.respondWith(keptFirst(request));
  else if ((request.mode === "navigate" && pathname === PAGE) || ASKED_FIRST.includes(pathname)) event.respondWith(askedFirst(request));
});

async function keptFirst(request: Request): Promise<Response> {
  const kept = await caches.match(request);
  return kept ?? keep(request, await fetch(request));
}

/** What the server has, or what is kept where it does not answer in time. */
async function askedFirst(request: Request): Promise<Response> {
  const kept = await caches.match(request, { ignoreSearch: true });
  const asked = fetch(request).then((answer) => keep(request, answer));
  if (!kept) return asked;
  const late = new Promise<Response>((resolve) => setTimeout(resolve, PATIENCE_MS, kept));
  return Promise.race([asked.catch(() => kept), late]);
}

/** Whoever was sent elsewhere, to the sign-in or to choose a till, has no till here any more. */
async function keep(request: Request, answer: Response): Promise<Response> {
  const cache = await caches.open(KEPT);
  if (answer.ok && !answer.redirected) await cache.put(request, answer.clone());
  else if (answer.redirected || answer.type === "opaqueredirect") await cache.delete(PAGE, { ignoreSearch: true });
  return answer;
}

/**
 * Keep everything that the page works with, and nothing that an older one did. The page itself is handed over:
 * asked for again it would come with another token, and end this one's.
 */
async function keepAll({ page, keep: addresses }: Keep): Promise<void> {
  const cache = await caches.open(KEPT);
  const wanted = new Set(addresses.map((address) => new URL(address, self.location.href).href));
  for (const address of wanted) {
    if (await cache.match(address)) continue;
    const answer = await fetch(address);
    if (answer.ok) await cache.put(address, answer);
  }
  const shell = new URL(PAGE, self.location.href).href;
  for (const { url } of await cache.keys()) {
    if (!wanted.has(url) && url !== shell) await cache.delete(url);
  }
  if (await cache.match(shell)) return; // kept as it came, when it passed through here
  await cache.put(shell, new Response(page, { headers: await headersOf(cache) }));
}

/** The page is kept under the same policy as whatever else comes from the till's address. */
async function headersOf(cache: Cache): Promise<Headers> {
  const own = await cache.match("/brand.css");
  const headers = new Headers({ "Content-Type": "text/html; charset=utf-8" });
  const policy = own?.headers.get("Content-Security-Policy");
  if (policy) headers.set("Content-Security-Policy", policy);
  return headers;
}
