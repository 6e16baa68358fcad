"""In which order a transaction locks rows of different tables (DESIGN, section 5).

Everybody takes locks in this order, of one table first the new rows and then the changed ones, each by
id; so nobody waits in a circle. A new row waits as well: for who changes the row that it would double.
"""

LOCK_ORDER = (
    "platform.Counter",
    "sales.Allowance",  # whoever takes of it has locked it before all this
    "sales.Shift",
    "sales.Sale",  # a return has locked its one sale before all this; nobody else locks a sale
    "sales.SaleLine",
    "sales.TopUpPaidOut",
    "sales.Approval",
    "rewards.ReferralReward",
    "offers.Coupon",
    "offers.CouponUse",
    "offers.PromotionCount",
    "wallet.Adjustment",
    "wallet.BonusPart",
    "wallet.HeldCard",
    "wallet.GiftCard",
    "wallet.ValueGift",
    "sales.PassUse",
    "ledger.Account",
    "ledger.Lot",
    "members.Member",
    "sales.Buyer",
    "rewards.Standing",
    "charters.Application",
    "rewards.Redemption",
    "rewards.Taker",
    "rewards.Reward",  # many want one at once: it is held as short as can be
    "stock.Stock",
)

HOUSE_ACCOUNTS: dict[str, dict[str, tuple[str, ...]]] = {
    "store": {
        "money": (
            "revenue",
            "bonus_granted",
            "points_as_money",
            "wallet_waived",
            "payout_kept",
            "card_kept",
        ),
        "points": ("points_issued", "points_redeemed", "points_expired", "points_adjusted"),
        "uses": ("uses_sold", "uses_used", "uses_ended"),
    },
    "till": {"money": ("tender.cash", "tender.card", "tender.bank"), "points": ()},
}
"""The house accounts that are opened with each store and till."""
