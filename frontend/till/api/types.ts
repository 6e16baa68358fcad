/** The shapes of /api/v1 that the till speaks. Money is an integer of minor units. */
import type { ByHandQuote, Limits, Manual, ManualOff } from "./byHand";
import type { Pickup } from "./rewards";
import type { GuideShare } from "./serving";

export type { Buyer } from "./buyer";

export type Uuid = string;
export type Minor = number;

export interface Brand {
  name: string;
  currency: string;
  exponent: number;
}

export interface Shift {
  id: Uuid;
  opened_at: string;
  business_on: string;
  float_minor: Minor;
  document_count: number;
}

export type OpenedShift = Omit<Shift, "id" | "document_count"> & { shift_id: Uuid };

export interface TillInfo {
  brand: Brand;
  store: { id: Uuid; name: string; code: string };
  /** Whether more may be sold here than the stock shows. */
  allows_negative_stock: boolean;
  has_gift_cards: boolean;
  till: { id: Uuid; name: string; code: string };
  staff: { id: Uuid | null; name: string };
  shift: Shift | null;
  permissions: string[];
  /** So many points are one unit of the currency. */
  points_per_major: number;
  language: string;
  /** What who is signed in may set by hand without a manager, and the reasons to choose from. */
  by_hand: Limits;
}

export type SkuKind = "goods" | "service" | "fee" | "topup" | "card" | "gift";

export interface Sku {
  sku_id: Uuid;
  barcode: string;
  style: string;
  name: string;
  colour: string;
  size: string;
  tag_minor: Minor;
  kind: SkuKind;
  on_hand: number | null;
  picture: string | null;
}

export interface Matrix {
  style: string;
  name: string;
  picture: string | null;
  colours: string[];
  sizes: string[];
  skus: Sku[];
}

export interface Level {
  id: Uuid;
  name: string;
  discount_bp: number;
}

export interface Member {
  member_id: Uuid;
  name: string;
  phone_masked: string;
  level: Level;
  card_masked: string;
}

export interface MemberCoupon {
  code: string;
  name: string;
  threshold_minor: Minor;
  amount_minor: Minor;
  ends_on: string;
}

/** A card that can be used today; no `items` means anything. */
export interface Pass {
  card_id: Uuid;
  member_id: Uuid;
  name: string;
  colour: string;
  number_masked: string;
  uses: number;
  /** Null where it can be used as often as one likes. */
  uses_left: number | null;
  ends_on: string | null;
  is_personal: boolean;
  items: { sku_id: Uuid; name: string }[];
}

export interface PassWork {
  request_id: Uuid;
  card_id: Uuid;
  uses: number;
  sku_id?: Uuid;
  used_by?: string;
}

/** What a use took, or gave back, and what is left. */
export interface UsedPass {
  use_id: Uuid;
  card_id: Uuid;
  business_on: string;
  name: string;
  item: string;
  uses: number;
  uses_left: number | null;
  ends_on: string | null;
}

export interface MemberDetail extends Member {
  points: number;
  points_debt: number;
  principal_minor: Minor;
  bonus_minor: Minor;
  frozen_principal_minor?: Minor;
  frozen_bonus_minor?: Minor;
  /** Set aside for other tills; what is set aside for this one is among what may be spent. */
  aside_points?: number;
  aside_minor?: Minor;
  coupons: MemberCoupon[];
  /** What waits to be fetched by its code. */
  pickups?: Pickup[];
  birthday: string | null;
  /** The colleague who looks after the member; empty for nobody. */
  guide: string;
  passes: Pass[];
}

export interface Cart {
  member_id: Uuid | null;
  lines: { key: string; sku_id: Uuid; quantity: number; amount_minor?: Minor; gift_codes?: string[]; manual?: Manual; guides?: GuideShare[]; note?: string }[];
  coupon_codes: string[];
  points: number;
  manual?: ManualOff;
  /** What a manager handed out for prices by hand. */
  approval?: string;
  guides?: GuideShare[];
  note?: string;
  prints_notes?: boolean;
}

export interface Reason {
  rule_id: string;
  kind: string;
  name: string;
  amount_minor: Minor;
}

export interface Missed {
  rule_id: string;
  kind: string;
  name: string;
  code: string;
  data: Record<string, unknown>;
  message: string;
}

export interface QuoteLine {
  key: string;
  sku_id: Uuid;
  quantity: number;
  unit_tag_minor: Minor;
  unit_price_minor: Minor;
  gross_minor: Minor;
  net_minor: Minor;
  points_share_minor: Minor;
  paid_minor: Minor;
  reasons: Reason[];
}

/** What a line of a top-up gives besides the money, and the amounts one may choose. */
export interface TopUp {
  key: string;
  bonus_minor: Minor;
  choice: { min_minor: Minor; max_minor: Minor; step_minor: Minor } | null;
  words: string[];
}

/** `gross - reduction + rounding - points = total`; what the tenders must pay is the total. */
export interface Quote {
  book_version: string;
  currency: string;
  lines: QuoteLine[];
  reasons: Reason[];
  missed: Missed[];
  gross_minor: Minor;
  reduction_minor: Minor;
  points_used: number;
  points_minor: Minor;
  rounding_minor: Minor;
  total_minor: Minor;
  points_to_earn: number;
  points_reasons?: { name: string; points: number }[];
  points_room: PointsRoom | null;
  topups?: TopUp[];
  /** What the law has against its prepaid value; what blocks is refused when the sale is completed. */
  notices?: { key: string; blocks: boolean; message: string }[];
  /** The contract on prepayment is to be read and accepted before it is paid. */
  contract_needed?: boolean;
  by_hand?: ByHandQuote | null;
}

/** How many points the cart takes: at most so many, in steps, from `least` on; `usable` by this member. */
export interface PointsRoom {
  most: number;
  step: number;
  least: number;
  limit: string;
  usable: number;
  message: string;
}

export type TenderKind = "cash" | "card" | "wallet" | "gift";

export interface Tender {
  kind: TenderKind;
  amount_minor: Minor;
  reference?: string;
}

export interface SaleRequest extends Cart {
  request_id: Uuid;
  expected_total_minor: Minor;
  tenders: Tender[];
  /** The PIN or the code of the app, where stored value asks for one. */
  proof?: string;
  buyer?: import("./buyer").Buyer;
}

export interface SaleLine {
  line_id: Uuid;
  name: string;
  colour: string;
  size: string;
  quantity: number;
  returned: number;
  unit_price_minor: Minor;
  gross_minor: Minor;
  net_minor: Minor;
  refundable_minor: Minor;
  reasons: Reason[];
}

/** The answer to a completed sale; the balances are those after it. */
export interface Completed {
  sale_id: Uuid;
  number: string;
  business_on: string;
  total_minor: Minor;
  change_minor: Minor;
  points_earned: number;
  points: number | null;
  principal_minor: Minor | null;
  bonus_minor: Minor | null;
}

export interface Sale {
  sale_id: Uuid;
  number: string;
  member_id: Uuid | null;
  member_name: string;
  at: string;
  business_on: string;
  gross_minor: Minor;
  reduction_minor: Minor;
  rounding_minor: Minor;
  points_used: number;
  points_minor: Minor;
  total_minor: Minor;
  change_minor: Minor;
  lines: SaleLine[];
  tenders: { kind: string; amount_minor: Minor; reference: string }[];
  returns: ReturnResult[];
}

export interface SaleSummary {
  sale_id: Uuid;
  number: string;
  at: string;
  total_minor: Minor;
  member_id: Uuid | null;
  member_name: string;
  line_count: number;
  returnable: boolean;
}

/** What to take back; the preview is asked with exactly this. */
export interface ReturnRequest {
  sale_id: Uuid;
  lines: { line_id: Uuid; quantity: number }[];
}

export interface ReturnWork extends ReturnRequest {
  request_id: Uuid;
  reason: string;
  expected_refund_minor: Minor;
}

/** By which terms goods come back without a receipt; what `prices` lack was not sold within `days`. */
export interface LooseTerms {
  is_agreed: boolean;
  days: number;
  refund_kinds: TenderKind[];
  prices: { sku_id: Uuid; most_minor: Minor }[];
}

export interface LooseReturnWork {
  request_id: Uuid;
  lines: { sku_id: Uuid; quantity: number; unit_price_minor: Minor }[];
  refund_kind: TenderKind;
  member_id?: Uuid;
  reason: string;
}

export interface ReturnResult {
  return_id: Uuid;
  number: string;
  business_on: string;
  refund_minor: Minor;
  refunds: { kind: string; amount_minor: Minor }[];
  points_back: number;
  points_clawed: number;
  kept_minor?: Minor;
}

/** Lines of a sale that come back, and the cart that is taken instead. */
export interface ExchangeRequest extends ReturnRequest {
  cart: Cart;
}

export interface GoodsExchangeWork extends ExchangeRequest {
  request_id: Uuid;
  reason: string;
  expected_refund_minor: Minor;
  expected_total_minor: Minor;
  tenders: Tender[];
  proof?: string;
}

/** The one difference is positive where the customer pays it. */
export interface ExchangeSums {
  back: ReturnResult;
  difference_minor: Minor;
  carried: { kind: string; amount_minor: Minor }[];
  given_back: { kind: string; amount_minor: Minor }[];
}

export interface ExchangeQuote extends ExchangeSums {
  quote: Quote;
}

export interface GoodsExchanged extends ExchangeSums {
  sale: Completed;
}

export interface ShiftReport {
  shift_id: Uuid;
  business_on: string;
  sale_count: number;
  return_count: number;
  expected_minor: Minor;
  counted_minor: Minor;
  variance_minor: Minor;
  tenders: { kind: string; taken_minor: Minor; refunded_minor: Minor; count: number }[];
}

/** The contract on prepayment in one language. */
export interface Contract {
  version: number;
  language: string;
  text: string;
}
