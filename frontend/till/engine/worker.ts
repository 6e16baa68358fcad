/**
 * The price engine: the server's own Python files, run by Pyodide in a worker of its own.
 * One task after the other; a book is read once and stays.
 */
/// <reference lib="webworker" />
import type { PyodideInterface } from "pyodide";
import type { Answered, Sent, Task } from "./messages";

declare const self: DedicatedWorkerGlobalScope;

interface Desk {
  quote(asked: string): string;
  destroy(): void;
}

let python: PyodideInterface | null = null;
let desk: Desk | null = null;

async function start(pyodide: string, sources: string): Promise<void> {
  const [{ loadPyodide }, files] = await Promise.all([
    import(/* @vite-ignore */ `${pyodide}pyodide.mjs`) as Promise<typeof import("pyodide")>,
    fetch(sources).then(readFiles),
  ]);
  python = await loadPyodide({ indexURL: pyodide });
  const made = new Set<string>();
  for (const [path, text] of Object.entries(files)) {
    const place = `/engine/${path}`;
    const folder = place.slice(0, place.lastIndexOf("/"));
    if (!made.has(folder)) python.FS.mkdirTree(folder);
    made.add(folder);
    python.FS.writeFile(place, text);
  }
  python.runPython("import sys; sys.path.insert(0, '/engine'); import tessera.pricing.desk");
}

async function readFiles(response: Response): Promise<Record<string, string>> {
  if (!response.ok) throw new Error(`engine: ${response.status}`);
  return (await response.json()) as Record<string, string>;
}

function learn(told: string): void {
  if (!python) throw new Error("engine: not started");
  const next = (python.pyimport("tessera.pricing.desk") as { Desk: (told: string) => Desk }).Desk(told);
  desk?.destroy();
  desk = next;
}

function price(asked: string): string {
  if (!desk) throw new Error("engine: no book");
  return desk.quote(asked);
}

async function carryOut(task: Task): Promise<string> {
  if (task.kind === "price") return price(task.asked);
  if (task.kind === "learn") learn(task.told);
  else await start(task.pyodide, task.sources);
  return "";
}

let last: Promise<void> = Promise.resolve();

self.addEventListener("message", ({ data }: MessageEvent<Sent>) => {
  last = last.then(async () => {
    let answer: Answered;
    try {
      answer = { id: data.id, answer: await carryOut(data) };
    } catch (problem) {
      answer = { id: data.id, problem: String(problem) };
    }
    self.postMessage(answer);
  });
});
