"""A member's life in words that member and staff both read: what was bought, moved and reached."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from tessera.insights.queries.life import Event, Moment
from tessera.kernel.errors import gettext_noop
from tessera.wallet import places
from tessera.web.kit import currency, formats, levels

NAMED = {
    "expiry": gettext_noop("Expired"),
    "adjustment": gettext_noop("Adjusted by hand"),
    "transfer": gettext_noop("Points from member to member"),
    "exchange": gettext_noop("Points exchanged"),
    "leaving": gettext_noop("Given up when the membership ended"),
    "opening": gettext_noop("Brought over from before"),
    "merge": gettext_noop("Brought together with a duplicate"),
    "correction": gettext_noop("Corrected"),
    "gift_claimed": gettext_noop("A gift put into stored value"),
    "gift_replaced": gettext_noop("A lost gift card replaced"),
    "gift_given": gettext_noop("Given to somebody"),
    "value_transfer": gettext_noop("Stored value from member to member"),
    "gift_back": gettext_noop("A gift that nobody took came back"),
    "referral": gettext_noop("For a friend who bought"),
    "freeze": gettext_noop("Stored value frozen"),
    "set_aside": gettext_noop("Set aside for a till"),
    "set_aside_back": gettext_noop("Back from a till"),
    "set_aside_covered": gettext_noop("Covered for a till"),
    "unfreeze": gettext_noop("Stored value released"),
    "bonus_release": gettext_noop("Part of a bonus"),
    "topup_points": gettext_noop("For a top-up"),
    "topup_points_back": gettext_noop("A top-up came back"),
    "referral_back": gettext_noop("A friend brought goods back"),
    "activity": gettext_noop("Points for taking part"),
    "release": gettext_noop("Points that waited"),
    "pass_use": gettext_noop("Card used"),
    "pass_undo": gettext_noop("Use of a card undone"),
    "card_days": gettext_noop("Days of a card"),
    "card_end": gettext_noop("Card ended"),
}
"""Entries without a document of their own."""

_REDEEMING = {
    "redemption": gettext_noop("Redeemed: %(name)s"),
    "redemption_back": gettext_noop("Given back: %(name)s"),
}

_BACK = frozenset({"return", "referral_back", "topup_points_back"})
_RETURNING = frozenset({"return", "redemption_back"})
_LOST = frozenset({"expiry", "leaving"})
_HANDED = frozenset({"value_transfer", "gift_given", "gift_claimed", "gift_back"})


@dataclass(frozen=True, slots=True)
class Story:
    """A moment with its sentence and the drawing beside it."""

    moment: Moment
    sentence: str
    icon: str
    more: str = ""
    address: str = ""

    @property
    def lines(self) -> str:
        """What it was of: ``2 × Dress red M, Scarf``."""
        return gettext(", ").join(
            (f"{line.quantity} × " if line.quantity > 1 else "")
            + " ".join(filter(None, (line.name, line.colour, line.size)))
            for line in self.moment.lines
        )


def tell(moment: Moment) -> Story:
    """``moment`` as one sentence in the reader's language."""
    return _TELLERS[moment.kind](moment)


def _event(moment: Moment) -> Story:
    event = moment.event
    assert event is not None
    return Story(moment, gettext(", ").join([_place(event), *_effects(event)]), _icon(event))


def _icon(event: Event) -> str:
    if event.kind in _BACK:
        return "return"
    if event.kind.startswith("referral") or event.kind in _REDEEMING:
        return "gift"
    return "wallet" if _gained(event, places.PRINCIPAL) else "sales"


_WAYS: Mapping[int, str] = {
    1: gettext_noop("Rose to %(level)s: %(why)s"),
    0: gettext_noop("Stays %(level)s: %(why)s"),
    -1: gettext_noop("Came down to %(level)s: %(why)s"),
}


def _level(moment: Moment) -> Story:
    told = {"level": moment.data["after"], "why": levels.cause(moment.deed)}
    icon = "fall" if moment.data["way"] < 0 else "up"
    return Story(moment, gettext(_WAYS[moment.data["way"]]) % told, icon, moment.data["reason"])


_STATES: Mapping[str, str] = {
    "pending": gettext_noop("waits until %(day)s"),
    "held": gettext_noop("waits until %(day)s"),
    "refused": gettext_noop("was not granted"),
    "void": gettext_noop("came to nothing"),
}


def _referral(moment: Moment) -> Story:
    if moment.deed == "brought":
        return Story(moment, gettext("Brought %(name)s") % moment.data, "members")
    data = moment.data
    amount = (
        _money(data["amount"]) if data["unit"] == "bonus" else _points(data["amount"], "promised")
    )
    if data["role"] == "referrer":
        text = gettext("%(name)s bought: %(amount)s promised")
    else:
        text = gettext("First purchase after being brought: %(amount)s promised")
    state = gettext(_STATES.get(data["state"], "")) if data["state"] in _STATES else ""
    more = state % {"day": formats.day(data["pending_through"])} if state else ""
    return Story(moment, text % {"name": data["name"], "amount": amount}, "gift", more)


_TELLERS: Mapping[str, Callable[[Moment], Story]] = {
    "buying": _event,
    "holding": _event,
    "level": _level,
    "referral": _referral,
}


def _place(event: Event) -> str:
    store = gettext("another store") if event.store_name is None else event.store_name
    if event.kind == "sale":
        return _sale(event, store)
    if event.kind == "return":
        words = {"store": store, "amount": _money(event.amount_minor or 0)}
        return gettext("Returned goods for %(amount)s at %(store)s") % words
    if event.kind == "payout":
        words = {"store": store, "amount": _money(event.amount_minor or 0)}
        return gettext("Stored value paid out at %(store)s: %(amount)s") % words
    if event.kind in _REDEEMING:
        return gettext(_REDEEMING[event.kind]) % {"name": event.number or gettext("Reward")}
    named = NAMED.get(event.kind, event.kind)
    return gettext(named) if not store else f"{gettext(named)} · {store}"


def _sale(event: Event, store: str) -> str:
    topped = _gained(event, places.PRINCIPAL)
    rest = (event.amount_minor or 0) - topped
    if topped and rest > 0:
        words = {"store": store, "amount": _money(rest), "topup": _money(topped)}
        return gettext("Bought for %(amount)s and topped up %(topup)s at %(store)s") % words
    if topped:
        return gettext("Topped up %(topup)s at %(store)s") % {
            "store": store,
            "topup": _money(topped),
        }
    words = {"store": store, "amount": _money(event.amount_minor or 0)}
    return gettext("Bought for %(amount)s at %(store)s") % words


def _effects(event: Event) -> Iterator[str]:
    back, lost = event.kind in _BACK, event.kind in _LOST
    if event.points_out:
        how = "taken" if back else "spent" if event.kind in {"sale", "redemption"} else "lost"
        yield _points(event.points_out, how)
    if event.points_in:
        yield _points(event.points_in, "returned" if event.kind in _RETURNING else "earned")
    principal, bonus = (event.changes.get(kind, 0) for kind in (places.PRINCIPAL, places.BONUS))
    if event.kind == "payout":
        return
    if lost and (principal or bonus):
        yield gettext("%(amount)s of stored value is gone") % {"amount": _money(-principal - bonus)}
    elif event.kind == "referral_back" and bonus:
        yield gettext("%(amount)s taken back") % {"amount": _money(-bonus)}
    elif event.kind in _HANDED and (principal or bonus):
        yield _handed(principal + bonus)
    elif principal < 0 or bonus < 0:
        yield _paid(-min(principal, 0), -min(bonus, 0))
    elif event.kind == "return" and (principal or bonus):
        yield gettext("%(amount)s went back to the stored value") % {
            "amount": _money(principal + bonus)
        }
    elif bonus:
        yield gettext("got a bonus of %(amount)s") % {"amount": _money(bonus)}


def _points(n: int, how: str) -> str:
    if how == "returned":
        text = ngettext("%(n)s point came back", "%(n)s points came back", n)
    elif how == "earned":
        text = ngettext("earned %(n)s point", "earned %(n)s points", n)
    elif how == "taken":
        text = ngettext("%(n)s point taken back", "%(n)s points taken back", n)
    elif how == "lost":
        text = ngettext("%(n)s point less", "%(n)s points less", n)
    elif how == "promised":
        text = ngettext("%(n)s point", "%(n)s points", n)
    else:
        text = ngettext("spent %(n)s point", "spent %(n)s points", n)
    return text % {"n": formats.count(n)}


def _paid(principal: int, bonus: int) -> str:
    words = {"amount": _money(principal + bonus), "bonus": _money(bonus)}
    if bonus:
        return gettext("paid %(amount)s from stored value (%(bonus)s of it bonus)") % words
    return gettext("paid %(amount)s from stored value") % words


def _handed(minor: int) -> str:
    if minor < 0:
        return gettext("gave away %(amount)s of stored value") % {"amount": _money(-minor)}
    return gettext("%(amount)s came to the stored value") % {"amount": _money(minor)}


def _gained(event: Event, kind: str) -> int:
    return max(0, event.changes.get(kind, 0)) if event.kind == "sale" else 0


def _money(minor: int) -> str:
    return formats.money(minor, currency.code())
