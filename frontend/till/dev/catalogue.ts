/** The island's messages straight from the .po file, for the stand-in page. Django serves them otherwise. */
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

const FOLDERS: Record<string, string> = { "zh-hans": "zh_Hans", "zh-hant": "zh_Hant" };
const LOCALE = resolve(import.meta.dirname, "../../../src/tessera/locale");

/** The quoted strings that follow a keyword, joined. */
function textAfter(entry: string, keyword: RegExp): string | null {
  const match = new RegExp(`^${keyword.source} ((?:"(?:[^"\\\\]|\\\\.)*"\\s*)+)`, "m").exec(entry);
  if (!match?.[1]) return null;
  return [...match[1].matchAll(/"(?:[^"\\]|\\.)*"/g)].map((part) => JSON.parse(part[0]) as string).join("");
}

export function readCatalogue(language: string): Record<string, string> {
  const folder = FOLDERS[language];
  const path = folder && resolve(LOCALE, folder, "LC_MESSAGES/djangojs.po");
  if (!path || !existsSync(path)) return {};
  const messages: Record<string, string> = {};
  for (const entry of readFileSync(path, "utf8").split(/\n\n+/)) {
    const source = textAfter(entry, /msgid/);
    const text = textAfter(entry, /msgstr(?:\[0\])?/);
    if (source && text) messages[source] = text;
  }
  return messages;
}
