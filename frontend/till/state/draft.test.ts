import { expect, it } from "vitest";
import { draftShelf, emptyDraft } from "./draft";
import { skuOf } from "./testing";

function memory(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => void kept.set(name, text),
    removeItem: (name: string) => void kept.delete(name),
    get length() {
      return kept.size;
    },
  } as Storage;
}

const ticket = () => ({ ...emptyDraft("r1"), lines: [{ key: "k", sku: skuOf("a"), quantity: 2 }] });

it("a ticket comes back under the name that its sale will have", () => {
  const storage = memory();
  draftShelf("t", storage).save(ticket());
  expect(draftShelf("t", storage).load()).toEqual(ticket());
  expect(draftShelf("other", storage).load()).toBeNull();
});

it("money that was taken is kept even when the last line is gone", () => {
  const storage = memory();
  const shelf = draftShelf("t", storage);
  shelf.save({ ...emptyDraft("r1"), tenders: [{ kind: "card", amount_minor: 100, reference: "x" }] });
  expect(shelf.load()?.tenders).toHaveLength(1);
  shelf.save(emptyDraft("r1"));
  expect(storage.length).toBe(0);
});

it("a draft of an older page gets a name and no tenders", () => {
  const storage = memory();
  storage.setItem("tessera.draft.t", JSON.stringify({ lines: [], couponCodes: [], points: 0, member: null }));
  expect(draftShelf("t", storage).load()).toMatchObject({ tenders: [], requestId: expect.any(String) as string });
});

it("a page that has lost the till writes no more", () => {
  const storage = memory();
  draftShelf("t", storage, () => false).save(ticket());
  expect(storage.length).toBe(0);
});
