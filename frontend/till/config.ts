/** What the page that hosts the island hands it. */
import type { Catalogue } from "./lib/i18n";

export interface TillConfig {
  apiBase: string;
  token: string;
  language: string;
  /** Where "leave the till" goes. */
  exitUrl: string;
}

function read(id: string): unknown {
  return JSON.parse(document.getElementById(id)?.textContent ?? "null");
}

export function readConfig(): TillConfig {
  const value = read("till-config") as Partial<TillConfig> | null;
  if (!value?.apiBase || !value.token) throw new Error("The page carries no configuration of the till.");
  return { apiBase: value.apiBase, token: value.token, language: value.language ?? "en", exitUrl: value.exitUrl ?? "/" };
}

export function readCatalogue(): Catalogue {
  const value = read("till-catalogue") as Partial<Catalogue> | null;
  return { language: value?.language ?? "en", messages: value?.messages ?? {} };
}
