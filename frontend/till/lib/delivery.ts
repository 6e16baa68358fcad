/** Sends one piece of work and repeats it, always under the same UUID, until the server has answered. */
import { ref, type Ref } from "vue";
import type { Answers, Client, WorkKind } from "../api/client";
import { Refusal } from "../api/errors";
import { t } from "./i18n";
import type { Outbox, Pending } from "./outbox";

export type DeliveryPhase =
  | { name: "idle" }
  | { name: "sending"; kind: WorkKind; attempt: number }
  /** The answer was lost: the work may be done or not. It is repeated after `waitMs`, or at once on demand. */
  | { name: "unanswered"; kind: WorkKind; attempt: number; waitMs: number }
  /** The token has ended. The work stays on disk until somebody has signed in again. */
  | { name: "signed-out"; kind: WorkKind };

export type Outcome<T> = { ok: true; answer: T } | { ok: false; refusal: Refusal };

export type Apply<K extends WorkKind> = (outcome: Outcome<Answers[K]>) => void;

export type Timer = (act: () => void, ms: number) => () => void;

/** The work was left as it is, unanswered: whoever gave it up has seen to it in another way. */
export const GIVEN_UP = "till.given_up";

const WAITS_MS = [1_000, 2_000, 4_000, 8_000, 15_000];
const BUSY = "busy.try_again";
const BUSY_REPEATS = 3;

const browserTimer: Timer = (act, ms) => {
  const handle = setTimeout(act, ms);
  return () => clearTimeout(handle);
};

export interface Delivery {
  phase: Ref<DeliveryPhase>;
  /**
   * Keep on disk, send, repeat; resolves once the server has answered for certain.
   * `apply` runs before the work leaves the disk: a crash in between only repeats it.
   */
  deliver<K extends WorkKind>(kind: K, pending: Pending, apply?: Apply<K>): Promise<Outcome<Answers[K]>>;
  /** Do not wait any longer: send the same work again now. */
  repeatNow(): void;
  /** Leave the work as it stands, while nothing is under way; it stays on disk, and nobody is told. */
  giveUp(): void;
}

/** A refusal for want of a valid token says nothing about an earlier attempt whose answer was lost. */
function tokenEnded(failure: unknown): boolean {
  return failure instanceof Refusal && failure.status === 401;
}

export function createDelivery(client: Pick<Client, "perform">, outbox: Outbox, timer: Timer = browserTimer): Delivery {
  const phase = ref<DeliveryPhase>({ name: "idle" });
  let wake: (() => void) | null = null;
  let givenUp = false;

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = timer(() => wake?.(), ms);
      wake = () => {
        cancel();
        wake = null;
        resolve();
      };
    });
  }

  async function attempt<K extends WorkKind>(pending: Pending): Promise<Outcome<Answers[K]> | Error> {
    try {
      return { ok: true, answer: await client.perform<Answers[K]>(pending.work) };
    } catch (failure) {
      if (failure instanceof Refusal && !tokenEnded(failure) && failure.code !== BUSY) {
        return { ok: false, refusal: failure };
      }
      return failure instanceof Error ? failure : new Error(String(failure));
    }
  }

  /** The outcome if this attempt settled the matter, null when the work has to be repeated. */
  function judge<K extends WorkKind>(result: Outcome<Answers[K]> | Error, count: number): Outcome<Answers[K]> | null {
    if (!(result instanceof Error)) return result;
    const busyForLong = result instanceof Refusal && result.code === BUSY && count > BUSY_REPEATS;
    return busyForLong ? { ok: false, refusal: result } : null;
  }

  async function deliver<K extends WorkKind>(kind: K, pending: Pending, apply?: Apply<K>) {
    phase.value = { name: "sending", kind, attempt: 1 }; // at once: a second press finds the till busy
    try {
      await outbox.put(pending);
    } catch {
      phase.value = { name: "idle" };
      const message = t("This browser cannot keep work on disk. Allow it to store site data, then try again.");
      const outcome = { ok: false as const, refusal: new Refusal(0, "till.no_disk", message) };
      apply?.(outcome);
      return outcome;
    }
    for (let count = 1; ; count += 1) {
      phase.value = { name: "sending", kind, attempt: count };
      const result = await attempt<K>(pending);
      const outcome = judge(result, count);
      if (outcome) {
        apply?.(outcome);
        phase.value = { name: "idle" }; // with the answer, not when the disk is done: nobody has to wait for that
        await outbox.remove(pending.work.body.request_id).catch(() => undefined); // what stays is repeated, and answered the same
        return outcome;
      }
      const waitMs = WAITS_MS[Math.min(count, WAITS_MS.length) - 1] ?? 15_000;
      phase.value = tokenEnded(result)
        ? { name: "signed-out", kind }
        : { name: "unanswered", kind, attempt: count, waitMs };
      await pause(waitMs);
      if (givenUp) {
        givenUp = false;
        phase.value = { name: "idle" };
        return { ok: false as const, refusal: new Refusal(0, GIVEN_UP, "") };
      }
    }
  }

  function giveUp(): void {
    if (!wake) return;
    givenUp = true;
    wake();
  }

  return { phase, deliver, repeatNow: () => wake?.(), giveUp };
}
