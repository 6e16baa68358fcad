/** The tickets that are open at this till: one lies on the desk, the others beside it. */
import { computed, reactive, ref } from "vue";
import { copyOf, emptyDraft, isBlank, type Aside, type Draft, type DraftShelf, type Taking, type UnfinishedStore } from "./draft";
import type { Ticket } from "./ticket";

/** More would not fit beside each other, nor into anybody's head. */
export const MOST_OPEN = 9;

/** A ticket as the strip shows it. */
export interface OpenTicket {
  /** Its place: the first is 0. */
  at: number;
  draft: Draft;
  current: boolean;
  blank: boolean;
}

/** What lies on the shelf, and the part of it that the ticket on the desk writes. */
export function createShelf(store: UnfinishedStore) {
  const kept = store.load();
  /** The one on the desk stands here as it was laid there; what it is now is in the ticket. */
  const drafts = reactive<Draft[]>(kept.drafts.length && kept.at >= 0 ? kept.drafts : [...kept.drafts, emptyDraft()]);
  const at = ref(kept.at >= 0 ? kept.at : drafts.length - 1);
  const aside = reactive<Aside[]>(kept.aside);
  const taking = reactive<Taking[]>(kept.taking);
  /** More than one thing changes: it is written when all have. */
  let held = false;
  let desk: Draft | null = null;

  function write(): void {
    if (held) return;
    const all = drafts.map((draft, index) => (index === at.value && desk ? desk : draft));
    const worth = all.filter((draft) => !isBlank(draft));
    store.save({ drafts: worth, at: worth.indexOf(all[at.value] as Draft), aside, taking });
  }

  /** Change several things, and write them in one piece. */
  function together(act: () => void): void {
    if (held) return act(); // part of a larger change
    held = true;
    act();
    held = false;
    write();
  }

  const shelf: DraftShelf = {
    load: () => {
      const draft = drafts[at.value];
      return draft && !isBlank(draft) ? copyOf(draft) : null;
    },
    save(draft) {
      desk = draft;
      write();
    },
  };
  return { drafts, at, aside, taking, shelf, write, together };
}

export type Shelf = ReturnType<typeof createShelf>;

export function createOpen({ ticket, shelf }: { ticket: Ticket; shelf: Shelf }) {
  const { drafts, at } = shelf;
  const list = computed<OpenTicket[]>(() =>
    drafts.map((kept, index) => {
      const current = index === at.value;
      const draft = current ? ticket.draft : kept;
      return { at: index, draft, current, blank: isBlank(draft) };
    }),
  );
  const others = computed(() => list.value.filter((one) => !one.current));
  const full = computed(() => drafts.length >= MOST_OPEN);

  /** The ticket on the desk as it is now, with what it comes to. */
  function onDesk(): Draft {
    const draft = copyOf(ticket.draft);
    if (ticket.quote.value && ticket.state.value === "fresh") draft.total = ticket.quote.value.total_minor;
    return draft;
  }

  /** Take what is on the desk back into its place; nothing is left of a blank one. Answers where `target` stands then. */
  function clearDesk(target: number): number {
    if (!isBlank(ticket.draft)) {
      drafts[at.value] = onDesk();
      return target;
    }
    drafts.splice(at.value, 1);
    return target > at.value ? target - 1 : target;
  }

  function layOut(index: number): void {
    at.value = index;
    ticket.lay(copyOf(drafts[index] as Draft));
  }

  /** Work on the ticket at a place. */
  function turnTo(target: number): void {
    if (target === at.value || !drafts[target]) return;
    shelf.together(() => layOut(clearDesk(target)));
  }

  /** The next one, or the one before; after the last comes the first. */
  function step(by: 1 | -1): void {
    turnTo((at.value + by + drafts.length) % drafts.length);
  }

  const placeOf = (requestId: string): number => list.value.findIndex((one) => one.draft.requestId === requestId);

  /**
   * Lay a ticket on the desk, an empty one by default; one that is open already is turned to.
   * False where too many are open and `anyway` is not said.
   */
  function open(draft: Draft = emptyDraft(), anyway = false): boolean {
    const there = placeOf(draft.requestId);
    if (there >= 0) turnTo(there);
    if (there >= 0 || (isBlank(draft) && isBlank(ticket.draft))) return true;
    if (full.value && !isBlank(ticket.draft) && !anyway) return false;
    shelf.together(() => {
      clearDesk(0);
      drafts.push(draft);
      layOut(drafts.length - 1);
    });
    return true;
  }

  /** Lay a ticket beside the desk, where it is not open already. */
  function beside(draft: Draft): void {
    if (placeOf(draft.requestId) < 0) shelf.together(() => drafts.push(draft));
  }

  /** Take the ticket off the desk for good; the last of the others comes, else an empty one. */
  function close(): void {
    shelf.together(() => {
      drafts.splice(at.value, 1);
      if (drafts.length === 0) drafts.push(emptyDraft());
      layOut(drafts.length - 1);
    });
  }

  /** Work on the ticket of this name, where it is open. */
  const turnToNamed = (requestId: string): void => turnTo(placeOf(requestId));

  return { list, others, full, onDesk, turnTo, turnToNamed, step, open, beside, close };
}

export type Open = ReturnType<typeof createOpen>;
