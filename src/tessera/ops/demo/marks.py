"""Where the demo's making stands: two audit rows say that it was begun, on which terms, and finished."""

from dataclasses import asdict, dataclass
from datetime import datetime

from tessera.kernel.actor import Actor
from tessera.ops.demo.plan import Scale
from tessera.org import permissions, queries
from tessera.platform import audit
from tessera.platform.models import AuditRow
from tessera.platform.usecases import usecase

SUBJECT = "demo"
BEGUN, FILLED = "demo.begun", "demo.filled"


@dataclass(frozen=True, slots=True)
class Mark:
    """The terms on which the demo was begun; whoever goes on keeps to them."""

    now: datetime
    scale: Scale
    is_filled: bool


@usecase(permission=permissions.SET_UP_BRAND, audit=BEGUN)
def begin(*, actor: Actor, at: datetime, scale: Scale) -> None:
    """Note that the demo is begun at ``at``, on which everything in it depends."""
    actor.require_everywhere(permissions.SET_UP_BRAND)
    data = {"now": at.isoformat(), **asdict(scale)}
    audit.record(actor=actor, at=at, action=BEGUN, subject=SUBJECT, data=data)


@usecase(permission=permissions.SET_UP_BRAND, audit=FILLED)
def finish(*, actor: Actor, at: datetime) -> None:
    """Note that everything was made."""
    actor.require_everywhere(permissions.SET_UP_BRAND)
    audit.record(actor=actor, at=at, action=FILLED, subject=SUBJECT)


def find() -> Mark | None:
    """How far the demo of this database is; None where it was never begun."""
    rows = {row.action: row for row in AuditRow.objects.filter(subject=SUBJECT)}
    if BEGUN not in rows:
        return None
    terms = rows[BEGUN].data
    scale = Scale(days=terms["days"], members=terms["members"], pace=terms["pace"])
    return Mark(datetime.fromisoformat(terms["now"]), scale, FILLED in rows)


def is_demo() -> bool:
    """Whether this database is the demo's, filled or not yet."""
    return AuditRow.objects.filter(subject=SUBJECT, action=BEGUN).exists()


def foreign_brand() -> str | None:
    """The name of a brand that is not the demo's."""
    brand = queries.find_brand()
    return brand.name if brand and find() is None else None
