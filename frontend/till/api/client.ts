/** The one place that talks to the server: typed calls over fetch with the till's bearer token. */
import { failureOf, isAborted, NoAnswer } from "./errors";
import type { BookAnswer, MembersPage, ShelfPage } from "../shelf/types";
import type { CodePurpose, CodeSent, Joining, NewMember, Poster } from "./joining";
import type { Exchanged, ExchangeOffer, ExchangeWork, HandedOut, RedeemWork, Redeemed, Reward, Waiting } from "./rewards";
import type { Limit } from "./limits";
import type { ParkWork, Taken, WaitingList } from "./tickets";
import type {
  Cart, Completed, Contract, ExchangeQuote, ExchangeRequest, GoodsExchanged, GoodsExchangeWork, LooseReturnWork, LooseTerms, Matrix, Member,
  MemberDetail, OpenedShift, PassWork, Quote, ReturnRequest, ReturnResult, ReturnWork, Sale, SaleRequest, SaleSummary, ShiftReport, Sku, TillInfo,
  UsedPass, Uuid,
} from "./types";

export interface ClientConfig {
  apiBase: string;
  token: string;
  language: string;
  timeoutMs?: number;
  fetch?: typeof fetch;
  /** Told when the token has ended. */
  onSignedOut?: () => void;
}

type Query = Record<string, string | number | undefined>;

/** A write whose path and body are kept on disk before they are sent. */
export interface Work {
  path: string;
  body: { request_id: Uuid };
}

function queryOf(params: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined) search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `?${text}` : "";
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

export function createClient(config: ClientConfig) {
  const send = config.fetch ?? fetch.bind(globalThis);
  const timeoutMs = config.timeoutMs ?? 15_000;

  async function call<T>(method: "GET" | "POST", path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
    const timeout = AbortSignal.timeout(timeoutMs);
    const headers: Record<string, string> = {
      Accept: "application/json",
      "Accept-Language": config.language,
      Authorization: `Bearer ${config.token}`,
    };
    if (body !== undefined) headers["Content-Type"] = "application/json";
    let response: Response;
    try {
      response = await send(config.apiBase + path, {
        method,
        headers,
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
        cache: "no-store",
        credentials: "omit",
      });
    } catch (error) {
      if (isAborted(error) && signal?.aborted) throw error;
      throw new NoAnswer(error instanceof Error ? error.message : "network");
    }
    const answer = await readJson(response);
    if (response.status === 401) config.onSignedOut?.();
    if (!response.ok) throw failureOf(response.status, answer);
    if (answer === undefined) throw new NoAnswer("truncated");
    return answer as T;
  }

  const get = <T>(path: string, params: Query = {}, signal?: AbortSignal) =>
    call<T>("GET", path + queryOf(params), undefined, signal);
  const id = encodeURIComponent;

  return {
    till: () => get<TillInfo>("/till"),
    products: (q: string, limit: number, signal?: AbortSignal) => get<{ items: Sku[] }>("/products", { q, limit }, signal),
    matrix: (style: string, signal?: AbortSignal) => get<Matrix>(`/products/${id(style)}/matrix`, {}, signal),
    members: (q: string, signal?: AbortSignal) => get<{ items: Member[] }>("/members", { q }, signal),
    member: (memberId: Uuid, signal?: AbortSignal) => get<MemberDetail>(`/members/${id(memberId)}`, {}, signal),
    rewards: (memberId: Uuid) => get<{ items: Reward[] }>(`/members/${id(memberId)}/rewards`),
    exchanges: (memberId: Uuid) => get<{ items: ExchangeOffer[] }>(`/members/${id(memberId)}/exchanges`),
    waiting: (code: string) => get<Waiting>(`/redemptions/${id(code)}`),
    contract: () => get<Contract>("/contract"),
    acceptContract: (memberId: Uuid, read: { version: number; language: string }) => call<{ done: boolean }>("POST", `/members/${id(memberId)}/contract`, read),
    blockCard: (memberId: Uuid) => call<{ done: boolean }>("POST", `/members/${id(memberId)}/block`),
    joining: () => get<Joining>("/joining"),
    poster: () => call<Poster>("POST", "/joining/poster"),
    sendCode: (body: { request_id: Uuid; phone: string; purpose: CodePurpose }) => call<CodeSent>("POST", "/codes", body),
    checkCode: (body: { phone: string; purpose: CodePurpose; code: string }) => call<{ proof: string }>("POST", "/codes/check", body),
    book: (since: string) => get<BookAnswer>("/snapshot/book", { since: since || undefined }),
    shelf: (params: { after?: string; since?: string }) => get<ShelfPage>("/snapshot/items", { ...params, limit: 2_000 }),
    knownMembers: (params: { after?: string; since?: string }) => get<MembersPage>("/snapshot/members", { ...params, limit: 1_000 }),
    quote: (cart: Cart, signal?: AbortSignal) => call<Quote>("POST", "/quote", cart, signal),
    approve: (body: { username: string; pin: string; cart: Cart }) => call<{ approval: string; approver_name: string; expires_at: string }>("POST", "/approvals", body),
    sales: (params: { q: string; member_id?: Uuid; limit: number }, signal?: AbortSignal) =>
      get<{ items: SaleSummary[] }>("/sales", params, signal),
    sale: (saleId: Uuid, signal?: AbortSignal) => get<Sale>(`/sales/${id(saleId)}`, {}, signal),
    tickets: () => get<WaitingList>("/tickets"),
    parkTicket: (body: ParkWork) => call<{ id: Uuid }>("POST", "/tickets", body),
    takeTicket: (ticketId: Uuid, requestId: Uuid) => call<Taken>("POST", `/tickets/${id(ticketId)}/take`, { request_id: requestId }),
    dropTicket: (ticketId: Uuid, requestId: Uuid) => call<{ id: Uuid }>("POST", `/tickets/${id(ticketId)}/drop`, { request_id: requestId }),
    quoteReturn: (body: ReturnRequest, signal?: AbortSignal) => call<ReturnResult>("POST", "/returns/quote", body, signal),
    quoteExchange: (body: ExchangeRequest, signal?: AbortSignal) => call<ExchangeQuote>("POST", "/returns/exchange/quote", body, signal),
    looseTerms: (skuIds: Uuid[]) => call<LooseTerms>("POST", "/returns/without-receipt/quote", { sku_ids: skuIds }),
    /** Have set aside what this till may take of members by itself; of nobody in particular: what it holds. */
    limits: (memberIds: Uuid[]) => call<{ items: Limit[] }>("POST", "/limits", { member_ids: memberIds }),
    giveLimitBack: (limitId: Uuid) => call<{ items: Limit[] }>("POST", `/limits/${id(limitId)}/back`),
    /** Send or repeat a write. The answer's shape follows from the path; see `works`. */
    perform: <T>(work: Work) => call<T>("POST", work.path, work.body),
  };
}

export type Client = ReturnType<typeof createClient>;

/** The writes of a till, each named by the UUID in its body (law 4). */
export const works = {
  sale: (body: SaleRequest): Work => ({ path: "/sales", body }),
  giveBack: (body: ReturnWork): Work => ({ path: "/returns", body }),
  exchangeGoods: (body: GoodsExchangeWork): Work => ({ path: "/returns/exchange", body }),
  giveBackLoose: (body: LooseReturnWork): Work => ({ path: "/returns/without-receipt", body }),
  usePass: (body: PassWork): Work => ({ path: "/pass-uses", body }),
  undoUse: (body: { request_id: Uuid; use_id: Uuid }): Work => ({ path: "/pass-uses/undo", body }),
  redeem: (body: RedeemWork): Work => ({ path: "/redemptions", body }),
  exchange: (body: ExchangeWork): Work => ({ path: "/exchanges", body }),
  handOut: (body: { request_id: Uuid; redemption_id: Uuid }): Work => ({ path: "/hand-outs", body }),
  openShift: (body: { request_id: Uuid; float_minor: number }): Work => ({ path: "/shifts/open", body }),
  closeShift: (body: { request_id: Uuid; counted_minor: number }): Work => ({ path: "/shifts/close", body }),
  register: (body: NewMember): Work => ({ path: "/members", body }),
};

export type WorkKind = keyof typeof works;

/** What each kind of work answers with. */
export interface Answers {
  sale: Completed;
  giveBack: ReturnResult;
  exchangeGoods: GoodsExchanged;
  giveBackLoose: ReturnResult;
  usePass: UsedPass;
  undoUse: UsedPass;
  redeem: Redeemed;
  exchange: Exchanged;
  handOut: HandedOut;
  openShift: OpenedShift;
  closeShift: ShiftReport;
  register: Member;
}
