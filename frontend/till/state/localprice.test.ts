import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Cart, Quote } from "../api/types";
import { quoteOf, skuOf } from "./testing";
import { createTicket } from "./ticket";

/** A ticket whose prices are made here, beside a server that is asked as well. */
function ticketHere({ reachable = true, knows = true } = {}) {
  const quote = vi.fn(async (cart: Cart): Promise<Quote> => quoteOf(cart, 990));
  const local = vi.fn(async (cart: Cart): Promise<Quote | null> => (knows ? quoteOf(cart, 1000) : null));
  const shelf = { load: () => null, save: () => undefined };
  const ticket = createTicket({ quote, local, shelf, debounceMs: 60, confirmMs: 600, reachable: () => reachable });
  return { ticket, quote };
}

describe("a price that is made here", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("shows at once, and the server has the last word when the hand rests", async () => {
    const { ticket, quote } = ticketHere();
    ticket.add(skuOf("a"));
    await vi.advanceTimersByTimeAsync(0);
    expect([ticket.state.value, ticket.quote.value?.total_minor, quote.mock.calls.length]).toEqual(["fresh", 1000, 0]);
    await vi.advanceTimersByTimeAsync(600);
    expect([ticket.quote.value?.total_minor, quote.mock.calls.length]).toEqual([990, 1]);
  });

  it("stands where the server cannot be reached, and nobody is asked", async () => {
    const { ticket, quote } = ticketHere({ reachable: false });
    ticket.add(skuOf("a"));
    await vi.advanceTimersByTimeAsync(5000);
    expect([ticket.state.value, ticket.quote.value?.total_minor, quote.mock.calls.length]).toEqual(["fresh", 1000, 0]);
  });

  it("is the server's where only it can tell", async () => {
    const { ticket, quote } = ticketHere({ knows: false });
    ticket.add(skuOf("a"));
    await vi.advanceTimersByTimeAsync(60);
    expect([ticket.state.value, ticket.quote.value?.total_minor, quote.mock.calls.length]).toEqual(["fresh", 990, 1]);
  });
});
