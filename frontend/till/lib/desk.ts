/** What the till's page asks of its own server beside the API: papers for the cloud printer, and the drawer's note. */

export interface CloudPaper {
  state: "queued" | "unknown" | "sent" | "printed" | "failed";
  words: string;
}

/** The server refused, in its own words, or gave no answer: no words then. */
export class DeskRefusal extends Error {}

export function createDesk({ csrf, tillId, fetch: send = fetch.bind(globalThis) }: { csrf: string; tillId: string; fetch?: typeof fetch }) {
  async function ask(path: string, form?: Record<string, string>): Promise<unknown> {
    const response = await send(path, {
      method: form ? "POST" : "GET",
      headers: { Accept: "application/json", "X-CSRFToken": csrf },
      body: form && new URLSearchParams({ till: tillId, ...form }),
      redirect: "error",
      cache: "no-store",
    }).catch(() => null);
    if (!response?.ok) throw new DeskRefusal("");
    return response.status === 204 ? null : response.json();
  }

  return {
    handOver: async (request: string, kind: string, id: string): Promise<string[]> =>
      ((await ask("/till/papers", { request, kind, id })) as { papers: string[] }).papers,
    paper: (id: string) => ask(`/till/papers/${encodeURIComponent(id)}`) as Promise<CloudPaper>,
    noteDrawer: (request: string, why: { reason?: string; sale?: string }) => ask("/till/drawer", { request, reason: "", sale: "", ...why }),
  };
}

export type Desk = ReturnType<typeof createDesk>;
