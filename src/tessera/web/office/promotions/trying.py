"""A cart that a promotion is tried on, and what comes of it in words."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tessera.catalog import queries as catalog
from tessera.kernel import clock
from tessera.kernel.actor import Actor
from tessera.members import queries as members
from tessera.offers.rules import Terms
from tessera.org import queries as org
from tessera.pricing import Missed, Moment, Quote, telling
from tessera.sales import usecases as sales
from tessera.sales.rules.order import Order, OrderLine
from tessera.web.kit import currency
from tessera.web.kit.access import PageRequest
from tessera.web.office.forms import DayInput, SheetForm
from tessera.web.office.promotions.goods import Chip, GoodsField, chips


class TryForm(SheetForm):
    """Some goods, somebody, a store, a day and an hour."""

    is_read_first = True

    cart = GoodsField(
        label=_("Goods in the cart"),
        only_skus=True,
        required=True,
        help_text=_("Choose one twice for two pieces."),
    )
    who = forms.ChoiceField(label=_("Who buys"), required=False)
    member = forms.CharField(label=_("Or a member: card or phone"), max_length=40, required=False)
    store = forms.ChoiceField(label=_("Store"))
    on = forms.DateField(label=_("Day"), widget=DayInput())
    clock = forms.TimeField(
        label=_("Time of day"), widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    )

    def __init__(self, data: Any, *, request: PageRequest) -> None:
        now = timezone.localtime()
        initial = {"on": now.date(), "clock": now.strftime("%H:%M")}
        super().__init__(data, initial=initial, prefix="try")
        levels = [(str(one.id), one.name) for one in members.list_levels()]
        self.offer("who", [("", _("Without a card")), *levels])
        stores = org.list_stores(request.actor)
        self.offer("store", [(str(one.id), one.name) for one in stores])

    def chips_of(self, name: str) -> list[Chip]:
        """What lies in the cart."""
        tokens = self[name].value() or []
        known = {chip.token: chip for chip in chips(tokens)}
        return [known[token] for token in tokens if token in known]

    def clean_member(self) -> UUID | None:
        """The member who was named. Refuses one whom nobody knows."""
        if not (text := self.cleaned_data["member"].strip()):
            return None
        found = members.find_by_phone_or_card(text)
        if found is None:
            raise forms.ValidationError(_("There is no such member. Check the number."))
        return found


def outcome(
    actor: Actor,
    form: TryForm,
    *,
    terms: Terms,
    promotion_id: UUID,
    store_ids: Sequence[UUID],
) -> dict[str, Any]:
    """Both quotes of the cart, and what the promotion does in it. Raises what
    ``try_promotion`` raises."""
    filled, store_id = form.cleaned_data, UUID(form.cleaned_data["store"])
    tokens: list[str] = form["cart"].value() or []
    ids = [token.partition(":")[2] for token in tokens]
    counts = {one: ids.count(one) for one in dict.fromkeys(ids)}
    lines = tuple(OrderLine(one, UUID(one), n) for one, n in counts.items())
    found = sales.try_promotion(
        actor=actor,
        at=clock.utc_now(),
        store_id=store_id,
        order=Order(lines, filled["member"]),
        moment=Moment(filled["on"], filled["clock"].hour * 60 + filled["clock"].minute),
        promotion_id=promotion_id,
        terms=terms,
        level_id=UUID(filled["who"]) if filled["who"] else None,
    )
    skus = catalog.names_of_skus(counts)
    elsewhere = bool(store_ids) and store_id not in store_ids
    return {
        "tried": found,
        "elsewhere": elsewhere,
        "lines": list(_lines(found, skus)),
        "applied": _applied(found.beside),
        "why": _why(found.beside, str(promotion_id)),
        "others": [_told(one) for one in found.beside.missed if one.rule_id != str(promotion_id)],
    }


def _lines(found: sales.Tried, skus: Any) -> Iterator[dict[str, Any]]:
    """Each line with its price without and with the promotion."""
    for before, after in zip(found.without.lines, found.beside.lines, strict=True):
        yield {
            "name": skus.get(after.sku_id, after.sku_id),
            "quantity": after.quantity,
            "gross_minor": after.gross_minor,
            "before_minor": before.net_minor,
            "after_minor": after.net_minor,
            "reasons": after.reasons,
        }


def _applied(quoted: Quote) -> list[tuple[str, int]]:
    """What took how much off the whole cart, by name."""
    sums: dict[str, int] = {}
    for line in quoted.lines:
        for one in line.reasons:
            name = one.name or gettext("Level price")
            sums[name] = sums.get(name, 0) + one.amount_minor
    return list(sums.items())


def _why(quoted: Quote, rule_id: str) -> str:
    """Why the promotion gave nothing; nothing where it did."""
    return next((_told(one) for one in quoted.missed if one.rule_id == rule_id), "")


def _told(missed: Missed) -> str:
    return telling.missed(missed, currency.code(), gettext)
