"""What codes of the rooms are called by people."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = Mapping[str, str | Promise]

TENDERS: Words = {
    "cash": _("Cash"),
    "card": _("Card"),
    "bank": _("Bank transfer"),
    "wallet": _("Stored value"),
    "points": _("Points"),
    "gift": _("Gift card"),
}

ROLES: Words = {
    "owner": _("Owner"),
    "manager": _("Store manager"),
    "cashier": _("Cashier"),
    "guide": _("Shopping guide"),
    "auditor": _("Auditor"),
    "system": _("System"),
}

_IN_THE_APP = _("The member, in the app")

MESSAGE_STATES: Words = {
    "queued": _("Waiting"),
    "sent": _("On its way"),
    "delivered": _("Delivered"),
    "failed": _("Failed"),
    "unknown": _("Checking"),
}

MESSAGE_PURPOSES: Words = {
    "code": _("One-time code"),
    "notice": _("Notice"),
    "marketing": _("News"),
    "birthday": _("Birthday greeting"),
}

MEANS: Words = {
    "code": _("by a code"),
    "password": _("by password"),
    "passkey": _("by passkey"),
    "wechat": _("by WeChat"),
    "alipay": _("by Alipay"),
}
"""How members sign in."""

STORE_KINDS: Words = {
    "direct": _("Direct store"),
    "franchise": _("Franchise store"),
    "online": _("Online store"),
}

PRODUCT_KINDS: Words = {
    "goods": _("Goods"),
    "service": _("Service"),
    "fee": _("Fee"),
    "topup": _("Top-up"),
    "card": _("Card or pass"),
    "gift": _("Gift card"),
}

CARD_STATES: Words = {
    "active": _("Can be used"),
    "paused": _("Paused"),
    "frozen": _("Frozen"),
    "ended": _("Ended"),
}

ACCOUNTS: Words = {
    "tender.cash": _("Cash in the till"),
    "tender.card": _("Card terminal"),
    "tender.bank": _("Transferred by the bank"),
    "revenue": _("Revenue"),
    "bonus_granted": _("Bonus granted"),
    "points_as_money": _("Points taken as money"),
    "wallet_waived": _("Stored value given up"),
    "payout_kept": _("Kept when stored value was paid out"),
    "points_issued": _("Points issued"),
    "points_redeemed": _("Points redeemed"),
    "points_expired": _("Points expired"),
    "card_kept": _("Kept of cards that ended"),
    "uses_sold": _("Uses sold"),
    "uses_used": _("Uses used"),
    "uses_ended": _("Uses ended"),
    "pass.uses": _("Uses of a card"),
    "pass.deferred": _("Owed for a card"),
    "rounding": _("Rounding off"),
    "opening": _("Opening balance"),
    "wallet.principal": _("Member's principal"),
    "wallet.bonus": _("Member's bonus"),
    "points": _("Member's points"),
    "points.debt": _("Points owed by the member"),
    "wallet.principal.frozen": _("Member's principal, frozen"),
    "wallet.principal.aside": _("Member's principal, set aside for a till"),
    "given.principal": _("Principal given, under way"),
    "given.bonus": _("Bonus given, under way"),
    "wallet.bonus.frozen": _("Member's bonus, frozen"),
    "wallet.bonus.aside": _("Member's bonus, set aside for a till"),
    "points.aside": _("Member's points, set aside for a till"),
    "points.pending": _("Member's points, pending"),
    "points_adjusted": _("Points adjusted"),
    "gift.value": _("Gift card"),
}
"""The kinds of accounts in the ledger."""


def tender(kind: str) -> str | Promise:
    """A kind of tender."""
    return TENDERS.get(kind, kind)


def means(key: str) -> str | Promise:
    """A way to sign in."""
    return MEANS.get(key, key)


def role(key: str) -> str | Promise:
    """One of the roles, or the member where one answers for oneself."""
    return _IN_THE_APP if key == "member" else ROLES.get(key, key)
