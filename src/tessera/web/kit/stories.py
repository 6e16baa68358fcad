"""The ledger's history in words: what happened, and what it did to what the member holds."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from tessera.insights.queries.history import Event
from tessera.kernel.errors import gettext_noop
from tessera.wallet import places
from tessera.web.kit import currency, formats

_NAMED = {
    "expiry": gettext_noop("Expired"),
    "leaving": gettext_noop("Given up when the membership ended"),
    "opening": gettext_noop("Brought over from before"),
    "merge": gettext_noop("Brought together with a duplicate"),
    "correction": gettext_noop("Corrected"),
    "referral": gettext_noop("For a friend who bought"),
    "referral_back": gettext_noop("A friend brought goods back"),
}
"""Entries without a document of their own."""

_TAKEN_BACK = frozenset({"return", "referral_back"})
"""What takes back that had been given, and gives back that had been spent."""


@dataclass(frozen=True, slots=True)
class Story:
    """An event with its sentence."""

    event: Event
    sentence: str

    @property
    def icon(self) -> str:
        """The drawing beside it."""
        if self.event.kind in _TAKEN_BACK:
            return "return"
        return "wallet" if _gained(self.event, places.PRINCIPAL) else "sales"


def tell(event: Event) -> Story:
    """``event`` as one sentence in the reader's language."""
    return Story(event, gettext(", ").join([_place(event), *_effects(event)]))


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
    named = _NAMED.get(event.kind, event.kind)
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
    back = event.kind in _TAKEN_BACK
    for points in (-event.points_out, event.points_in):
        if points:
            yield _points(points, back=back, bought=event.kind == "sale")
    principal, bonus = (event.changes.get(kind, 0) for kind in (places.PRINCIPAL, places.BONUS))
    if event.kind == "payout":
        return
    if back and min(principal, bonus) < 0:
        yield gettext("%(amount)s taken back") % {"amount": _money(-principal - bonus)}
    elif principal < 0 or bonus < 0:
        yield _paid(-min(principal, 0), -min(bonus, 0))
    elif back and (principal or bonus):
        yield gettext("%(amount)s went back to the stored value") % {
            "amount": _money(principal + bonus)
        }
    elif bonus:
        yield gettext("got a bonus of %(amount)s") % {"amount": _money(bonus)}


def _points(change: int, *, back: bool, bought: bool) -> str:
    n = abs(change)
    if change > 0 and back:
        text = ngettext("%(n)s point came back", "%(n)s points came back", n)
    elif change > 0:
        text = ngettext("earned %(n)s point", "earned %(n)s points", n)
    elif back:
        text = ngettext("%(n)s point taken back", "%(n)s points taken back", n)
    elif bought:
        text = ngettext("spent %(n)s point", "spent %(n)s points", n)
    else:
        text = ngettext("%(n)s point less", "%(n)s points less", n)
    return text % {"n": formats.count(n)}


def _paid(principal: int, bonus: int) -> str:
    words = {"amount": _money(principal + bonus), "bonus": _money(bonus)}
    if bonus:
        return gettext("paid %(amount)s from stored value (%(bonus)s of it bonus)") % words
    return gettext("paid %(amount)s from stored value") % words


def _gained(event: Event, kind: str) -> int:
    return max(0, event.changes.get(kind, 0)) if event.kind == "sale" else 0


def _money(minor: int) -> str:
    return formats.money(minor, currency.code())
