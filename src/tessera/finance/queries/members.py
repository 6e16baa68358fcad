"""The statement of one member."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from tessera.finance import permissions
from tessera.finance.queries import changing_hands
from tessera.finance.queries.statements import Asked, DayLine, Statement, told_columns
from tessera.finance.rules import columns, statements
from tessera.finance.rules.statements import Line, OwnFlow
from tessera.kernel.actor import Actor
from tessera.ledger.models import Account, Posting
from tessera.members import queries as members
from tessera.wallet.models import HeldCard


@dataclass(frozen=True, slots=True)
class HoldingLine:
    """One holding over the range."""

    holding: str
    line: Line


def list_holdings(*, actor: Actor, member_id: UUID, since: date, until: date) -> list[HoldingLine]:
    """A line for each holding that a member has ever had, in the order of statements.

    Raises Forbidden; NotFound ``members.not_found``.
    """
    told = [
        HoldingLine(
            one, by_day(actor=actor, member_id=member_id, asked=Asked(one, since, until)).whole
        )
        for one in columns.HOLDINGS
    ]
    return [one for one in told if one.line.opening or one.line.moved]


def by_day(*, actor: Actor, member_id: UUID, asked: Asked) -> Statement:
    """A member's statement of one holding, with a line for each day, the newest first.

    What duplicates held before they were merged is the member's own. Raises as ``list_holdings``.
    """
    accounts = accounts_of(actor, member_id, asked.holding)
    handings = changing_hands.list_handings(member_id, asked.holding)
    found = Posting.objects.filter(entry__business_on__lte=asked.until)
    found = found.exclude(changing_hands.beyond(handings))
    handed = [one for one in changing_hands.flows(handings) if one.day <= asked.until]
    eve = asked.since - timedelta(days=1)
    before = _flows(found.filter(entry__business_on__lte=eve), accounts)
    opening = statements.own_line([*before, *(one for one in handed if one.day <= eve)])
    days: dict[date, list[OwnFlow]] = {}
    within = _flows(found.filter(entry__business_on__gte=asked.since), accounts)
    for flow in [*within, *(one for one in handed if one.day > eve)]:
        days.setdefault(flow.day, []).append(flow)
    lines, so_far = {}, opening.closing
    for day in sorted(days):
        lines[day] = statements.own_line(days[day], so_far)
        so_far = lines[day].closing
    whole = statements.own_line([f for flows in days.values() for f in flows], opening.closing)
    told = tuple(
        DayLine(day, lines[day]) for day in sorted(lines, reverse=True) if lines[day].moved
    )
    return Statement(asked, whole, told_columns([one.line for one in told]), days=told)


def accounts_of(actor: Actor, member_id: UUID, holding: str) -> frozenset[UUID]:
    """The accounts of a member, of the duplicates merged into it and of the cards that they have or
    had, that make a holding. What moved on a card while it was somebody else's is not theirs:
    ``changing_hands.beyond``.

    Raises Forbidden; NotFound ``members.not_found`` for whom the actor does not see.
    """
    actor.require(permissions.VIEW)
    members.get_profile(actor, member_id)
    own = members.list_ids_of(member_id)
    cards = HeldCard.objects.filter(member__in=own).values_list("id", flat=True)
    owners = [*own, *cards, *changing_hands.list_cards_given(own)]
    found = Account.objects.filter(owner__in=owners, kind__in=columns.kinds_of(holding))
    return frozenset(found.values_list("id", flat=True))


def _flows(found: "QuerySet[Posting]", accounts: Collection[UUID]) -> list[OwnFlow]:
    """What came and went on ``accounts``, by day and by what stands on the other side."""
    own = {"destination": True, "source": False}
    return [
        OwnFlow(kind, arrived, amount, day)
        for end, arrived in own.items()
        for kind, day, amount in _beyond(found, accounts, end)
    ]


def _beyond(
    found: "QuerySet[Posting]", accounts: Collection[UUID], end: str
) -> "QuerySet[Posting, tuple[str, date, int]]":
    other = "source" if end == "destination" else "destination"
    crossing = found.filter(Q(**{f"{end}__in": accounts}) & ~Q(**{f"{other}__in": accounts}))
    keys = crossing.order_by().values_list(f"{other}__kind", "entry__business_on")
    return keys.annotate(total=Sum("amount"))
