/** What the page and the worker of the price engine say to each other. */
import type { Opaque } from "../shelf/types";

/** Start the engine from its sources; once. */
export interface Start {
  kind: "start";
  pyodide: string;
  sources: string;
}

/** Price by this book from now on; `told` is what `tessera.pricing.desk.Desk` takes, as JSON. */
export interface Learn {
  kind: "learn";
  told: string;
}

/** Price one cart; `asked` is `tessera.pricing.desk.Asked` as JSON. */
export interface Price {
  kind: "price";
  asked: string;
}

export type Task = Start | Learn | Price;
export type Sent = Task & { id: number };

/** `answer` is JSON for `price`, empty for the rest. */
export type Answered = { id: number; answer: string } | { id: number; problem: string };

export type Refused = { refused: { code: string; message: string; data: Opaque } };
