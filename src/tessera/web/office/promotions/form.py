"""The editor's form: what it gives in the words of its kind, then for whom, when, where and how far."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any
from uuid import UUID

from django import forms
from django.utils import dates
from django.utils.translation import gettext_lazy as _

from tessera.kernel.errors import DomainError
from tessera.members import queries as members
from tessera.offers import permissions, rules
from tessera.org import queries as org
from tessera.platform.refusals import message
from tessera.web.kit.access import PageRequest
from tessera.web.office.fields import ListField, MoneyField
from tessera.web.office.forms import DayInput, SheetForm
from tessera.web.office.promotions import filling
from tessera.web.office.promotions.goods import Chip, GoodsField, chips
from tessera.web.office.promotions.kinds import KINDS


def _some(label: Any, choices: Any = ()) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=list(choices),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


def _count(label: Any, *, low: int = 1, high: int = 9_999_999, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=low, max_value=high, required=False, **more)


class ClockInput(forms.TimeInput):
    """A time of day as browsers pick it."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class PromotionForm(SheetForm):
    """A promotion of one ``kind``, whose fields ``form_of`` adds. What is left empty is not asked for."""

    kind = ""

    name = forms.CharField(
        label=_("Name"), max_length=60, help_text=_("Customers read it on their receipt.")
    )
    goods = GoodsField(label=_("Which goods"), help_text=_("Nothing chosen: all goods."))
    excluded = GoodsField(label=_("Without these"))

    member_only = forms.BooleanField(label=_("Members only"), required=False)
    levels = _some(_("Levels"))
    tags = _some(_("Tags"))
    birthday = forms.ChoiceField(
        label=_("Birthday"),
        required=False,
        choices=[
            ("", "–"),
            ("day", _("on the day")),
            ("week", _("in the week")),
            ("month", _("in the month")),
        ],
    )
    first_purchase = forms.BooleanField(label=_("Has not bought yet"), required=False)
    joined_within_days = _count(_("Joined within so many days"), high=3660)
    purchases_days = _count(_("Purchases in the last so many days"), high=3660)
    purchases_least = _count(_("At least so many"), low=0)
    purchases_most = _count(_("At most so many"), low=0)

    starts_on = forms.DateField(label=_("First day"), widget=DayInput())
    ends_on = forms.DateField(label=_("Last day"), widget=DayInput())
    weekdays = _some(_("Weekdays"), [(str(n + 1), dates.WEEKDAYS[n]) for n in range(7)])
    month_days = ListField(
        label=_("Days of the month"),
        required=False,
        help_text=_("Such as 8, 18, 28. A day that a month lacks is its last."),
    )
    from_time = forms.TimeField(label=_("From this hour"), required=False, widget=ClockInput())
    until_time = forms.TimeField(
        label=_("Until this hour"),
        required=False,
        widget=ClockInput(),
        help_text=_("Past midnight if it is earlier."),
    )

    stores = _some(_("Stores"))

    uses = _count(_("Purchases in all"))
    uses_per_day = _count(_("Purchases a day"))
    uses_per_store = _count(_("Purchases in each store"))
    uses_per_member = _count(_("Times for each member"))
    units = _count(_("Pieces in all"))
    budget_minor = MoneyField(label=_("Budget: what it may cost in all"), required=False)

    combines = forms.ChoiceField(
        label=_("Beside other promotions on the purchase"),
        choices=[("yes", _("Together with others")), ("no", _("Alone"))],
    )
    group = forms.CharField(
        label=_("Group"),
        max_length=40,
        required=False,
        help_text=_("Of one group only the best counts. Empty is a group as well."),
    )
    combines_with_level = forms.ChoiceField(
        label=_("Beside the level's discount"),
        required=False,
        choices=[
            ("", _("As the brand has set")),
            ("yes", _("Together with it")),
            ("no", _("Instead of it")),
        ],
    )
    priority = forms.IntegerField(
        label=_("Priority"),
        required=False,
        min_value=-999,
        max_value=999,
        help_text=_("Of two that are equally good the smaller number goes first."),
    )

    def __init__(
        self,
        data: Any,
        *,
        request: PageRequest,
        initial: Mapping[str, Any],
        opened: tuple[str, ...] = (),
    ) -> None:
        super().__init__(data, initial={"combines": "yes", "priority": 0, **initial})
        self._opened = opened
        self._kind_fields = tuple(KINDS[self.kind].fields())
        if self.kind in rules.ON_ORDER:
            del self.fields["units"]
        self.offer("levels", ((str(one.id), one.name) for one in members.list_levels()))
        tags = [one for one in members.list_tags() if one.is_active]
        self.offer("tags", ((str(one.id), one.name) for one in tags))
        self._offer_stores(request)

    def _offer_stores(self, request: PageRequest) -> None:
        """Who sees all stores may leave them open; who sees some chooses among them."""
        actor = request.actor
        found = [
            one for one in org.list_stores(actor) if actor.may(permissions.SET_PROMOTIONS, one.id)
        ]
        self.offer("stores", [(str(one.id), one.name) for one in found])
        everywhere = actor.store_ids is None
        self.fields["stores"].required = not everywhere
        if everywhere:
            self.fields["stores"].help_text = _("Nothing chosen: all stores.")
        elif len(found) == 1:
            self.initial.setdefault("stores", [str(found[0].id)])

    def clean(self) -> dict[str, Any]:
        """What needs two fields at once."""
        filled = super().clean() or {}
        for field, why in filling.faults(self.kind, filled):
            if field not in self.errors:
                self.add_error(field, str(why))
        return filled

    def given(self, kept: Mapping[str, Any]) -> dict[str, Any]:
        """The promotion for ``create_promotion``; ``kept`` are conditions that the form does not
        show."""
        return filling.given(self.kind, self.cleaned_data, kept)

    def terms(self, kept: Mapping[str, Any]) -> rules.Terms:
        """The same, checked. Raises Invalid ``promotions.*``."""
        given = self.given(kept)
        del given["store_ids"]
        return rules.terms(kind=self.kind, **given)

    @property
    def store_ids(self) -> tuple[UUID, ...]:
        """The stores that were chosen; none means all."""
        return tuple(UUID(one) for one in self.cleaned_data.get("stores", ()))

    def refuse(self, refusal: DomainError) -> None:
        """Say a refusal at the field it is about."""
        self.add_error(filling.field_of(refusal, self.fields), message(refusal))

    def chips_of(self, name: str) -> list[Chip]:
        """What is chosen in a field of goods."""
        value = self[name].value() or []
        return chips(value)

    def sections(self) -> Iterator[dict[str, Any]]:
        """The parts of the form with their rows of fields; open are those that say something."""
        yield self._section("what", _("What customers get"), "", self._kind_rows())
        yield self._section("goods", _("Which goods"), "", [["goods"], ["excluded"]])
        yield self._section("when", _("When"), "", _WHEN)
        yield self._section("where", _("In which stores"), "", [["stores"]])
        yield self._section("who", _("For whom"), _("Nothing chosen: for everybody."), _WHO)
        text = _("When one of these is reached, it gives nothing any more.")
        yield self._section("limits", _("How far it goes"), text, _LIMITS)
        text = _("What is best for the customer is always taken.")
        yield self._section("beside", _("Together with others"), text, _BESIDE)

    def _section(self, key: str, title: Any, text: Any, rows: list[list[str]]) -> dict[str, Any]:
        names = [name for row in rows for name in row if name in self.fields]
        filled = any(self[name].value() not in _PLAIN for name in names)
        return {
            "key": key,
            "title": title,
            "text": text,
            "rows": [[self[name] for name in row if name in self.fields] for row in rows],
            "fixed": key in {"what", "goods", "when"},
            "open": filled or key in self._opened or any(self[name].errors for name in names),
        }

    def _kind_rows(self) -> list[list[str]]:
        """Fields of a step side by side; steps that nobody began, but one, are left out."""
        rows: dict[str, list[str]] = {}
        for name in self._kind_fields:
            base, _under, step = name.rpartition("_")
            rows.setdefault(step if base and step.isdigit() else name, []).append(name)
        steps = [key for key in rows if key.isdigit()]
        begun = [key for key in steps if any(self[n].value() not in _PLAIN for n in rows[key])]
        shown = set(steps[: max(len(begun) + 1, 2)]) if steps else set()
        plain = [name for name in rows if not name.isdigit()]
        stepped = [rows[key] for key in steps if key in shown]
        return [*stepped, plain] if self.kind != "bundle" else [plain, *stepped]


_PLAIN: tuple[Any, ...] = (None, "", [], False, 0, "yes")
"""What asks for nothing."""

_WHO = [
    ["member_only", "first_purchase"],
    ["levels"],
    ["tags"],
    ["birthday", "joined_within_days"],
    ["purchases_days", "purchases_least", "purchases_most"],
]
_WHEN = [["starts_on", "ends_on"], ["weekdays"], ["month_days"], ["from_time", "until_time"]]
_LIMITS = [
    ["uses", "uses_per_day"],
    ["uses_per_store", "uses_per_member"],
    ["units", "budget_minor"],
]
_BESIDE = [["combines", "combines_with_level"], ["group", "priority"]]


@cache
def form_of(kind: str) -> type[PromotionForm]:
    """The form for promotions of a kind."""
    return type("KindForm", (PromotionForm,), {"kind": kind, **KINDS[kind].fields()})
