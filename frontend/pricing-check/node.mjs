/**
 * The engine in Node. `node node.mjs agree|measure` reads {files, ...} as JSON from standard input
 * and writes JSON to standard output:
 *   agree    {files, work: [{book, carts: [...], at}]}  ->  {python, quotes: [text, ...]}
 *   measure  {files, code}                              ->  {python, result} of that Python expression
 */
import { readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";
import { startEngine } from "./engine.mjs";

const { files, ...input } = JSON.parse(readFileSync(0, "utf8"));
const engine = await startEngine(loadPyodide, files);

function agree() {
  const quotes = [];
  for (const { book, carts, at } of input.work) {
    for (const cart of carts) quotes.push(engine.price(book, cart, at));
  }
  return { python: engine.version, quotes };
}

function measure() {
  return { python: engine.version, result: JSON.parse(engine.run(input.code)) };
}

process.stdout.write(JSON.stringify(process.argv[2] === "measure" ? measure() : agree()));
