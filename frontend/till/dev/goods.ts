/** A small wardrobe for the stand-in server. */
import type { MemberDetail, Sku } from "../api/types";

interface Style {
  style: string;
  name: string;
  price: number;
  colours: string[];
  sizes: string[];
  shape: "dress" | "top" | "trousers" | "coat";
}

const CLOTHES = ["S", "M", "L", "XL"];
export const STYLES: Style[] = [
  { style: "JX2601", name: "真丝印花连衣裙", price: 89900, colours: ["朱砂", "黛青", "月白"], sizes: CLOTHES, shape: "dress" },
  { style: "JX2602", name: "盘扣短上衣", price: 45900, colours: ["墨黑", "藕荷"], sizes: CLOTHES, shape: "top" },
  { style: "JX2603", name: "高腰阔腿裤", price: 39900, colours: ["墨黑", "驼色", "米白"], sizes: CLOTHES, shape: "trousers" },
  { style: "JX2604", name: "羊绒混纺大衣", price: 159900, colours: ["驼色", "烟灰"], sizes: ["S", "M", "L"], shape: "coat" },
  { style: "JX2605", name: "香云纱衬衫", price: 62900, colours: ["茶褐", "墨黑"], sizes: CLOTHES, shape: "top" },
  { style: "JX2606", name: "提花半身裙", price: 48900, colours: ["朱砂", "墨绿"], sizes: CLOTHES, shape: "dress" },
  { style: "JX2607", name: "立领针织开衫", price: 35900, colours: ["月白", "藕荷", "烟灰"], sizes: CLOTHES, shape: "top" },
  { style: "JX2608", name: "苎麻宽松长裤", price: 32900, colours: ["米白", "黛青"], sizes: CLOTHES, shape: "trousers" },
  { style: "JX2609", name: "绣花旗袍", price: 128800, colours: ["朱砂", "墨绿", "黛青"], sizes: CLOTHES, shape: "dress" },
  { style: "JX2610", name: "双面呢短外套", price: 99900, colours: ["驼色", "墨黑"], sizes: ["S", "M", "L"], shape: "coat" },
];

const INKS: Record<string, string> = {
  朱砂: "#b5432c", 黛青: "#3f5e6b", 月白: "#d9e2e6", 墨黑: "#35302d", 藕荷: "#cdb3bd", 驼色: "#b98d5f",
  米白: "#e9dfcd", 烟灰: "#96928d", 茶褐: "#7a543a", 墨绿: "#3e5a48",
};
const SHAPES = {
  dress: "M80 40q20 14 40 0l14 34-12 8 26 88H52l26-88-12-8z",
  top: "M74 48q26 16 52 0l34 26-16 26-14-8v68H70V92l-14 8-16-26z",
  trousers: "M66 40h68l10 126h-32l-12-84-12 84H56z",
  coat: "M72 38q28 18 56 0l30 24-10 108h-26V92h-4v78H52L42 62z",
};

export function picture(style: string): string {
  const found = STYLES.find((one) => one.style === style) ?? (STYLES[0] as Style);
  const ink = INKS[found.colours[0] ?? ""] ?? "#b5432c";
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200"><rect width="200" height="200" fill="#efe9df"/><path d="${SHAPES[found.shape]}" fill="${ink}"/></svg>`;
}

export const SKUS: Sku[] = STYLES.flatMap((style, row) =>
  style.colours.flatMap((colour, c) =>
    style.sizes.map((size, s): Sku => ({
      sku_id: `${style.style}-${c}${s}`,
      barcode: `690${String(row + 10)}${String(c)}${String(s)}00001`.padEnd(13, "7"),
      style: style.style, name: style.name, colour, size, tag_minor: style.price, kind: "goods",
      on_hand: (row * 7 + c * 5 + s * 3) % 9, picture: `/pictures/${style.style}.svg`,
    })),
  ),
);
SKUS.push({ sku_id: "TOPUP500", barcode: "TOPUP500", style: "", name: "储值 500 送 50", colour: "", size: "", tag_minor: 50000, kind: "topup", on_hand: null, picture: null });
SKUS.push({ sku_id: "HEM", barcode: "HEM", style: "", name: "改裤脚", colour: "", size: "", tag_minor: 2000, kind: "service", on_hand: null, picture: null });

const levels = { silver: { id: "l2", name: "银卡", discount_bp: 500 }, gold: { id: "l3", name: "金卡", discount_bp: 1000 } };
export const MEMBERS: MemberDetail[] = [
  {
    member_id: "m1", name: "李雪晴", phone_masked: "138****0613", level: levels.gold, card_masked: "M7K2…BHW", points: 12860, points_debt: 0,
    principal_minor: 30000, bonus_minor: 5000, birthday: "1991-06-13", guide: "陈静",
    coupons: [
      { code: "C7K2QX9V4ZT5BHW", name: "秋冬新品券", threshold_minor: 80000, amount_minor: 8000, ends_on: "2026-12-31" },
      { code: "CBDAY2026944444", name: "生日礼券", threshold_minor: 0, amount_minor: 5000, ends_on: "2026-12-20" },
    ],
    passes: [],
  },
  { member_id: "m2", name: "王梓涵", phone_masked: "139****0613", level: levels.silver, card_masked: "M9P1…C3D", points: 80, points_debt: 0, principal_minor: 0, bonus_minor: 0, birthday: null, guide: "", coupons: [], passes: [] },
];
