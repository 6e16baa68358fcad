import { describe, expect, it, vi } from "vitest";
import { NoAgent, type AgentAnswer, type AgentJob } from "../lib/agent";
import type { PrintingConfig } from "../lib/print";
import { createPrinting } from "./printing";

const AGENT: PrintingConfig = { way: "agent", hasDrawer: true, printsItself: false, agent: "http://127.0.0.1:9330", token: "x" };
const printed: AgentAnswer = { state: "printed", code: "" };
const waits: AgentAnswer = { state: "waiting", code: "paper_out" };

function set(config: Partial<PrintingConfig>, answers: (AgentAnswer | Error)[] = [], papers: { state: string; words: string }[] = []) {
  const jobs: AgentJob[] = [];
  const next = (): AgentAnswer => {
    const answer = answers.shift() ?? printed;
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const agent = {
    put: vi.fn(async (job: AgentJob) => (jobs.push(job), next())),
    tell: vi.fn(async () => next()),
    drop: vi.fn(async () => ({ state: "failed", code: "dropped" }) as AgentAnswer),
  };
  const desk = {
    handOver: vi.fn(async () => ["p1"]),
    paper: vi.fn(async () => (papers.shift() ?? { state: "sent", words: "" }) as never),
    noteDrawer: vi.fn(async () => null),
  };
  const page = vi.fn(async () => true);
  const paper = vi.fn(async (): Promise<unknown> => ({ title: "1", blocks: [] }));
  const printing = createPrinting({ config: { ...AGENT, ...config }, agent, desk, page, paper, pause: async () => undefined });
  return { printing, agent, desk, page, paper, jobs };
}

describe("printing by the agent", () => {
  it("sends the paper once and says nothing", async () => {
    const { printing, jobs, page } = set({});
    await printing.print("sales", "s1");
    expect(jobs).toHaveLength(1);
    expect(jobs[0]).toMatchObject({ printer: "receipt", paper: { title: "1" } });
    expect(printing.trouble.value).toBeNull();
    expect(page).not.toHaveBeenCalled();
  });

  it("waits for paper, offers the browser but not once more, and is quiet when it came", async () => {
    const { printing, jobs } = set({}, [waits, waits, printed]);
    const seen: (boolean | undefined)[] = [];
    const done = printing.print("sales", "s1");
    await vi.waitFor(() => seen.push(printing.trouble.value?.again !== undefined));
    await done;
    expect(seen).not.toContain(true);
    expect(jobs).toHaveLength(1);
    expect(printing.trouble.value).toBeNull();
  });

  it("says that it may be printed, and prints again under another id when asked to", async () => {
    const { printing, jobs } = set({}, [{ state: "unknown", code: "broken_off" }]);
    await printing.print("sales", "s1");
    expect(printing.trouble.value?.text).toContain("whole");
    await printing.trouble.value?.again?.();
    expect(new Set(jobs.map((job) => job.id)).size).toBe(2);
    expect(printing.trouble.value).toBeNull();
  });

  it("repeats the same id where no answer came", async () => {
    const { printing, jobs } = set({}, [new NoAgent(false)]);
    await printing.print("sales", "s1");
    await printing.trouble.value?.again?.();
    expect(new Set(jobs.map((job) => job.id)).size).toBe(1);
    expect(printing.trouble.value).toBeNull();
  });

  it("takes the paper back before it prints by the browser", async () => {
    const { printing, agent, page } = set({}, [{ state: "failed", code: "unreachable" }]);
    await printing.print("sales", "s1");
    await printing.trouble.value?.byBrowser?.();
    expect(agent.drop).toHaveBeenCalledOnce();
    expect(page).toHaveBeenCalledWith("/till/receipts/sales/s1");
  });

  it("says so where the receipt itself cannot be had", async () => {
    const { printing, paper, jobs } = set({});
    paper.mockResolvedValue(null);
    await printing.print("sales", "s1");
    expect(printing.trouble.value?.text).toContain("loaded");
    expect(jobs).toEqual([]);
  });
});

describe("the drawer", () => {
  it("opens for cash and stays shut for a card", async () => {
    const { printing, jobs } = set({});
    await printing.settled("sales", "s1", "1", false);
    expect(jobs).toEqual([]);
    await printing.settled("sales", "s1", "1", true);
    expect(jobs).toMatchObject([{ drawer: true }]);
  });

  it("does not open without a sale unless its reason was noted", async () => {
    const { printing, desk, jobs } = set({});
    desk.noteDrawer.mockRejectedValueOnce(new Error("no answer"));
    expect(await printing.openFor("换零钱")).toBe(false);
    expect(jobs).toEqual([]);
    expect(await printing.openFor("换零钱")).toBe(true);
    expect(desk.noteDrawer).toHaveBeenLastCalledWith(expect.any(String), { reason: "换零钱" });
    expect(jobs).toHaveLength(1);
  });

  it("is opened by the cloud printer where there is one, and a receipt follows if that is set", async () => {
    const { printing, desk, jobs } = set({ way: "feie", printsItself: true });
    await printing.settled("sales", "s1", "S1-1", true);
    expect(desk.noteDrawer).toHaveBeenCalledWith(expect.any(String), { sale: "S1-1" });
    expect(desk.handOver).toHaveBeenCalledWith(expect.any(String), "sales", "s1");
    expect(jobs).toEqual([]);
  });
});

describe("printing by the cloud", () => {
  it("tells what the service said, and offers both ways", async () => {
    const { printing } = set({ way: "feie" }, [], [{ state: "queued", words: "" }, { state: "unknown", words: "Look at the printer." }]);
    await printing.print("sales", "s1");
    expect(printing.trouble.value?.text).toBe("Look at the printer.");
    expect(printing.trouble.value?.byBrowser).toBeDefined();
  });
});

it("prints by the browser where nothing else is set", async () => {
  const { printing, page, jobs } = set({ way: "browser" });
  await printing.print("returns", "r1");
  expect(page).toHaveBeenCalledWith("/till/receipts/returns/r1");
  expect(jobs).toEqual([]);
});
