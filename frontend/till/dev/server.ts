/**
 * A stand-in for /api/v1 while the till is being built: in memory, forgetful, and on request unreliable
 * (`POST /stand-in {"lose": 1}` books the next write but loses its answer; `{"refuse": {...}}` refuses it).
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { NewMember } from "../api/joining";
import type { Cart, Completed, LooseReturnWork, Matrix, OpenedShift, ReturnRequest, ReturnResult, Sale, SaleRequest, Shift, Sku } from "../api/types";
import { MEMBERS, picture, SKUS, STYLES } from "./goods";
import { priceOf } from "./prices";

type Next = () => void;
type Body = Record<string, unknown>;
const TILL = {
  brand: { name: "锦绣", currency: "CNY", exponent: 2 }, store: { id: "s1", name: "杭州湖滨店", code: "HZ01" }, allows_negative_stock: false, has_gift_cards: false,
  till: { id: "t1", name: "1 号收银台", code: "HZ01-1" }, staff: { id: "u1", name: "陈小满" },
  permissions: ["sales.complete", "sales.return", "sales.return_without_receipt", "sales.shift"], points_per_major: 100, language: "zh-hans",
};
const TODAY = "2026-11-22";
let shift: Shift | null = null;
let lose = 0;
let refuse: Body | null = null;
const sales: Sale[] = [];
const answers = new Map<string, unknown>();

function complete(body: SaleRequest): Completed {
  const quote = priceOf(body);
  const member = MEMBERS.find((one) => one.member_id === body.member_id);
  const change = body.tenders.reduce((sum, tender) => sum + tender.amount_minor, 0) - quote.total_minor;
  const id = sales.length + 1;
  const sale: Sale = {
    sale_id: `sale-${id}`, number: `HZ01-T1-261122-${String(id).padStart(4, "0")}`, member_id: member?.member_id ?? null, member_name: member?.name ?? "", at: new Date().toISOString(),
    business_on: TODAY, gross_minor: quote.gross_minor, reduction_minor: quote.reduction_minor, rounding_minor: 0,
    points_used: quote.points_used, points_minor: quote.points_minor, total_minor: quote.total_minor, change_minor: change,
    lines: quote.lines.map((line) => {
      const { name, colour, size } = SKUS.find((sku) => sku.sku_id === line.sku_id) as Sku;
      return { ...line, name, colour, size, line_id: line.key, returned: 0, refundable_minor: line.net_minor };
    }),
    tenders: body.tenders.map((tender) => ({ reference: "", ...tender, amount_minor: tender.amount_minor - (tender.kind === "cash" ? change : 0) })),
    returns: [],
  };
  sales.unshift(sale);
  if (shift) shift.document_count += 1;
  return {
    sale_id: sale.sale_id, number: sale.number, business_on: TODAY, total_minor: sale.total_minor, change_minor: change,
    points_earned: quote.points_to_earn, points: member ? member.points + quote.points_to_earn - quote.points_used : null,
    principal_minor: member?.principal_minor ?? null, bonus_minor: member?.bonus_minor ?? null,
  };
}

function refund(body: ReturnRequest): ReturnResult {
  const sale = sales.find((one) => one.sale_id === body.sale_id);
  const amount = body.lines.reduce((sum, wanted) => {
    const line = sale?.lines.find((one) => one.line_id === wanted.line_id);
    return sum + (line ? Math.floor((line.net_minor * wanted.quantity) / line.quantity) : 0);
  }, 0);
  return {
    return_id: "r1", number: "HZ01-T1-261122-R001", business_on: TODAY, refund_minor: amount, refunds: [{ kind: sale?.tenders[0]?.kind ?? "cash", amount_minor: amount }],
    points_back: 0, points_clawed: sale?.member_id ? Math.floor(amount / 100) : 0,
  };
}

function matrixOf(style: string): Matrix {
  const found = STYLES.find((one) => one.style === style);
  if (!found) throw { status: 404, code: "products.not_found", message: "没有这个款。" };
  const { name, colours, sizes } = found;
  return { style, name, picture: `/pictures/${style}.svg`, colours, sizes, skus: SKUS.filter((sku) => sku.style === style) };
}

function openShift(float: number): OpenedShift {
  const opened = { opened_at: new Date().toISOString(), business_on: TODAY, float_minor: float };
  shift = { id: "sh1", ...opened, document_count: 0 };
  return { shift_id: "sh1", ...opened };
}

function write(path: string, body: Body): unknown {
  switch (path) {
    case "/shifts/open":
      return openShift(Number(body.float_minor));
    case "/shifts/close": {
      const counted = Number(body.counted_minor);
      const expected = (shift?.float_minor ?? 0) + sales.reduce((sum, sale) => sum + sale.total_minor, 0);
      shift = null;
      return { shift_id: "sh1", business_on: TODAY, sale_count: sales.length, return_count: 0, expected_minor: expected, counted_minor: counted, variance_minor: counted - expected, tenders: [{ kind: "cash", taken_minor: expected, refunded_minor: 0, count: sales.length }] };
    }
    case "/members": {
      const { name } = body as unknown as NewMember;
      const member = { ...(MEMBERS[1] as (typeof MEMBERS)[number]), member_id: `m${MEMBERS.length + 1}`, name, points: 0 };
      MEMBERS.push(member);
      return member;
    }
    case "/codes":
      return { expires_at: new Date(Date.now() + 300_000).toISOString(), seconds_between: 60 };
    case "/codes/check":
      return { proof: "stand-in" };
    case "/joining/poster":
      return { code: "HZ22TESS", address: "http://stand-in/join/HZ22TESS" };
    case "/sales":
      return complete(body as unknown as SaleRequest);
    case "/returns/without-receipt": {
      const { lines, refund_kind: kind } = body as unknown as LooseReturnWork;
      const amount = lines.reduce((sum, line) => sum + line.unit_price_minor * line.quantity, 0);
      return { return_id: "r2", number: "HZ01-T1-261122-R002", business_on: TODAY, refund_minor: amount, refunds: [{ kind, amount_minor: amount }], points_back: 0, points_clawed: 0 };
    }
    case "/returns":
      return refund(body as unknown as ReturnRequest);
  }
  throw { status: 404, code: "not_found", message: path };
}

function read(path: string, query: URLSearchParams): unknown {
  const q = (query.get("q") ?? "").toLowerCase();
  const [, room, id, part] = path.split("/");
  if (room === "joining") return { code_needed: true, adult_age: 14, texts: [{ purpose: "membership", title: "会员", text: "我愿意成为会员。", version: 1, required: true, for_children: true }] };
  if (room === "till") return { ...TILL, shift };
  if (part === "matrix") return matrixOf(decodeURIComponent(id ?? ""));
  if (room === "products") return { items: SKUS.filter((sku) => sku.barcode === q || (sku.name + sku.style).toLowerCase().includes(q)).slice(0, Number(query.get("limit"))) };
  if (room === "members" && id) return MEMBERS.find((one) => one.member_id === id);
  if (room === "members") return { items: MEMBERS.filter((one) => one.name.includes(q) || one.phone_masked.includes(q) || q.startsWith("m7k2")) };
  if (id) return sales.find((one) => one.sale_id === id);
  return { items: sales.filter((one) => one.number.toLowerCase().includes(q)).map((one) => ({ ...one, line_count: one.lines.length, returnable: true })) };
}

async function bodyOf(request: IncomingMessage): Promise<Body> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text ? (JSON.parse(text) as Body) : {};
}

/** The same UUID again gets the first answer, as law 4 wants it. */
function once(path: string, body: Body): unknown {
  const id = String(body.request_id);
  if (!answers.has(id)) answers.set(id, write(path, body));
  return answers.get(id);
}

async function respond(request: IncomingMessage, response: ServerResponse, next: Next): Promise<void> {
  const url = new URL(request.url ?? "/", "http://stand-in");
  const path = url.pathname.replace("/api/v1", "");
  if (url.pathname.startsWith("/pictures/")) {
    response.setHeader("Content-Type", "image/svg+xml");
    response.end(picture(path.replace("/pictures/", "").replace(".svg", "")));
    return;
  }
  const body = request.method === "POST" && (path === "/stand-in" || path !== url.pathname) ? await bodyOf(request) : {};
  if (path === "/stand-in") {
    lose = Number(body.lose ?? 0);
    refuse = (body.refuse as Body | undefined) ?? null;
    response.end("{}");
    return;
  }
  if (path === url.pathname) return next();
  const send = (status: number, answer: unknown) => {
    response.statusCode = status;
    response.setHeader("Content-Type", "application/json");
    response.end(JSON.stringify(answer));
  };
  try {
    if (request.method === "GET") return send(200, read(path, url.searchParams));
    if (path === "/quote") return send(200, priceOf(body as unknown as Cart));
    if (path === "/returns/quote") return send(200, refund(body as unknown as ReturnRequest));
    if (refuse) {
      const refusal = refuse;
      refuse = null;
      return send(409, refusal);
    }
    const answer = once(path, body);
    if (lose-- > 0) return void response.destroy();
    send(200, answer);
  } catch (problem) {
    const { status = 500, ...refusal } = problem as { status?: number };
    send(status, refusal);
  }
}

export function standIn() {
  return (request: IncomingMessage, response: ServerResponse, next: Next): void => void respond(request, response, next);
}
