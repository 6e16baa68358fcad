/** Handing a link to somebody, as well as the browser can, and what is known of it afterwards. */

/** How a link went: through WeChat's own menu, to an app that took it, as a copy that nobody may have pasted, or not at all. */
export type Way = "menu" | "taken" | "copied" | "stopped";

/** What the browser can. */
export interface Means {
  inWeChat: boolean;
  share?: (data: { url: string }) => Promise<void>;
  copy: (text: string) => Promise<void>;
}

/** Hand `url` over by the best means there is. */
export async function handOver(url: string, means: Means): Promise<Way> {
  if (means.inWeChat) return "menu";
  if (means.share) return means.share({ url }).then(() => "taken", () => "stopped"); // whoever changes their mind has not failed
  return means.copy(url).then(() => "copied", () => "stopped");
}

/** Whether that counts as shared: only what can be known. A copy lies on the clipboard; WeChat says of nobody whether they sent, so going to its menu is all there is. */
export function counts(way: Way): boolean {
  return way === "menu" || way === "taken";
}
