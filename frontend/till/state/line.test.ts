import { describe, expect, it, vi } from "vitest";
import { createLine } from "./line";
import { memory } from "./testing";

const answering = (status: number) => vi.fn(async () => new Response(null, { status }));

describe("the line", () => {
  it("is there with any answer, a refusal too, and gone without one", async () => {
    const send = vi.fn<typeof fetch>().mockRejectedValueOnce(new TypeError("network")).mockResolvedValue(new Response(null, { status: 409 }));
    const line = createLine({ send, storage: memory() });
    await expect(line.fetch("/x")).rejects.toThrow();
    expect(line.online.value).toBe(false);
    await line.fetch("/x");
    expect(line.online.value).toBe(true);
  });

  it("is gone where a proxy answers for the server", async () => {
    const line = createLine({ send: answering(503), storage: memory() });
    await line.fetch("/x");
    expect(line.online.value).toBe(false);
  });

  it("learns nothing from a question that was given up", async () => {
    const line = createLine({ send: () => Promise.reject(new DOMException("", "AbortError")), storage: memory() });
    await expect(line.fetch("/x")).rejects.toThrow();
    expect(line.online.value).toBe(true);
  });

  it("stays cut by the demo's switch, over a reload as well", async () => {
    const storage = memory();
    const send = answering(200);
    const line = createLine({ send, storage });
    line.cut(true);
    await expect(line.fetch("/x")).rejects.toThrow();
    expect(send).not.toHaveBeenCalled();
    const reloaded = createLine({ send, storage });
    expect(reloaded.online.value).toBe(false);
    reloaded.cut(false);
    await reloaded.fetch("/x");
    expect(reloaded.online.value).toBe(true);
    expect(createLine({ send, storage }).demoCut.value).toBe(false);
  });

  it("is asked after while it is gone, and when nothing was heard for long", async () => {
    vi.useFakeTimers();
    let time = 0;
    const line = createLine({ send: answering(200), storage: memory(), now: () => time });
    const ask = vi.fn(() => line.fetch("/x"));
    const stop = line.start(ask);
    vi.advanceTimersByTime(20_000);
    expect(ask).not.toHaveBeenCalled();
    time = 40_000;
    vi.advanceTimersByTime(4_000);
    expect(ask).toHaveBeenCalledTimes(1);
    stop();
    vi.useRealTimers();
  });
});
