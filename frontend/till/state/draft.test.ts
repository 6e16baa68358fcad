import { expect, it } from "vitest";
import { emptyDraft, unfinishedStore, type Unfinished } from "./draft";
import { memory, skuOf } from "./testing";

const ticket = () => ({ ...emptyDraft("r1"), lines: [{ key: "k", sku: skuOf("a"), quantity: 2 }] });
const only = (draft = ticket()): Unfinished => ({ drafts: [draft], at: 0, aside: [], taking: [] });

it("tickets come back under the names that their sales will have", () => {
  const storage = memory();
  const two = { ...only(), drafts: [ticket(), { ...ticket(), requestId: "r2" }], at: 1 };
  unfinishedStore("t", storage).save(two);
  expect(unfinishedStore("t", storage).load()).toEqual(two);
  expect(unfinishedStore("other", storage).load()).toEqual({ drafts: [], at: -1, aside: [], taking: [] });
});

it("where nothing is unfinished, nothing is kept", () => {
  const storage = memory();
  const store = unfinishedStore("t", storage);
  store.save(only());
  store.save({ drafts: [], at: -1, aside: [], taking: [] });
  expect(storage.length).toBe(0);
});

it("the one ticket of an older page comes along, gets a name and no tenders", () => {
  const storage = memory();
  storage.setItem("tessera.draft.t", JSON.stringify({ lines: [], couponCodes: [], points: 0, member: null }));
  expect(unfinishedStore("t", storage).load()).toMatchObject({ at: 0, drafts: [{ tenders: [], requestId: expect.any(String) as string }] });
  unfinishedStore("t", storage).save(only());
  expect(storage.length).toBe(1);
  expect(unfinishedStore("t", storage).load()).toEqual(only());
});

it("what cannot be read loses nothing beside it", () => {
  const storage = memory();
  storage.setItem("tessera.tickets.t", JSON.stringify({ drafts: [{ broken: true }, ticket()], at: 1 }));
  expect(unfinishedStore("t", storage).load()).toEqual(only());
  storage.setItem("tessera.tickets.t", "{half");
  expect(unfinishedStore("t", storage).load().drafts).toEqual([]);
});

it("a page that has lost the till writes no more", () => {
  const storage = memory();
  unfinishedStore("t", storage, () => false).save(only());
  expect(storage.length).toBe(0);
});
