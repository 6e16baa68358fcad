"""What is asked about a reward. Money is typed in whole units, a SKU by its barcode."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from tessera.catalog import queries as catalog
from tessera.kernel.errors import DomainError
from tessera.members import queries as members
from tessera.offers import queries as offers
from tessera.org import queries as org
from tessera.platform.refusals import message
from tessera.rewards.queries import catalogue as rewards
from tessera.rewards.queries.catalogue import RewardView
from tessera.rewards.usecases import RewardTerms
from tessera.wallet.queries import kinds as card_kinds
from tessera.web.kit import catalogue
from tessera.web.kit.access import PageRequest
from tessera.web.office.fields import MoneyField, typed
from tessera.web.office.forms import DayInput, Grouped, SheetForm

_WHAT = ("name", "words", "barcode", "coupon_kind", "card_kind", "prize", "winners", "draw_on")
_COST = ("points", "money", "days")
_WHO = ("levels", "stores", "starts_on", "ends_on")
_MUCH = ("stock", "per_member", "per_period", "period")

ONLY: dict[str, frozenset[str]] = {
    "barcode": frozenset({"goods", "service"}),
    "money": frozenset({"goods", "service"}),
    "coupon_kind": frozenset({"coupon"}),
    "card_kind": frozenset({"card"}),
    "prize": frozenset({"draw"}),
    "winners": frozenset({"draw"}),
    "draw_on": frozenset({"draw"}),
    "days": frozenset({"goods", "service", "coupon"}),
}
"""Fields that only some kinds of rewards have."""

_FIELDS = {
    "sku_id": "barcode",
    "money_minor": "money",
    "coupon_kind_id": "coupon_kind",
    "card_kind_id": "card_kind",
    "prize_id": "prize",
}
"""How the form calls what the use case refuses."""


def _number(label: Any, help_text: Any = "", *, least: int = 1) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, required=False, help_text=help_text)


class RewardForm(Grouped):
    """A reward of one kind; what its kind does not have is not asked for."""

    name = forms.CharField(label=_("Name"), max_length=60)
    words = forms.CharField(
        label=_("What members read about it"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    barcode = forms.CharField(
        label=_("Barcode of the SKU"),
        required=False,
        max_length=40,
        help_text=_(
            "With it the code puts the piece on the ticket, and the stock moves. Without it"
            " somebody hands the reward out and says so."
        ),
    )
    coupon_kind = forms.ChoiceField(label=_("Coupon"))
    card_kind = forms.ChoiceField(
        label=_("Kind of card"),
        help_text=_("Given at once and without a price; its own days and uses hold."),
    )
    prize = forms.ChoiceField(
        label=_("Prize"), help_text=_("A reward of the catalogue, on offer or not.")
    )
    winners = forms.IntegerField(label=_("So many win"), min_value=1, max_value=10_000)
    draw_on = forms.DateField(label=_("Drawn on"), widget=DayInput())
    points = forms.IntegerField(label=_("Points"), min_value=1)
    money = MoneyField(
        label=_("And money"), required=False, help_text=_("Paid at the till; needs a SKU.")
    )
    days = forms.IntegerField(
        label=_("Days of validity"),
        min_value=1,
        max_value=3660,
        initial=30,
        help_text=_("So long it waits to be picked up, or its coupon is valid."),
    )
    levels = forms.MultipleChoiceField(
        label=_("Levels"), required=False, widget=forms.CheckboxSelectMultiple
    )
    stores = forms.MultipleChoiceField(
        label=_("Stores"), required=False, widget=forms.CheckboxSelectMultiple
    )
    starts_on = forms.DateField(label=_("On offer from"), required=False, widget=DayInput())
    ends_on = forms.DateField(label=_("On offer until"), required=False, widget=DayInput())
    stock = _number(_("Pieces"), _("Empty: as many as are wanted."), least=0)
    per_member = _number(_("For each member in all"))
    per_period = _number(_("For each member in a period"))
    period = forms.ChoiceField(label=_("The period"), choices=list(catalogue.PERIODS.items()))
    position = forms.IntegerField(label=_("Place in the list"), min_value=0, initial=0)
    is_active = forms.BooleanField(label=_("On offer"), required=False, initial=True)

    parts = (
        (_("What it is"), "", _WHAT),
        (_("What it costs"), "", _COST),
        (_("For whom, where and when"), _("Nothing chosen: everybody, everywhere."), _WHO),
        (_("How many"), "", _MUCH),
        (_("In the catalogue"), "", ("position", "is_active")),
    )

    def __init__(
        self, *args: Any, request: PageRequest, kind: str, reward: RewardView | None, **kwargs: Any
    ) -> None:
        start = _initial(reward) if reward else {"period": "month"}
        super().__init__(*args, initial=start, **kwargs)
        self._request, self._kind = request, kind
        for name, kinds in ONLY.items():
            if kind not in kinds:
                del self.fields[name]
        if kind not in ONLY["money"]:
            self.fields["points"].help_text = _(
                "Points alone: money beside them is paid at the till, for a piece with a SKU."
            )
        self._choose(request, reward)

    def _choose(self, request: PageRequest, reward: RewardView | None) -> None:
        actor = request.actor
        wanted: dict[str, list[tuple[str, str]]] = {
            "levels": [(str(level.id), level.name) for level in members.list_levels()],
            "stores": [(str(store.id), store.name) for store in org.list_stores(actor)],
        }
        if "coupon_kind" in self.fields:
            kinds = offers.list_coupon_kinds(actor=actor)
            wanted["coupon_kind"] = [(str(kind.kind_id), kind.name) for kind in kinds]
        if "card_kind" in self.fields:
            every = [kind for kind in card_kinds.list_kinds() if kind.is_active]
            held = [kind for kind in every if not kind.terms.value_minor]
            wanted["card_kind"] = [(str(kind.id), kind.name) for kind in held]
        if "prize" in self.fields:
            there = rewards.list_rewards(actor=actor)
            wanted["prize"] = [
                (str(one.id), one.name)
                for one in there
                if not one.is_draw and not one.money_minor and (not reward or one.id != reward.id)
            ]
        for name, choices in wanted.items():
            self.offer(name, choices)

    def clean_barcode(self) -> UUID | None:
        """The SKU of the barcode."""
        barcode = self.cleaned_data["barcode"].strip()
        if not barcode:
            return None
        found = catalog.search(actor=self._request.actor, text=barcode, limit=5)
        for sku in found:
            if sku.barcode == barcode:
                return sku.sku_id
        raise forms.ValidationError(_("No goods have this barcode. Scan the label."))

    def terms(self) -> RewardTerms:
        """What was filled in, for the use case."""
        told = self.cleaned_data
        return RewardTerms(
            kind=self._kind,
            name=told["name"],
            words=told["words"],
            points=told["points"],
            money_minor=told.get("money") or 0,
            sku_id=told.get("barcode"),
            coupon_kind_id=_id(told.get("coupon_kind")),
            card_kind_id=_id(told.get("card_kind")),
            prize_id=_id(told.get("prize")),
            winners=told.get("winners"),
            draw_on=told.get("draw_on"),
            starts_on=told["starts_on"],
            ends_on=told["ends_on"],
            level_ids=[UUID(level) for level in told["levels"]],
            store_ids=[UUID(store) for store in told["stores"]],
            stock=told["stock"],
            per_member=told["per_member"],
            per_period=told["per_period"],
            period=told["period"],
            days=told.get("days") or 30,
            position=told["position"],
            is_active=told["is_active"],
        )

    def refuse(self, refusal: DomainError) -> None:
        """Show a refusal beside the field that it is about, or above them all."""
        field = str(refusal.data.get("field", ""))
        name = _FIELDS.get(field, field)
        self.add_error(name if name in self.fields else None, message(refusal))


def _id(text: str | None) -> UUID | None:
    return UUID(text) if text else None


_SAME = (
    *("name", "words", "barcode", "winners", "draw_on", "points", "days", "starts_on", "ends_on"),
    *("stock", "per_member", "per_period", "period", "position", "is_active"),
)
"""What the form calls as the reward does."""


def _initial(reward: RewardView) -> dict[str, Any]:
    return {name: getattr(reward, name) for name in _SAME} | {
        "money": typed(reward.money_minor) if reward.money_minor else None,
        "coupon_kind": str(reward.coupon_kind_id or ""),
        "card_kind": str(reward.card_kind_id or ""),
        "prize": str(reward.prize_id or ""),
        "levels": [str(level_id) for level_id in reward.level_ids],
        "stores": [str(store_id) for store_id in reward.store_ids],
    }


class PictureForm(SheetForm):
    """A picture of a reward."""

    picture = forms.FileField(
        label=_("Picture"),
        help_text=_("JPEG, PNG or WebP, up to 3 MB. A square one looks best."),
        widget=forms.FileInput(attrs={"accept": "image/*", "class": "file-input w-full"}),
    )
