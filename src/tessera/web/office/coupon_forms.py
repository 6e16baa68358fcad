"""What is asked about coupons: a kind of them, and the ways to issue it."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from tessera.kernel.actor import Actor
from tessera.kernel.errors import DomainError
from tessera.kernel.money import BASIS
from tessera.members import queries as members
from tessera.offers.queries import CouponKindView
from tessera.offers.usecases import Issuing
from tessera.org import queries as org
from tessera.platform.refusals import message
from tessera.web.kit.access import PageRequest
from tessera.web.office.fields import MoneyField, number, typed
from tessera.web.office.forms import DayInput, Grouped, SheetForm
from tessera.web.office.promotions.goods import Chip, GoodsField, chips, tokens_of

ONLY: dict[str, frozenset[str]] = {
    "threshold": frozenset({"amount", "percent", "shipping"}),
    "amount": frozenset({"amount", "shipping"}),
    "percent": frozenset({"percent"}),
    "cap": frozenset({"percent"}),
    "price": frozenset({"exchange"}),
    "pieces": frozenset({"exchange", "gift"}),
    "goods": frozenset({"amount", "percent"}),
    "excluded": frozenset({"amount", "percent"}),
}
"""Fields that only some kinds of coupons have."""

_FIELDS = {
    "threshold_minor": "threshold",
    "amount_minor": "amount",
    "off_bp": "percent",
    "cap_minor": "cap",
    "sku_ids": "pieces",
    "price_minor": "price",
    "filters": "goods",
    "store_ids": "stores",
}
"""How the form calls what the use case refuses."""

PICKED = ("goods", "excluded", "pieces")


def _maybe(label: Any, help_text: Any = "", *, low: int = 1, high: int = 9_999_999) -> Any:
    return number(label, low=low, high=high, required=False, help_text=help_text)


class CouponKindForm(Grouped):
    """A kind of coupon; what its type does not have is not asked for."""

    name = forms.CharField(
        label=_("Name"), max_length=60, help_text=_("Members read it, and receipts print it.")
    )
    amount = MoneyField(label=_("So much off"))
    percent = forms.DecimalField(
        label=_("So many per cent off"), min_value=0, max_value=100, decimal_places=2
    )
    cap = MoneyField(label=_("But at most"), required=False)
    price = MoneyField(label=_("For this price"))
    threshold = MoneyField(
        label=_("From this much"), required=False, help_text=_("Empty: from the first cent.")
    )
    goods = GoodsField(label=_("Which goods"), help_text=_("Nothing chosen: all goods."))
    excluded = GoodsField(label=_("Without these"))
    pieces = GoodsField(label=_("One of these pieces"), only_skus=True, required=True, help_text="")
    combines = forms.BooleanField(
        label=_("Joins the discount of the level"), required=False, initial=True
    )
    stores = forms.MultipleChoiceField(
        label=_("Stores"), required=False, widget=forms.CheckboxSelectMultiple
    )
    valid_days = _maybe(_("Valid for so many days from receipt"), high=3660)
    delay_days = _maybe(
        _("Beginning so many days later"), _("1: from the day after."), low=0, high=365
    )
    valid_from = forms.DateField(label=_("Or from this day"), required=False, widget=DayInput())
    valid_through = forms.DateField(label=_("Through this day"), required=False, widget=DayInput())
    per_member = _maybe(_("For each member at most"), _("Empty: as many as are given."))
    total_limit = _maybe(_("In all at most"), _("Empty: as many as are wanted."))
    gives_back = forms.ChoiceField(
        label=_("When goods come back"),
        choices=[
            ("never", _("the coupon stays used")),
            ("whole", _("the coupon comes back with the whole sale")),
            ("always", _("the coupon comes back with any piece")),
        ],
    )
    back_days = _maybe(
        _("Then with so many new days"), _("Empty: with the days it had."), high=3660
    )
    may_give = forms.BooleanField(label=_("Members may give it to a friend"), required=False)
    remind_days = _maybe(
        _("Remind so many days before it ends"), _("Empty: no reminder."), low=0, high=60
    )
    is_active = forms.BooleanField(label=_("May be issued"), required=False, initial=True)

    parts = (
        (
            _("What it gives"),
            "",
            ("name", "amount", "percent", "cap", "price", "threshold", "combines"),
        ),
        (_("Where it serves"), _("Nothing chosen: everywhere."), ("stores",)),
        (
            _("When one is valid"),
            _("Days from receipt, or fixed days. Empty: whoever issues it says."),
            ("valid_days", "delay_days", "valid_from", "valid_through"),
        ),
        (_("How many"), "", ("per_member", "total_limit", "is_active")),
        (
            _("Afterwards"),
            "",
            ("gives_back", "back_days", "remind_days", "may_give"),
        ),
    )

    def __init__(
        self, data: Any, *, request: PageRequest, kind: str, coupon: CouponKindView | None
    ) -> None:
        super().__init__(data, initial=_initial(coupon) if coupon else {"gives_back": "never"})
        self._kind, self._coupon = kind, coupon
        for name, kinds in ONLY.items():
            if kind not in kinds:
                del self.fields[name]
        if kind == "shipping":
            self.fields["amount"].required = False
            self.fields["amount"].help_text = _("Empty: the whole shipping.")
        stores = org.list_stores(request.actor)
        self.offer("stores", [(str(store.id), store.name) for store in stores])

    def pickers(self) -> list[tuple[forms.BoundField, list[Chip], bool]]:
        """The searches for goods with what is chosen in them, and whether single pieces are asked."""
        found = []
        for name in PICKED:
            if name in self.fields:
                chosen = self[name].value() or []
                found.append((self[name], chips(chosen), name == "pieces"))
        return found

    def terms(self) -> dict[str, Any]:
        """What was filled in, for the use case."""
        told = self.cleaned_data
        filters = {**told.get("goods", {})}
        filters |= {f"excluded_{name}": value for name, value in told.get("excluded", {}).items()}
        given: dict[str, Any] = {
            "name": told["name"],
            "threshold_minor": told.get("threshold") or 0,
            "amount_minor": told.get("amount") or 0,
            "off_bp": int((told.get("percent") or 0) * BASIS / 100),
            "cap_minor": told.get("cap")
            or (0 if self._coupon and self._kind == "percent" else None),
            "price_minor": told.get("price") or 0,
            "sku_ids": [UUID(one) for one in told.get("pieces", {}).get("sku_ids", [])],
            "combines_with_level": told["combines"],
            "issuing": self._issuing(),
        }
        if "goods" in self.fields:
            given["filters"] = filters
        return given

    def _issuing(self) -> Issuing:
        told = self.cleaned_data
        same = ("valid_from", "valid_through", "valid_days", "per_member", "total_limit")
        return Issuing(
            **{name: told[name] for name in same},
            store_ids=tuple(told["stores"]),
            delay_days=told["delay_days"] or 0,
            may_give=told["may_give"],
            gives_back=told["gives_back"],
            back_days=told["back_days"],
            remind_days=told["remind_days"] or 0,
        )

    def refuse(self, refusal: DomainError) -> None:
        """Show a refusal beside the field that it is about, or above them all."""
        field = str(refusal.data.get("field", ""))
        name = _FIELDS.get(field, field)
        self.add_error(name if name in self.fields else None, message(refusal))


def _initial(coupon: CouponKindView) -> dict[str, Any]:
    own = coupon.issuing
    same = ("valid_from", "valid_through", "valid_days", "per_member", "total_limit", "may_give")
    return {name: getattr(own, name) for name in (*same, "gives_back", "back_days")} | {
        "name": coupon.name,
        "amount": typed(coupon.amount_minor) if coupon.amount_minor else None,
        "percent": coupon.off_bp / 100,
        "cap": typed(coupon.cap_minor),
        "price": typed(coupon.price_minor),
        "threshold": typed(coupon.threshold_minor) if coupon.threshold_minor else None,
        "goods": tokens_of(coupon.filters),
        "excluded": tokens_of(coupon.filters, "excluded_"),
        "pieces": [f"sku:{one}" for one in coupon.sku_ids],
        "combines": coupon.combines_with_level,
        "stores": list(own.store_ids),
        "delay_days": own.delay_days or None,
        "remind_days": own.remind_days or None,
        "is_active": coupon.is_active,
    }


class DaysForm(SheetForm):
    """Days of coupons that are issued now, where their kind does not say."""

    starts_on = forms.DateField(label=_("Valid from"), widget=DayInput())
    ends_on = forms.DateField(label=_("Valid through"), widget=DayInput())

    def __init__(self, data: Any, *, says_days: bool) -> None:
        super().__init__(data)
        if says_days:
            del self.fields["starts_on"], self.fields["ends_on"]


class IssueForm(DaysForm):
    """To whom a coupon is issued by hand."""

    people = forms.CharField(
        label=_("Cards or whole phones"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One in each line, 500 at most."),
    )

    field_order = ["people"]

    def clean_people(self) -> list[UUID]:
        """The members."""
        lines = [one.strip() for one in str(self.cleaned_data["people"]).splitlines()]
        lines = [one for one in dict.fromkeys(lines) if one]
        if len(lines) > 500:
            raise forms.ValidationError(_("500 at once at most. Give many by a tag instead."))
        found = []
        for line in lines:
            member_id = members.find_by_phone_or_card(line)
            if member_id is None:
                raise forms.ValidationError(
                    _("No member has %(text)s. Correct the line."), params={"text": line}
                )
            found.append(member_id)
        return found


class RunForm(DaysForm):
    """To whom a coupon goes at once."""

    name = forms.CharField(label=_("What it is for"), max_length=60)
    tag_id = forms.TypedChoiceField(
        label=_("Who has the tag"), required=False, coerce=UUID, empty_value=None
    )
    level_id = forms.TypedChoiceField(
        label=_("Who is of the level"), required=False, coerce=UUID, empty_value=None
    )

    field_order = ["name", "tag_id", "level_id"]

    def __init__(self, data: Any, *, says_days: bool) -> None:
        super().__init__(data, says_days=says_days)
        tags = [(str(tag.id), tag.name) for tag in members.list_tags() if tag.is_active]
        self.offer("tag_id", [("", _("everybody")), *tags])
        self.offer("level_id", [("", _("every level")), *_levels()])


class GivingForm(SheetForm):
    """When a coupon is given by itself."""

    occasion = forms.ChoiceField(
        label=_("When"),
        choices=[
            ("joined", _("somebody becomes a member")),
            ("level", _("a member comes to a level")),
            ("sale", _("a purchase comes to an amount: for the next one")),
        ],
    )
    level_id = forms.TypedChoiceField(
        label=_("The level"), required=False, coerce=UUID, empty_value=None
    )
    from_minor = MoneyField(label=_("The purchase comes to"), required=False)
    takes_back = forms.BooleanField(
        label=_("Taken back with the goods, unless it is used"), required=False, initial=True
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.offer("level_id", [("", "–"), *_levels()])

    def clean(self) -> dict[str, Any]:
        """What the occasion does not ask for is not sent."""
        told: dict[str, Any] = super().clean() or {}
        occasion = told.get("occasion")
        level = told.get("level_id") if occasion == "level" else None
        amount = (told.get("from_minor") or 0) if occasion == "sale" else 0
        return told | {"level_id": level, "from_minor": amount}


class BatchForm(DaysForm):
    """How many codes of a coupon."""

    name = forms.CharField(label=_("What they are for"), max_length=60)
    count = number(_("How many codes"), low=1, high=100_000)
    uses_limit = number(_("Uses of each"), low=1, high=9_999, initial=1)

    field_order = ["name", "count", "uses_limit"]


def _levels() -> list[tuple[str, str]]:
    return [(str(level.id), level.name) for level in members.list_levels()]


def may_set(actor: Actor, permission: str) -> bool:
    """Whether an actor sets up what counts everywhere."""
    return actor.store_ids is None and actor.may(permission)
