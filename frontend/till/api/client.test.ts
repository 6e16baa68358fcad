import { describe, expect, it } from "vitest";
import { createClient, works } from "./client";
import { NoAnswer, Refusal } from "./errors";

function clientOn(respond: (url: string, init: RequestInit) => Response | Error) {
  const calls: { url: string; init: RequestInit }[] = [];
  const fetcher = async (url: RequestInfo | URL, init: RequestInit = {}) => {
    calls.push({ url: String(url), init });
    const result = respond(String(url), init);
    if (result instanceof Error) throw result;
    return result;
  };
  return { calls, client: createClient({ apiBase: "/api/v1", token: "T", language: "zh-hans", fetch: fetcher }) };
}

const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });

describe("the client", () => {
  it("sends the till's token and the reader's language", async () => {
    const { calls, client } = clientOn(() => json(200, { items: [] }));
    await client.products("连衣裙", 20);
    expect(calls[0]?.url).toBe("/api/v1/products?q=%E8%BF%9E%E8%A1%A3%E8%A3%99&limit=20");
    expect(calls[0]?.init.headers).toMatchObject({ Authorization: "Bearer T", "Accept-Language": "zh-hans" });
  });

  it("turns a 4xx with code and message into a refusal", async () => {
    const { client } = clientOn(() => json(409, { code: "coupons.used", message: "该券已使用", data: { code: "C1" } }));
    const failure = await client.till().catch((problem: unknown) => problem);
    expect(failure).toBeInstanceOf(Refusal);
    expect(failure).toMatchObject({ status: 409, code: "coupons.used", message: "该券已使用", data: { code: "C1" } });
  });

  it.each([
    ["a fault of the server", () => json(500, { code: "x", message: "y" })],
    ["a proxy's page", () => new Response("<h1>Bad gateway</h1>", { status: 502 })],
    ["half an answer", () => new Response('{"sale_id": "0', { status: 200 })],
    ["a cut line", () => new TypeError("Failed to fetch")],
  ])("takes %s for no answer, because the work may be done", async (_, respond) => {
    const { client } = clientOn(respond);
    const work = works.openShift({ request_id: "r", float_minor: 1 });
    await expect(client.perform(work)).rejects.toBeInstanceOf(NoAnswer);
  });
});
