/** What the page that hosts the island hands it. */
import type { Catalogue } from "./lib/i18n";
import type { PrintingConfig } from "./lib/print";
import { forgetOffline } from "./lib/offline";
import { shelfStore } from "./shelf/store";

export interface TillConfig {
  apiBase: string;
  tillId: string;
  token: string;
  language: string;
  /** The store's time zone, in which its people read instants. */
  zone: string;
  csrf: string;
  /** Ends the token. */
  leaveUrl: string;
  /** Where "leave the till" goes. */
  exitUrl: string;
  /** How this till prints; by the browser where the page does not say. */
  printing?: PrintingConfig;
  /** The demo lets one cut its line. */
  demo: boolean;
}

/** End this till's token, so that nobody sells with it, and go to where tills are chosen. */
export async function leaveTill(config: TillConfig): Promise<void> {
  const headers = { "X-CSRFToken": config.csrf, "X-Till-Token": config.token };
  await fetch(config.leaveUrl, { method: "POST", headers }).catch(() => undefined);
  await Promise.all([forgetOffline(), shelfStore.clear()]).catch(() => undefined);
  window.location.assign(config.exitUrl);
}

/** What the page carries as JSON under an id. */
export function readJson(id: string): unknown {
  return JSON.parse(document.getElementById(id)?.textContent ?? "null");
}

export function readConfig(): TillConfig {
  const value = readJson("till-config") as Partial<TillConfig> | null;
  if (!value?.apiBase || !value.token) throw new Error("The page carries no configuration of the till.");
  return {
    apiBase: value.apiBase,
    tillId: value.tillId ?? "",
    token: value.token,
    language: value.language ?? "en",
    zone: value.zone ?? "UTC",
    csrf: value.csrf ?? "",
    leaveUrl: value.leaveUrl ?? "/till/leave",
    exitUrl: value.exitUrl ?? "/",
    printing: value.printing,
    demo: value.demo ?? false,
  };
}

export function readCatalogue(): Catalogue {
  const value = readJson("till-catalogue") as Partial<Catalogue> | null;
  return { language: value?.language ?? "en", messages: value?.messages ?? {} };
}
