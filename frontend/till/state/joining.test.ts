import { describe, expect, it } from "vitest";
import { Refusal } from "../api/errors";
import type { Joining } from "../api/joining";
import { createConsents, createProving, isChild } from "./joining";

const texts: Joining["texts"] = [
  { purpose: "membership", title: "会员", text: "…", version: 1, required: true, for_children: true },
  { purpose: "sms_marketing", title: "短信", text: "…", version: 3, required: false, for_children: false },
];

function provingWith(results: unknown[]) {
  const sent: unknown[] = [];
  const answer = async (body: unknown) => {
    sent.push(body);
    const result = results.shift();
    if (result instanceof Error) throw result;
    return result as never;
  };
  return { proving: createProving({ sendCode: answer, checkCode: answer }, "join", () => "id-1"), sent };
}

describe("proving a phone", () => {
  it("sends the digits and holds what is read out against them once it is whole", async () => {
    const { proving, sent } = provingWith([{}, { proof: "p" }]);
    proving.phone = "138 1234-5678";
    await proving.send();
    proving.code = "12345";
    await proving.check();
    proving.code = "12345６";
    await proving.check();
    expect(sent).toEqual([
      { request_id: "id-1", phone: "13812345678", purpose: "join" },
      { phone: "13812345678", purpose: "join", code: "123456" },
    ]);
    expect(proving.proof).toBe("p");
  });

  it("is of that number only", async () => {
    const { proving } = provingWith([{}, { proof: "p" }]);
    proving.phone = "13812345678";
    await proving.send();
    proving.code = "123456";
    await proving.check();
    proving.phone = "13812345679";
    expect([proving.proof, proving.sent]).toEqual(["", false]);
  });

  it("asks for the digits again when they were wrong", async () => {
    const { proving } = provingWith([{}, new Refusal(403, "messaging.code_wrong", "不对")]);
    proving.phone = "13812345678";
    await proving.send();
    proving.code = "000000";
    await proving.check();
    expect([proving.proof, proving.code, proving.problem?.message]).toEqual(["", "", "不对"]);
  });
});

describe("consents", () => {
  it("begin empty, and a no is an answer", () => {
    const consents = createConsents();
    consents.asked.value = { code_needed: true, adult_age: 14, texts };
    expect(consents.complete(false)).toBe(false);
    consents.ticked.value = { membership: true };
    expect(consents.complete(false)).toBe(true);
    expect(consents.answers(false)).toEqual([
      { purpose: "membership", version: 1, given: true },
      { purpose: "sms_marketing", version: 3, given: false },
    ]);
  });

  it("of a child are the guardian's, and no more than membership", () => {
    const consents = createConsents();
    consents.asked.value = { code_needed: true, adult_age: 14, texts };
    consents.ticked.value = { membership: true, sms_marketing: true };
    expect(consents.answers(true)).toEqual([{ purpose: "membership", version: 1, given: true }]);
  });
});

it("one is a child until the day before the 14th birthday, and of 29 February until the last of February", () => {
  expect(isChild("2012-03-11", "2026-03-10", 14)).toBe(true);
  expect(isChild("2012-03-11", "2026-03-11", 14)).toBe(false);
  expect(isChild("2012-02-29", "2026-02-28", 14)).toBe(true);
  expect(isChild("2012-02-29", "2026-03-01", 14)).toBe(false);
  expect(isChild("", "2026-03-01", 14)).toBe(false);
});
