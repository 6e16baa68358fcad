"""What the parts of a statement are called."""

from django.utils.translation import gettext_lazy as _

from tessera.finance.rules import columns
from tessera.web.office.words import Words

HOLDINGS: Words = {
    columns.PRINCIPAL: _("Stored value paid in"),
    columns.BONUS: _("Stored value given"),
    columns.POINTS: _("Points"),
    columns.USES: _("Uses of passes"),
    columns.DEFERRED: _("Money in passes"),
    columns.GIFTS: _("Gift cards"),
}

COLUMNS: Words = {
    columns.ISSUED: _("Issued"),
    columns.USED: _("Used"),
    columns.REFUNDED: _("Refunded"),
    columns.TAKEN_BACK: _("Taken back"),
    columns.EXPIRED: _("Expired"),
    columns.GIVEN_UP: _("Given up"),
    columns.TRANSFERRED: _("Transferred"),
    columns.ADJUSTED: _("Adjusted"),
}

ENTRIES: Words = {
    "sale": _("Sale"),
    "return": _("Return"),
    "payout": _("Paid out"),
    "expiry": _("Expired"),
    "leaving": _("Given up when the membership ended"),
    "opening": _("Brought over from before"),
    "merge": _("Brought together with a duplicate"),
    "correction": _("Corrected"),
    "referral": _("For a friend who bought"),
    "referral_back": _("A friend brought goods back"),
    "freeze": _("Stored value frozen"),
    "set_aside": _("Set aside for a till"),
    "set_aside_back": _("Back from a till"),
    "set_aside_covered": _("Covered for a till"),
    "unfreeze": _("Stored value released"),
    "bonus_release": _("Part of a bonus"),
    "gift_claimed": _("Gift put into stored value"),
    "gift_replaced": _("Lost gift card replaced"),
    "gift_given": _("Stored value given"),
    "value_transfer": _("Stored value from member to member"),
    "gift_back": _("Gift that came back"),
    "topup_points": _("For a top-up"),
    "topup_points_back": _("A top-up came back"),
    "redemption": _("Reward redeemed"),
    "redemption_back": _("Reward given back"),
    "pass_use": _("Card used"),
    "pass_undo": _("Use of a card undone"),
    "card_days": _("Days of a card"),
    "card_end": _("Card ended"),
    "adjustment": _("Adjusted by hand"),
    "transfer": _("Points from member to member"),
    "exchange": _("Points exchanged"),
    "activity": _("Points for taking part"),
    "release": _("Points that waited"),
}
"""The kinds of entries."""
