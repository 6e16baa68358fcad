"""What the brand expects of what it owes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tessera.finance.models import Terms
from tessera.finance.rules.contracts import Expected
from tessera.kernel.money import exponent_of
from tessera.org import queries as org
from tessera.platform import versions
from tessera.wallet import queries as wallet


@dataclass(frozen=True, slots=True)
class TermsView:
    """Terms from a month on; shares in basis points."""

    since: date
    expected: Expected
    breakage_bp: int = 0
    by_name: str = ""
    at: datetime | None = None


def list_terms() -> list[TermsView]:
    """Every terms that count, the newest month first; the last are those before anybody set any:
    points are worth what they pay at the till, all are redeemed, nothing breaks."""
    counted: dict[date, TermsView] = {}
    for row in Terms.objects.order_by("-since", "-at"):
        counted.setdefault(
            row.since,
            TermsView(
                since=row.since,
                expected=Expected(row.value_per_thousand, row.expected_bp),
                breakage_bp=row.breakage_bp,
                by_name=row.by_name,
                at=row.at,
            ),
        )
    return [*counted.values(), TermsView(date.min, Expected(_value_at_the_till()))]


def terms_of(day: date, known: Sequence[TermsView]) -> TermsView:
    """The terms that count on a day."""
    return next(one for one in known if one.since <= day)


def _value_at_the_till() -> int:
    """What a thousand points pay, in minor units."""
    brand = org.find_brand()
    whole: int = 10 ** exponent_of(brand.currency if brand else "CNY")
    policy = wallet.policy.get(versions.current())
    return 1000 * whole // max(1, policy.points_per_major)
