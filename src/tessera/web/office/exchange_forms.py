"""What is asked about an exchange of points into value."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from tessera.kernel.actor import Actor
from tessera.members import queries as members
from tessera.offers import queries as offers
from tessera.rewards.queries.exchanging import Exchanging
from tessera.rewards.usecases import OfferTerms
from tessera.wallet.queries.kinds import list_kinds
from tessera.web.kit import formats
from tessera.web.office.fields import MoneyField, typed
from tessera.web.office.forms import DayInput, SheetForm
from tessera.web.office.words import Words

KINDS: Words = {
    "bonus": _("Stored value"),
    "coupon": _("Coupon"),
    "level": _("Level"),
    "pass": _("Pass"),
}


class ExchangeOfferForm(SheetForm):
    """So many points for this; what the kind does not need stays empty."""

    name = forms.CharField(label=_("Name"), max_length=60)
    points = forms.IntegerField(label=_("Points"), min_value=1, max_value=2_000_000_000)
    kind = forms.ChoiceField(label=_("Becomes"), choices=list(KINDS.items()))
    bonus_minor = MoneyField(label=_("So much stored value"), required=False)
    coupon_kind_id = forms.TypedChoiceField(label=_("Coupon"), required=False, empty_value=None)
    level_id = forms.TypedChoiceField(label=_("Level"), required=False, empty_value=None)
    card_kind_id = forms.TypedChoiceField(label=_("Pass"), required=False, empty_value=None)
    days = forms.IntegerField(
        label=_("Lasts so many days"),
        min_value=1,
        max_value=3650,
        required=False,
        help_text=_("Empty: as the level's rule says; stored value without an end."),
    )
    starts_on = forms.DateField(label=_("Offered from"), required=False, widget=DayInput())
    ends_on = forms.DateField(label=_("Offered through"), required=False, widget=DayInput())
    level_ids = forms.MultipleChoiceField(
        label=_("Only for these levels"), required=False, widget=forms.CheckboxSelectMultiple
    )
    per_day = forms.IntegerField(label=_("Each member a day"), min_value=1, required=False)
    per_member = forms.IntegerField(label=_("Each member in all"), min_value=1, required=False)
    is_active = forms.BooleanField(label=_("Offered"), required=False, initial=True)

    def __init__(self, data: Any, *, actor: Actor, offer: Any) -> None:
        super().__init__(data, initial=_initial(offer) if offer else {})
        levels = [(str(level.id), level.name) for level in members.list_levels()]
        kinds = [(str(k.kind_id), k.name) for k in offers.list_coupon_kinds(actor=actor)]
        self.offer("coupon_kind_id", [("", _("none")), *kinds])
        self.offer("level_id", [("", _("none")), *levels])
        passes = [(str(kind.id), kind.name) for kind in list_kinds() if not kind.terms.value_minor]
        self.offer("card_kind_id", [("", _("none")), *passes])
        self.offer("level_ids", levels)

    def terms(self) -> OfferTerms:
        """What was filled in; of what other kinds give, nothing is kept."""
        filled = dict(self.cleaned_data)
        for kind, name in _GIVES.items():
            if filled["kind"] != kind or not filled[name]:
                filled[name] = None
            elif name.endswith("_id"):
                filled[name] = UUID(filled[name])
        filled["level_ids"] = tuple(UUID(one) for one in filled["level_ids"])
        return OfferTerms(**filled)


_GIVES = {
    "bonus": "bonus_minor",
    "coupon": "coupon_kind_id",
    "level": "level_id",
    "pass": "card_kind_id",
}


def _initial(offer: Any) -> dict[str, Any]:
    same = ("name", "points", "kind", "days", "starts_on", "ends_on")
    more = ("per_day", "per_member", "is_active", "coupon_kind_id", "level_id", "card_kind_id")
    kept = {name: getattr(offer, name) for name in (*same, *more)}
    levels = [str(level.id) for level in offer.levels.all()]
    return kept | {"bonus_minor": typed(offer.bonus_minor), "level_ids": levels}


class MemberExchangeForm(SheetForm):
    """One of the offers that a member may have now; ``request_id`` names the work."""

    chosen = forms.ChoiceField(label=_("Becomes"))
    times = forms.IntegerField(label=_("How many"), min_value=1, initial=1)
    request_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, offers: Sequence[Exchanging], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("chosen", [(f"{one.offer.id} {one.offer.points}", _told(one)) for one in offers])

    def work(self) -> tuple[UUID, int, int]:
        """The offer, the points that were shown beside it, and how many of it."""
        offer_id, points = self.cleaned_data["chosen"].split()
        return UUID(offer_id), int(points), self.cleaned_data["times"]


def _told(one: Exchanging) -> str:
    name, n = one.offer.name, one.offer.points
    told = ngettext("%(name)s for %(n)s point", "%(name)s for %(n)s points", n)
    said = told % {"name": name, "n": formats.count(n)}
    if one.most < 2:
        return said
    return said + gettext(", up to %(n)s of it") % {"n": formats.count(one.most)}
