import { describe, expect, it } from "vitest";
import { counts, handOver } from "./share";

const LINK = "https://shop.example/join/abc";

function browser(share?: (data: { url: string }) => Promise<void>) {
  const copied: string[] = [];
  return { copied, inWeChat: false, share, copy: (text: string) => Promise.resolve(void copied.push(text)) };
}

describe("handing a link over", () => {
  it("counts what an app took", async () => {
    const taken: string[] = [];
    const way = await handOver(LINK, browser(({ url }) => Promise.resolve(void taken.push(url))));
    expect([way, counts(way), taken]).toEqual(["taken", true, [LINK]]);
  });

  it("does not count for who changes their mind", async () => {
    const way = await handOver(LINK, browser(() => Promise.reject(new DOMException("", "AbortError"))));
    expect([way, counts(way)]).toEqual(["stopped", false]);
  });

  it("copies where the browser cannot share, and counts no copy", async () => {
    const means = browser();
    const way = await handOver(LINK, means);
    expect([way, counts(way), means.copied]).toEqual(["copied", false, [LINK]]);
  });

  it("does not count a copy that was refused", async () => {
    const way = await handOver(LINK, { inWeChat: false, copy: () => Promise.reject(new DOMException("", "NotAllowedError")) });
    expect([way, counts(way)]).toEqual(["stopped", false]);
  });

  it("leads to the menu inside WeChat", async () => {
    const way = await handOver(LINK, { ...browser(), inWeChat: true });
    expect([way, counts(way)]).toEqual(["menu", true]);
  });
});
