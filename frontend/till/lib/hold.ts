/** One page at a time works at a till: whoever opens it in a second tab is asked to take it over. */
const TAKE_OVER = "tessera.take-over";
/** A page that is being left gives the till back a moment later. */
const PATIENCE_MS = 1_500;

export type Locks = Pick<LockManager, "request">;

/**
 * Hold the till for as long as the page lives; answers whether it could be had.
 *
 * `taken` is called when another page has taken it over. Without locks, as in an insecure context, everybody may.
 */
export function holdTill(tillId: string, taken: () => void, locks: Locks | null = navigator.locks ?? null, memory: Storage = sessionStorage): Promise<boolean> {
  if (!locks) return Promise.resolve(true);
  const steal = memory.getItem(TAKE_OVER) === tillId;
  memory.removeItem(TAKE_OVER);
  return new Promise((resolve) => {
    let held = false;
    const hold = () => {
      held = true;
      resolve(true);
      return new Promise<never>(() => undefined); // until the page is left
    };
    locks.request(`tessera.till.${tillId}`, steal ? { steal } : { signal: AbortSignal.timeout(PATIENCE_MS) }, hold).catch(() => {
      if (held) taken();
      else resolve(false);
    });
  });
}

/** Begin anew with a fresh token, and take the till from the page that has it. */
export function takeOver(tillId: string, memory: Storage = sessionStorage, reload = () => window.location.reload()): void {
  memory.setItem(TAKE_OVER, tillId);
  reload();
}
