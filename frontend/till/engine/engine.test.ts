import { describe, expect, it, vi } from "vitest";
import type { BookAnswer } from "../shelf/types";
import { createEngine, EngineRefusal, Stale, type Runner } from "./engine";
import type { Asked } from "./asked";
import type { Task } from "./messages";

const book = (version: string): BookAnswer => ({
  version: "1", at: "", zone: "UTC", cutover_hour: 0, engine: { version, url: `/till/engine/${version}.json` }, levels: [], book: {}, per_member: {}, texts: {},
});
const asked = (at: string): Asked => ({ cart: { lines: [], coupon_codes: [], points: 0 }, items: {}, at, member: null, coupons: [], used: {} });

/** A worker that answers when it is told to. */
function desk() {
  const tasks: Task[] = [];
  const ended: number[] = [];
  const answers: ((text: string) => void)[] = [];
  let made = 0;
  const newRunner = (): Runner => {
    const mine = (made += 1);
    return {
      post(task) {
        tasks.push(task);
        return task.kind === "price" ? new Promise((resolve) => answers.push(resolve)) : Promise.resolve("");
      },
      end: () => void ended.push(mine),
    };
  };
  return { tasks, ended, answers, engine: createEngine({ newRunner, pyodide: "/p/" }) };
}

describe("the engine", () => {
  it("starts once, and learns each book", async () => {
    const { engine, tasks } = desk();
    await engine.learn(book("v1"));
    await engine.learn(book("v1"));
    expect(tasks.map((task) => task.kind)).toEqual(["start", "learn", "learn"]);
  });

  it("gives way to the engine that a book names, once that has learnt it", async () => {
    const { engine, ended } = desk();
    await engine.learn(book("v1"));
    await engine.learn(book("v2"));
    expect(ended).toEqual([1]);
    expect(engine.version.value).toBe("v2");
  });

  it("prices the newest of the carts that wait, and drops the others", async () => {
    const { engine, answers, tasks } = desk();
    await engine.learn(book("v1"));
    const [first, second, third] = [engine.quote(asked("1")), engine.quote(asked("2")), engine.quote(asked("3"))];
    await expect(second).rejects.toBeInstanceOf(Stale);
    answers[0]?.('{"total_minor": 1}');
    expect(await first).toEqual({ total_minor: 1 });
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    answers[1]?.('{"total_minor": 3}');
    expect(await third).toEqual({ total_minor: 3 });
    expect(tasks.filter((task) => task.kind === "price")).toHaveLength(2);
  });

  it("tells a refusal as one", async () => {
    const { engine, answers } = desk();
    await engine.learn(book("v1"));
    const quote = engine.quote(asked("1"));
    answers[0]?.('{"refused": {"code": "pricing.unknown", "message": "no", "data": {}}}');
    await expect(quote).rejects.toBeInstanceOf(EngineRefusal);
  });
});
