/**
 * Whether the server can be reached, as far as its answers tell: any answer says yes, a request without one says no.
 * While it cannot, and when nothing was asked for a while, a light question is asked now and again.
 */
import { ref, type Ref } from "vue";
import { isAborted } from "../api/errors";

export interface LineOptions {
  send?: typeof fetch;
  /** Where the demo's switch is remembered. */
  storage?: Storage | undefined;
  now?: () => number;
}

export interface Line {
  online: Ref<boolean>;
  /** The demo's switch: nothing goes out while it is on. */
  demoCut: Ref<boolean>;
  /** `fetch` that takes notice of what it hears. */
  fetch: typeof fetch;
  cut(on: boolean): void;
  /** Ask now and again by `ask`; answers how to stop. */
  start(ask: () => Promise<unknown>): () => void;
}

const CUT = "tessera.demo-cut";
/** A proxy that answers for a server which is gone. */
const GONE = new Set([502, 503, 504]);
const LOOK_MS = 4_000;
const QUIET_MS = 30_000;

export function createLine({ send = (...given) => fetch(...given), storage = globalThis.localStorage, now = Date.now }: LineOptions = {}): Line {
  const demoCut = ref(storage?.getItem(CUT) === "yes");
  const online = ref(!demoCut.value);
  let heardAt = now();

  function heard(is: boolean): void {
    online.value = is && !demoCut.value;
    heardAt = now();
  }

  async function watched(...given: Parameters<typeof fetch>): Promise<Response> {
    try {
      if (demoCut.value) throw new TypeError("the demo has cut the line");
      const answer = await send(...given);
      heard(!GONE.has(answer.status));
      return answer;
    } catch (problem) {
      if (!isAborted(problem)) heard(false); // who gave the question up himself has learnt nothing
      throw problem;
    }
  }

  function cut(on: boolean): void {
    demoCut.value = on;
    if (on) {
      storage?.setItem(CUT, "yes");
      online.value = false;
    } else storage?.removeItem(CUT);
  }

  function start(ask: () => Promise<unknown>): () => void {
    const look = (): void => void ask().catch(() => undefined);
    const turn = setInterval(() => (!online.value || now() - heardAt > QUIET_MS) && !demoCut.value && look(), LOOK_MS);
    const gone = (): void => heard(false);
    globalThis.addEventListener?.("offline", gone);
    globalThis.addEventListener?.("online", look);
    return () => {
      clearInterval(turn);
      globalThis.removeEventListener?.("offline", gone);
      globalThis.removeEventListener?.("online", look);
    };
  }

  return { online, demoCut, fetch: watched, cut, start };
}

/** The page's one line. */
export const line = createLine();
export const { online, demoCut } = line;
