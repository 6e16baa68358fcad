import { beforeEach, describe, expect, it } from "vitest";
import type { Work } from "../api/client";
import { NoAnswer, Refusal } from "../api/errors";
import { createDelivery, type Timer } from "./delivery";
import type { Outbox, Pending } from "./outbox";

const body = { request_id: "0193-a" };
const pending: Pending = { kind: "sale", tillId: "till-1", at: 1, work: { path: "/sales", body } };

function memoryOutbox(): Outbox & { kept: Map<string, Pending> } {
  const kept = new Map<string, Pending>();
  return {
    kept,
    put: async (one) => void kept.set(one.work.body.request_id, one),
    remove: async (id) => void kept.delete(id),
    list: async (tillId) => [...kept.values()].filter((one) => one.tillId === tillId),
  };
}

/** A server that answers with the given results in turn, and remembers what it was sent. */
function server(results: unknown[]) {
  const sent: Work[] = [];
  return {
    sent,
    perform: async <T>(work: Work): Promise<T> => {
      sent.push(work);
      const result = results.shift();
      if (result instanceof Error) throw result;
      return result as T;
    },
  };
}

const atOnce: Timer = (act) => {
  queueMicrotask(act);
  return () => undefined;
};
const never: Timer = () => () => undefined;
const lost = () => new NoAnswer("network");
const turns = async () => {
  for (let index = 0; index < 20; index += 1) await Promise.resolve();
};

let outbox: ReturnType<typeof memoryOutbox>;
beforeEach(() => (outbox = memoryOutbox()));

describe("delivering a sale", () => {
  it("has the work on disk before it is sent, and off it after the answer was applied", async () => {
    const seen: number[] = [];
    const client = { perform: async <T>() => (seen.push(outbox.kept.size), { number: "1" } as T) };
    const outcome = await createDelivery(client, outbox, never).deliver("sale", pending, () => seen.push(outbox.kept.size));
    expect(seen).toEqual([1, 1]);
    expect(outbox.kept.size).toBe(0);
    expect(outcome.ok).toBe(true);
  });

  it("is idle as soon as the answer is applied, while the disk is still busy or has failed", async () => {
    const delivery = createDelivery(server([{ number: "1" }]), { ...outbox, remove: () => Promise.reject(new Error("disk")) }, never);
    const phases: string[] = [];
    const outcome = delivery.deliver("sale", pending, () => queueMicrotask(() => phases.push(delivery.phase.value.name)));
    expect((await outcome).ok).toBe(true);
    expect(phases).toEqual(["idle"]);
  });

  it("repeats the very same work after lost answers, until one comes", async () => {
    const client = server([lost(), lost(), { number: "1" }]);
    const outcome = await createDelivery(client, outbox, atOnce).deliver("sale", pending);
    expect(outcome).toEqual({ ok: true, answer: { number: "1" } });
    expect(client.sent.map((work) => work.body.request_id)).toEqual(["0193-a", "0193-a", "0193-a"]);
  });

  it("says that it has no answer, keeps the work on disk, and repeats on demand", async () => {
    const client = server([lost(), { number: "1" }]);
    const delivery = createDelivery(client, outbox, never);
    const outcome = delivery.deliver("sale", pending);
    await turns();
    expect(delivery.phase.value).toMatchObject({ name: "unanswered", attempt: 1 });
    expect(outbox.kept.size).toBe(1);
    delivery.repeatNow();
    expect((await outcome).ok).toBe(true);
    expect(delivery.phase.value).toEqual({ name: "idle" });
  });

  it("ends with the server's refusal, and leaves nothing on disk", async () => {
    const refusal = new Refusal(409, "stock.insufficient", "库存不足", { on_hand: 0 });
    const outcome = await createDelivery(server([refusal]), outbox, never).deliver("sale", pending);
    expect(outcome).toEqual({ ok: false, refusal });
    expect(outbox.kept.size).toBe(0);
  });

  it("does not take an ended token for an answer about the sale", async () => {
    const client = server([lost(), new Refusal(401, "auth.required", "请重新登录")]);
    const delivery = createDelivery(client, outbox, never);
    void delivery.deliver("sale", pending);
    await turns();
    delivery.repeatNow();
    await turns();
    expect(delivery.phase.value).toEqual({ name: "signed-out", kind: "sale" });
    expect(outbox.kept.size).toBe(1);
  });

  it("tries a busy server a few times more before it passes the refusal on", async () => {
    const busy = () => new Refusal(409, "busy.try_again", "稍后再试");
    const client = server([busy(), busy(), busy(), busy()]);
    const outcome = await createDelivery(client, outbox, atOnce).deliver("sale", pending);
    expect(outcome.ok).toBe(false);
    expect(client.sent).toHaveLength(4);
  });

  it("sends nothing when the work cannot be kept on disk", async () => {
    const client = server([{ number: "1" }]);
    const broken: Outbox = { ...outbox, put: () => Promise.reject(new Error("quota")) };
    const applied: boolean[] = [];
    const outcome = await createDelivery(client, broken, never).deliver("sale", pending, ({ ok }) => applied.push(ok));
    expect(outcome).toMatchObject({ ok: false, refusal: { code: "till.no_disk" } });
    expect(applied).toEqual([false]);
    expect(client.sent).toHaveLength(0);
  });
});
