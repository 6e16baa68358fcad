/**
 * The service worker: the card opens without a network, as it was last seen.
 * Pages are asked for first and kept for then; what is built has its content in its name and is kept for good.
 */
/// <reference lib="webworker" />
declare const self: ServiceWorkerGlobalScope;

const KEPT = "tessera-member-1";
const OWN = /^tessera-member-/; // the till keeps what is its own beside
const BUILT = "/static/dist/assets/";
const CARD = "/m/";

self.addEventListener("install", () => void self.skipWaiting());

self.addEventListener("activate", (event) => {
  const forget = caches.keys().then((names) => Promise.all(names.filter((name) => OWN.test(name) && name !== KEPT).map((name) => caches.delete(name))));
  event.waitUntil(forget.then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith(BUILT)) event.respondWith(keptFirst(request));
  else if (request.mode === "navigate" && url.pathname === CARD) event.respondWith(askedFirst(request));
  else if (["/brand.css", "/brand.svg"].includes(url.pathname)) event.respondWith(askedFirst(request));
});

async function keptFirst(request: Request): Promise<Response> {
  const kept = await caches.match(request);
  return kept ?? keep(request, await fetch(request));
}

async function askedFirst(request: Request): Promise<Response> {
  try {
    return await keep(request, await fetch(request));
  } catch (problem) {
    const kept = await caches.match(request, { ignoreSearch: true });
    if (kept) return kept;
    throw problem;
  }
}

/** Whoever was sent to the sign-in has no card here any more. */
async function keep(request: Request, answer: Response): Promise<Response> {
  const cache = await caches.open(KEPT);
  if (answer.ok && !answer.redirected) await cache.put(request, answer.clone());
  else if (answer.redirected || answer.type === "opaqueredirect") await cache.delete(CARD, { ignoreSearch: true });
  return answer;
}

export {};
