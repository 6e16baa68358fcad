/** The server's refusal: it changed nothing, and its message tells the cashier what to do. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly data: Record<string, unknown> = {},
  ) {
    super(message);
    this.name = "Refusal";
  }
}

/** No usable answer came back. Whether the server did the work is unknown. */
export class NoAnswer extends Error {
  constructor(readonly cause_text: string) {
    super(cause_text);
    this.name = "NoAnswer";
  }
}

/** Whether a caller gave the request up itself, which is nobody's fault. */
export function isAborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}

interface RefusalBody {
  code: string;
  message: string;
  data?: Record<string, unknown>;
}

function isRefusalBody(value: unknown): value is RefusalBody {
  if (typeof value !== "object" || value === null) return false;
  const { code, message } = value as Partial<RefusalBody>;
  return typeof code === "string" && typeof message === "string";
}

/**
 * What a response that is not 2xx means.
 *
 * Only a 4xx with our own `{code, message}` is a refusal. A 5xx, a proxy's page or a half-sent body leaves
 * open whether the work was done, so it counts as no answer and may be repeated with the same UUID.
 */
export function failureOf(status: number, body: unknown): Refusal | NoAnswer {
  if (status >= 400 && status < 500 && isRefusalBody(body)) {
    return new Refusal(status, body.code, body.message, body.data ?? {});
  }
  return new NoAnswer(`HTTP ${status}`);
}
