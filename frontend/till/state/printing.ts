/** Printing and the drawer of one till: by what is set, with what went wrong said calmly, and a way to do it again. */
import { ref } from "vue";
import { NoAgent, type Agent, type AgentAnswer } from "../lib/agent";
import type { Desk } from "../lib/desk";
import { t } from "../lib/i18n";
import { paperOf, printPage, receiptOf, type DocumentKind, type PrintingConfig } from "../lib/print";

export interface Trouble {
  text: string;
  /** Does what failed once more; absent where it would be of no use. */
  again?: () => Promise<void>;
  /** Prints by the browser instead; absent for the drawer. */
  byBrowser?: () => Promise<void>;
}

export interface PrintingParts {
  config: PrintingConfig;
  agent: Agent;
  desk: Desk;
  /** The two ways to get at a document, replaced in tests. */
  page?: typeof printPage;
  paper?: typeof paperOf;
  /** Waits before asking again. */
  pause?: () => Promise<void>;
}

const AGAIN_MS = 3_000;
/** As often a paper that waits is asked about; afterwards the cashier decides. */
const ASKED = 200;

const WORDS: Record<string, () => string> = {
  unreachable: () => t("The printer cannot be reached: is it switched on, and its cable in? The receipt comes as soon as it is back."),
  paper_out: () => t("The printer is out of paper. The receipt comes as soon as there is some."),
  cover_open: () => t("The printer's cover is open. The receipt comes as soon as it is closed."),
  broken_off: () => t("The printer went away while it was printing. Look whether the receipt is whole, and print it again if not."),
};
const LOST = () => t("The receipt could not be loaded. Sign in again, then find the sale under Return (F9) and print it there.");
const SILENT = () => t("The agent on this PC does not answer. Is it running? The sale is done all the same.");
const REFUSED = () => t("The agent on this PC refuses this till: its file is not the newest. Download it again in the office under Printers.");

export function createPrinting(parts: PrintingParts) {
  const { config, agent, desk } = parts;
  const page = parts.page ?? printPage;
  const paper = parts.paper ?? paperOf;
  const pause = parts.pause ?? (() => new Promise((resolve) => setTimeout(resolve, AGAIN_MS)));
  const trouble = ref<Trouble | null>(null);
  let newest = "";

  const hush = (): void => void (trouble.value = null);

  async function byBrowser(url: string): Promise<void> {
    hush();
    if (!(await page(url))) trouble.value = { text: LOST() };
  }

  /** Print a document of the server. */
  async function print(kind: DocumentKind, id: string): Promise<void> {
    const url = receiptOf(kind, id);
    if (config.way === "agent") await byAgent(url);
    else if (config.way === "feie" && kind !== "trial") await byCloud(url, kind, id);
    else await byBrowser(url);
  }

  async function byAgent(url: string, job: string = crypto.randomUUID()): Promise<void> {
    newest = job;
    hush();
    const found = await paper(url);
    if (!found) {
      trouble.value = { text: LOST() };
      return;
    }
    const ways = { again: () => byAgent(url), byBrowser: () => leave(job, url) };
    try {
      await follow(job, await agent.put({ id: job, printer: "receipt", paper: found }), ways);
    } catch (problem) {
      // whether it was taken nobody knows: the same job again is printed once
      trouble.value = { text: problem instanceof NoAgent && problem.refused ? REFUSED() : SILENT(), ...ways, again: () => byAgent(url, job) };
    }
  }

  /** Tell what becomes of a job until it is printed or given up. */
  async function follow(job: string, first: AgentAnswer, ways: Omit<Trouble, "text">): Promise<void> {
    let answer = first;
    for (let asked = 0; asked < ASKED && (answer.state === "waiting" || answer.state === "printing"); asked += 1) {
      if (newest !== job) return; // another paper is what the cashier looks at
      const why = WORDS[answer.code];
      // it is printed by itself later: once more would be twice
      if (why) trouble.value = { text: why(), byBrowser: ways.byBrowser };
      await pause();
      answer = await agent.tell(job);
    }
    if (newest !== job) return;
    if (answer.state === "printed" || answer.code === "dropped") hush();
    else trouble.value = { text: (WORDS[answer.code] ?? SILENT)(), ...ways };
  }

  /** Take a waiting paper back from the agent, and print it by the browser. */
  async function leave(job: string, url: string): Promise<void> {
    newest = "";
    await agent.drop(job).catch(() => undefined);
    await byBrowser(url);
  }

  async function byCloud(url: string, kind: DocumentKind, id: string, request: string = crypto.randomUUID()): Promise<void> {
    newest = request;
    hush();
    const ways = { again: () => byCloud(url, kind, id), byBrowser: () => byBrowser(url) };
    try {
      const papers = await desk.handOver(request, kind, id);
      const problem = await cloudProblem(papers, request);
      if (problem) trouble.value = { text: problem, ...ways };
    } catch {
      trouble.value = { text: t("The server did not answer. Check the network, then try again."), ...ways, again: () => byCloud(url, kind, id, request) };
    }
  }

  /** What the cloud printer's service said of the parts; nothing while all is well. */
  async function cloudProblem(papers: string[], request: string): Promise<string> {
    for (const one of papers) {
      for (let asked = 0; asked < 5; asked += 1) {
        const found = await desk.paper(one);
        if (found.words && found.state !== "queued") return found.words;
        if (found.state === "sent" || found.state === "printed" || newest !== request) break;
        if (asked === 4 && found.words) return found.words;
        await pause();
      }
    }
    return "";
  }

  /** Open the drawer; what it is opened for is noted by who asks. */
  async function kick(): Promise<void> {
    if (config.way !== "agent" || !config.hasDrawer) return;
    try {
      const answer = await agent.put({ id: crypto.randomUUID(), printer: "receipt", drawer: true });
      if (answer.state !== "printed") trouble.value = { text: t("The drawer did not open: the printer cannot be reached. Open it with its key."), again: kick };
    } catch (problem) {
      trouble.value = { text: problem instanceof NoAgent && problem.refused ? REFUSED() : t("The drawer did not open: the agent on this PC does not answer. Open it with its key."), again: kick };
    }
  }

  /** Money in cash came in or went out: the drawer opens, and the receipt comes if that is set. */
  async function settled(kind: "sales" | "returns", id: string, number: string, cash: boolean): Promise<void> {
    if (cash && config.hasDrawer && config.way === "feie") void desk.noteDrawer(crypto.randomUUID(), { sale: number }).catch(() => undefined);
    if (cash) await kick();
    if (config.printsItself) await print(kind, id);
  }

  /** Open the drawer without a sale: noted first, with its reason. False where it was not noted. */
  async function openFor(reason: string): Promise<boolean> {
    hush();
    try {
      await desk.noteDrawer(crypto.randomUUID(), { reason });
    } catch {
      return false;
    }
    await kick();
    return true;
  }

  return { config, trouble, hush, print, settled, openFor };
}

export type Printing = ReturnType<typeof createPrinting>;
