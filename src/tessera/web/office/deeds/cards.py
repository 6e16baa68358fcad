"""Cards and passes: what each deed is called, and the page of what was done."""

from django.utils.translation import gettext_lazy as _

from tessera.web.office import words
from tessera.web.office.deeds.pages import Pages

NAMES: words.Words = {
    "card_kind.created": _("Kind of card made"),
    "card_kind.set": _("Kind of card set"),
    "card.extended": _("Card extended"),
    "card.paused": _("Card paused"),
    "card.resumed": _("Card resumed"),
    "card.frozen": _("Card frozen"),
    "card.unfrozen": _("Lost card found"),
    "card.replaced": _("Card replaced"),
    "card.handed_on": _("Card handed on"),
    "card.days_earned": _("Days of cards earned"),
    "card.lapsed": _("Cards ended"),
    "card.refunded": _("Card refunded"),
    "gifts.made": _("Gift cards made"),
    "gift.extended": _("Gift card extended"),
    "gift.blocked": _("Gift card blocked"),
    "gift.unblocked": _("Gift card unblocked"),
    "gift.replaced": _("Lost gift card replaced"),
    "gift.looked_up": _("Gift card looked up in the app"),
    "gift.claimed": _("Gift card put into a wallet"),
    "wallet.gifts_set": _("Gifts of stored value set"),
    "value.given": _("Stored value given"),
    "value.claimed": _("Gift of stored value taken"),
    "value.gone_back": _("Gift of stored value gone back"),
    "pass.used": _("Card used"),
    "pass.use_undone": _("Use of a card undone"),
}

PAGES: Pages = {
    "card.extended": ("office:member", "member_id"),
    "card.paused": ("office:member", "member_id"),
    "card.resumed": ("office:member", "member_id"),
    "card.frozen": ("office:member", "member_id"),
    "card.unfrozen": ("office:member", "member_id"),
    "card.replaced": ("office:member", "member_id"),
    "card.handed_on": ("office:member", "member_id"),
    "card.refunded": ("office:member", "member_id"),
    "gift.looked_up": ("office:member", "member_id"),
    "gift.claimed": ("office:member", "member_id"),
    "value.given": ("office:member", None),
    "value.claimed": ("office:member", None),
    "value.gone_back": ("office:member", None),
    "pass.used": ("office:member", "member_id"),
    "pass.use_undone": ("office:member", "member_id"),
}
