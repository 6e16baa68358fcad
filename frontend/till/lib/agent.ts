/** The agent on this PC: a small program that prints and opens the drawer. It knows the shop's pages by a token. */

export interface AgentJob {
  id: string;
  printer: string;
  paper?: unknown;
  drawer?: true;
}

export type JobState = "waiting" | "printing" | "printed" | "failed" | "unknown";

export interface AgentAnswer {
  state: JobState;
  /** Why it is not printed: "unreachable", "paper_out", "cover_open", "broken_off", "dropped". */
  code: string;
}

/** The agent did not answer: it is not running, or refuses this page. */
export class NoAgent extends Error {
  constructor(readonly refused: boolean) {
    super(refused ? "refused" : "silent");
  }
}

const WAIT_SECONDS = 8;

export function createAgent({ address, token, fetch: send = fetch.bind(globalThis) }: { address: string; token: string; fetch?: typeof fetch }) {
  async function ask(method: "GET" | "POST" | "DELETE", path: string, body?: AgentJob): Promise<AgentAnswer> {
    let response: Response;
    try {
      response = await send(address + path, {
        method,
        headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
        body: body && JSON.stringify(body),
        signal: AbortSignal.timeout((WAIT_SECONDS + 4) * 1000),
        cache: "no-store",
        credentials: "omit",
      });
    } catch {
      throw new NoAgent(false);
    }
    if (!response.ok) throw new NoAgent(true);
    return (await response.json()) as AgentAnswer;
  }

  const job = (id: string) => `/jobs/${encodeURIComponent(id)}`;
  return {
    /** Hand over a job; the same again is printed once. Answers when it is printed, or in trouble. */
    put: (one: AgentJob) => ask("POST", `/jobs?wait=${WAIT_SECONDS}`, one),
    tell: (id: string) => ask("GET", `${job(id)}?wait=${WAIT_SECONDS}`),
    drop: (id: string) => ask("DELETE", job(id)),
  };
}

export type Agent = ReturnType<typeof createAgent>;
