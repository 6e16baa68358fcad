"""The one navigation of the office."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tessera.care import permissions as care
from tessera.catalog import permissions as catalog
from tessera.charters import permissions as charters
from tessera.insights import permissions as insights
from tessera.kernel.actor import Actor
from tessera.members import permissions as members
from tessera.messaging import permissions as messaging
from tessera.org import permissions as org
from tessera.rewards import permissions as rewards
from tessera.sales import permissions as sales


@dataclass(frozen=True, slots=True)
class Section:
    """A page that the navigation leads to. ``permission`` of None lets every member of staff in;
    with ``role`` it is for this one alone. ``short`` is for the bottom of a phone."""

    key: str
    label: str | Promise
    icon: str
    permission: str | None
    role: str = ""
    short: str | Promise = ""

    @property
    def route(self) -> str:
        """The name of its address."""
        return f"office:{self.key}"


SECTIONS = (
    Section("today", _("Today"), "today", insights.VIEW),
    Section("my-members", _("My members"), "points", members.VIEW, role="guide", short=_("Mine")),
    Section("members", _("Members"), "members", members.VIEW),
    Section("tasks", _("Tasks"), "tasks", care.VIEW),
    Section("sales", _("Sales"), "sales", sales.VIEW),
    Section("products", _("Products"), "products", catalog.VIEW),
    Section("rewards", _("Levels and referral"), "gift", rewards.DECIDE_HOLDS),
    Section("applications", _("Applications"), "done", charters.VIEW),
    Section("messages", _("Messages"), "messages", messaging.VIEW),
    Section("shifts", _("Shifts"), "clock", insights.VIEW),
    Section("staff", _("Staff"), "staff", org.VIEW_STAFF),
    Section("stores", _("Stores"), "stores", None),
    Section("audit", _("Audit log"), "audit", insights.VIEW_AUDIT),
)


def sections_for(actor: Actor) -> list[Section]:
    """What ``actor`` may open."""
    return [one for one in SECTIONS if _is_for(one, actor)]


def _is_for(one: Section, actor: Actor) -> bool:
    """Whether ``actor`` finds it in the navigation."""
    allowed = one.permission is None or actor.may(one.permission)
    return allowed and one.role in {"", actor.role}
