"""The one navigation of the office."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tessera.care import permissions as care
from tessera.catalog import permissions as catalog
from tessera.charters import permissions as charters
from tessera.finance import permissions as finance
from tessera.insights import permissions as insights
from tessera.kernel.actor import Actor
from tessera.members import permissions as members
from tessera.messaging import permissions as messaging
from tessera.offers import permissions as offers
from tessera.org import permissions as org
from tessera.printing import permissions as printing
from tessera.rewards import permissions as rewards
from tessera.sales import permissions as sales
from tessera.wallet import permissions as wallet


@dataclass(frozen=True, slots=True)
class Section:
    """A page that the navigation leads to, in one of ``GROUPS``. ``permission`` of None lets every
    member of staff in; with ``role`` it is for this one alone. What is ``docked`` is at the bottom
    of a phone, as ``short``."""

    key: str
    label: str | Promise
    icon: str
    permission: str | None
    group: str = ""
    role: str = ""
    short: str | Promise = ""
    docked: bool = False

    @property
    def route(self) -> str:
        """The name of its address."""
        return f"office:{self.key}"

    @property
    def heading(self) -> str | Promise:
        """What stands above its group; nothing above the first."""
        return GROUPS[self.group]


GROUPS: dict[str, str | Promise] = {
    "": "",
    "members": _("Members"),
    "selling": _("Selling"),
    "value": _("Value"),
    "books": _("Books"),
    "house": _("House"),
}

SECTIONS = (
    Section("today", _("Today"), "today", insights.VIEW, docked=True),
    Section(
        "my-members",
        _("My members"),
        "points",
        members.VIEW,
        "members",
        role="guide",
        short=_("Mine"),
        docked=True,
    ),
    Section("members", _("Members"), "members", members.VIEW, "members", docked=True),
    Section("tasks", _("Tasks"), "tasks", care.VIEW, "members", docked=True),
    Section("applications", _("Applications"), "done", charters.VIEW, "members"),
    Section("messages", _("Messages"), "messages", messaging.VIEW, "members"),
    Section("sales", _("Sales"), "sales", sales.VIEW, "selling", docked=True),
    Section("offline-sales", _("Sales from offline"), "done", sales.REVIEW_OFFLINE, "selling"),
    Section("products", _("Products"), "products", catalog.VIEW, "selling"),
    Section("promotions", _("Promotions"), "tag", offers.VIEW, "selling"),
    Section("coupons", _("Coupons"), "coupon", offers.VIEW, "selling"),
    Section("shifts", _("Shifts"), "clock", insights.VIEW, "selling"),
    Section("rewards", _("Levels and referral"), "gift", rewards.DECIDE_HOLDS, "value"),
    Section("points", _("Points"), "points", rewards.DECIDE_HOLDS, "value"),
    Section("cards", _("Cards and passes"), "wallet", wallet.MANAGE_CARDS, "value"),
    Section("catalogue", _("Rewards catalogue"), "coupon", rewards.VIEW, "value"),
    Section("value", _("Stored value"), "wallet", wallet.SET_POLICY, "value"),
    Section("statements", _("Statements"), "book", finance.VIEW, "books"),
    Section("audit", _("Audit log"), "audit", insights.VIEW_AUDIT, "books"),
    Section("staff", _("Staff"), "staff", org.VIEW_STAFF, "house"),
    Section("stores", _("Stores"), "stores", None, "house"),
    Section("printers", _("Printers"), "print", printing.SET_UP, "house"),
)
"""In the order of their groups, as a page draws them one after another."""


def sections_for(actor: Actor) -> list[Section]:
    """What ``actor`` may open."""
    return [one for one in SECTIONS if _is_for(one, actor)]


DOCK = 4
"""So many have room at the bottom of a phone, beside what leads to the rest."""


def docked(sections: Sequence[Section]) -> list[Section]:
    """What stands at the bottom of a phone."""
    return [one for one in sections if one.docked][:DOCK]


def _is_for(one: Section, actor: Actor) -> bool:
    """Whether ``actor`` finds it in the navigation."""
    allowed = one.permission is None or actor.may(one.permission)
    return allowed and one.role in {"", actor.role}
