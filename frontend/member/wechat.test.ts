import { describe, expect, it } from "vitest";
import { register, type Wx } from "./wechat";

const SHARED = { title: "梧桐里", desc: "来做会员", link: "https://shop.example/join/abc", imgUrl: "https://shop.example/m/icon-180.png" };
const SIGNED = { appId: "wxapp", timestamp: 1, nonceStr: "n", signature: "s", jsApiList: ["updateAppMessageShareData", "updateTimelineShareData"] };

/** WeChat as it behaves: nothing is taken before the page is ready, it is ready only after a signature that it knows, and `success` says that the data was taken, not that anything was sent. */
class StandIn implements Wx {
  taken: Record<string, unknown> = {};
  #ready: (() => void)[] = [];
  #errors: (() => void)[] = [];
  #isReady = false;

  constructor(readonly signature = "s", readonly refuses: string[] = []) {}

  config(signed: Record<string, unknown>): void {
    this.#isReady = signed.signature === this.signature && (signed.jsApiList as string[]).length === 2;
    queueMicrotask(() => (this.#isReady ? this.#ready : this.#errors).forEach((then) => then()));
  }
  ready(then: () => void): void {
    this.#ready.push(then);
  }
  error(then: () => void): void {
    this.#errors.push(then);
  }
  updateAppMessageShareData(data: { success?: () => void; fail?: () => void }): void {
    this.#take("friend", data);
  }
  updateTimelineShareData(data: { success?: () => void; fail?: () => void }): void {
    this.#take("all", data);
  }
  #take(to: string, { success, fail, ...data }: { success?: () => void; fail?: () => void }): void {
    if (!this.#isReady || this.refuses.includes(to)) return fail?.();
    this.taken[to] = data;
    success?.();
  }
}

describe("a page inside WeChat", () => {
  it("says what its menu shares", async () => {
    const wx = new StandIn();
    expect(await register(wx, SIGNED, SHARED)).toBe(true);
    expect(wx.taken).toEqual({ friend: SHARED, all: SHARED });
  });

  it("is shared by other means where WeChat does not know the signature", async () => {
    const wx = new StandIn("another");
    expect(await register(wx, SIGNED, SHARED)).toBe(false);
    expect(wx.taken).toEqual({});
  });

  it("is shared with friends where it may not be shown to all", async () => {
    const wx = new StandIn("s", ["all"]);
    expect(await register(wx, SIGNED, SHARED)).toBe(true);
    expect(wx.taken).toEqual({ friend: SHARED });
  });

  it("is shared by other means where friends may not be written to", async () => {
    expect(await register(new StandIn("s", ["friend"]), SIGNED, SHARED)).toBe(false);
  });
});
