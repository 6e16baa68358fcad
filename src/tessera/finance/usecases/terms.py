"""Set what the brand expects of what it owes."""

from dataclasses import dataclass
from datetime import date, datetime

from tessera.finance import errors, permissions
from tessera.finance.models import Terms
from tessera.finance.rules.keeping import month_of
from tessera.kernel.actor import Actor
from tessera.kernel.money import BASIS
from tessera.platform import audit
from tessera.platform.usecases import usecase

DEAREST = 10_000_000
"""A thousand points are worth no more, in minor units; a typing slip is."""


@dataclass(frozen=True, slots=True)
class NewTerms:
    """Terms from the month of ``since`` on; a thousand points in minor units, shares in basis points."""

    since: date
    value_per_thousand: int
    expected_bp: int
    breakage_bp: int


@usecase(permission=permissions.SET, audit="finance.terms_set")
def set_terms(*, actor: Actor, at: datetime, terms: NewTerms) -> None:
    """Say what is expected from a month on; what was set for the same month before does not count.

    Months before keep their own terms. Raises Forbidden; Invalid ``finance.terms_invalid``.
    """
    actor.require_everywhere(permissions.SET)
    shares = (terms.expected_bp, terms.breakage_bp)
    if not all(0 <= share <= BASIS for share in shares):
        raise errors.terms_invalid()
    if not 0 <= terms.value_per_thousand <= DEAREST:
        raise errors.terms_invalid()
    told = {
        "value_per_thousand": terms.value_per_thousand,
        "expected_bp": terms.expected_bp,
        "breakage_bp": terms.breakage_bp,
    }
    since = month_of(terms.since)
    row = Terms.objects.create(since=since, at=at, by_name=actor.name, **told)
    audit.record(
        actor=actor,
        at=at,
        action="finance.terms_set",
        subject=row.id,
        data={"since": since.isoformat(), **told},
    )
