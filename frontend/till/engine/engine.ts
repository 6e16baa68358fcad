/** The price engine as the page sees it: it starts by itself, learns books, and prices the newest cart only. */
import { ref, type Ref } from "vue";
import type { Quote } from "../api/types";
import type { BookAnswer } from "../shelf/types";
import type { Answered, Refused, Task } from "./messages";
import type { Asked } from "./asked";

/** A cart that a newer one took the place of before its turn came. */
export class Stale extends Error {}

/** The engine refuses this cart; what the server says of it counts. */
export class EngineRefusal extends Error {
  constructor(readonly refused: Refused["refused"]) {
    super(refused.message);
  }
}

/** As much of a worker as is used here. */
export interface Runner {
  post(task: Task): Promise<string>;
  end(): void;
}

export interface EngineOptions {
  newRunner: () => Runner;
  pyodide: string;
}

export interface Engine {
  /** The version of the engine that runs; empty before one does. */
  version: Ref<string>;
  learn(book: BookAnswer): Promise<void>;
  quote(asked: Asked): Promise<Quote>;
}

interface Waiting {
  asked: Asked;
  resolve: (quote: Quote) => void;
  reject: (problem: Error) => void;
}

export function createEngine({ newRunner, pyodide }: EngineOptions): Engine {
  const version = ref("");
  let runner: Runner | null = null;
  let learning: Promise<void> = Promise.resolve();
  let waiting: Waiting | null = null;
  let busy = false;

  /** The runner of the engine that the book names; an older one gives way. */
  async function runnerFor(book: BookAnswer): Promise<Runner> {
    if (runner && version.value === book.engine.version) return runner;
    const fresh = newRunner();
    try {
      await fresh.post({ kind: "start", pyodide, sources: book.engine.url });
    } catch (problem) {
      fresh.end();
      throw problem;
    }
    return fresh;
  }

  async function learnNow(book: BookAnswer): Promise<void> {
    const next = await runnerFor(book);
    const told = JSON.stringify({ book: book.book, per_member: book.per_member, texts: book.texts });
    await next.post({ kind: "learn", told });
    if (next !== runner) runner?.end();
    runner = next;
    version.value = book.engine.version;
  }

  function learn(book: BookAnswer): Promise<void> {
    learning = learning.catch(() => undefined).then(() => learnNow(book));
    return learning;
  }

  async function priceOne({ asked, resolve, reject }: Waiting): Promise<void> {
    try {
      if (!runner) throw new Error("engine: not ready");
      const answer = JSON.parse(await runner.post({ kind: "price", asked: JSON.stringify(asked) })) as Quote | Refused;
      if ("refused" in answer) reject(new EngineRefusal(answer.refused));
      else resolve(answer);
    } catch (problem) {
      reject(problem instanceof Error ? problem : new Error(String(problem)));
    }
  }

  async function work(): Promise<void> {
    busy = true;
    for (let next = waiting; next; next = waiting) {
      waiting = null;
      await priceOne(next);
    }
    busy = false;
  }

  /** Price a cart. Raises Stale where a newer one came before its turn. */
  function quote(asked: Asked): Promise<Quote> {
    return new Promise((resolve, reject) => {
      waiting?.reject(new Stale());
      waiting = { asked, resolve, reject };
      if (!busy) void work();
    });
  }

  return { version, learn, quote };
}

/** A worker in the browser, each task with its answer. */
export function workerRunner(address: string): Runner {
  const worker = new Worker(address, { type: "module", name: "pricing" });
  const open = new Map<number, { resolve: (answer: string) => void; reject: (problem: Error) => void }>();
  let count = 0;
  const fail = (problem: Error): void => {
    for (const one of open.values()) one.reject(problem);
    open.clear();
  };
  worker.onmessage = ({ data }: MessageEvent<Answered>) => {
    const one = open.get(data.id);
    open.delete(data.id);
    if ("problem" in data) one?.reject(new Error(data.problem));
    else one?.resolve(data.answer);
  };
  worker.onerror = (event) => fail(new Error(event.message || "worker"));
  return {
    post: (task) =>
      new Promise((resolve, reject) => {
        count += 1;
        open.set(count, { resolve, reject });
        worker.postMessage({ ...task, id: count });
      }),
    end() {
      worker.terminate();
      fail(new Stale());
    },
  };
}
