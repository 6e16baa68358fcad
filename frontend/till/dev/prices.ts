/** A rough price for the stand-in server. The real one is the price engine's alone. */
import type { Cart, Missed, Quote, QuoteLine, Reason } from "../api/types";
import { MEMBERS, SKUS } from "./goods";

export function priceOf(cart: Cart): Quote {
  const member = MEMBERS.find((one) => one.member_id === cart.member_id);
  const lines = cart.lines.map((line): QuoteLine => {
    const sku = SKUS.find((one) => one.sku_id === line.sku_id);
    if (!sku) throw { status: 404, code: "products.not_found", message: "没有这件商品，请重新扫码。" };
    const gross = sku.tag_minor * line.quantity;
    const reasons: Reason[] = [];
    if (sku.style === "JX2603") reasons.push({ rule_id: "p1", kind: "limited_time", name: "限时 8 折", amount_minor: Math.round(gross * 0.2) });
    if (member && sku.kind === "goods") {
      const left = gross - reasons.reduce((sum, one) => sum + one.amount_minor, 0);
      reasons.push({ rule_id: "lv", kind: "level", name: `${member.level.name}折扣`, amount_minor: Math.round((left * member.level.discount_bp) / 10_000) });
    }
    const net = gross - reasons.reduce((sum, one) => sum + one.amount_minor, 0);
    return {
      key: line.key, sku_id: sku.sku_id, quantity: line.quantity,
      unit_tag_minor: sku.tag_minor, unit_price_minor: sku.tag_minor, gross_minor: gross, net_minor: net, points_share_minor: 0, paid_minor: net, reasons,
    };
  });
  const gross = lines.reduce((sum, line) => sum + line.gross_minor, 0);
  let total = lines.reduce((sum, line) => sum + line.net_minor, 0);
  const reasons: Reason[] = [];
  const missed: Missed[] = [];
  if (total >= 100_000) reasons.push({ rule_id: "p2", kind: "spend_save", name: "满 1000 减 100", amount_minor: 10_000 });
  else missed.push({ rule_id: "p2", kind: "spend_save", name: "满 1000 减 100", code: "spend_more", data: {}, message: `再买 ${((100_000 - total) / 100).toFixed(2)} 可减 100.00` });
  for (const code of cart.coupon_codes) {
    const coupon = member?.coupons.find((one) => one.code === code);
    if (!coupon) throw { status: 404, code: "coupons.not_found", message: "没有这张优惠券，请核对券码。" };
    if (total < coupon.threshold_minor) missed.push({ rule_id: code, kind: "coupon", name: coupon.name, code: "coupon_below_threshold", data: { coupon: code }, message: `未达到「${coupon.name}」的使用门槛。` });
    else reasons.push({ rule_id: code, kind: "coupon", name: coupon.name, amount_minor: coupon.amount_minor });
  }
  total -= reasons.reduce((sum, one) => sum + one.amount_minor, 0);
  const points = Math.min(cart.points - (cart.points % 100), total - (total % 100));
  total -= points;
  return {
    book_version: "1", currency: "CNY", lines, reasons, missed, gross_minor: gross, reduction_minor: gross - total - points, points_used: points,
    points_minor: points, rounding_minor: 0, total_minor: total, points_room: null, points_to_earn: member ? Math.floor(total / 100) : 0,
  };
}
