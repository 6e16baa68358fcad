import { expect, it } from "vitest";
import { ref } from "vue";
import type { Sku } from "../api/types";
import { createPicking } from "./picking";
import { byStyle } from "./search";
import { skuOf } from "./testing";
import type { Till } from "./till";

/** A search whose one answer comes when the test lets it. */
function counter() {
  const added: Sku[] = [];
  const codes: string[] = [];
  let answer = (): void => undefined;
  const [group] = byStyle([skuOf("dress")]);
  const search = {
    marked: () => new Promise((resolve) => (answer = () => resolve(group))),
    openStyle: () => Promise.resolve(group?.skus[0]),
  };
  const ui = { sheet: ref(null), tell: () => undefined };
  const till = { search, ui } as unknown as Till;
  const { enter } = createPicking(till, (sku) => added.push(sku), (text) => codes.push(text));
  return { added, codes, enter, answer: () => answer() };
}

it("adds one piece however often Enter is pressed before the answer is there", async () => {
  const { added, enter, answer } = counter();
  const first = enter("连衣裙");
  await enter("连衣裙");
  answer();
  await first;
  expect(added.map((sku) => sku.sku_id)).toEqual(["dress"]);
});

it("takes the next Enter again once the first is done", async () => {
  const { added, enter, answer } = counter();
  for (const _ of [1, 2]) {
    const done = enter("连衣裙");
    answer();
    await done;
  }
  expect(added).toHaveLength(2);
});

it("passes a whole code on", async () => {
  const { added, codes, enter } = counter();
  await enter("3*6901234567892");
  expect([added, codes]).toEqual([[], ["3*6901234567892"]]);
});
