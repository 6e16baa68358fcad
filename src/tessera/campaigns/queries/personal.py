"""Who of a piece is of a level, store, age, month of birth or stage."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from tessera.campaigns.queries.lifecycle import get_bounds
from tessera.campaigns.queries.pieces import Piece
from tessera.campaigns.rules import lifecycle, measures
from tessera.members.models import Member
from tessera.members.queries.filtering import MemberFilter, filtered
from tessera.sales.models import Buyer

_COLUMNS = {"level": "level__in", "store": "home_store__in"}


def among(asked: measures.Among, piece: Piece) -> Iterable[UUID]:
    """Who has one of the ids in the column."""
    ids = [UUID(one) for one in asked.ids]
    return _ids(_members(piece).filter(**{_COLUMNS[asked.column]: ids}))


def of_age(asked: measures.Aged, piece: Piece, today: date) -> Iterable[UUID]:
    """Who is of the age, as the members' list has it."""
    wanted = MemberFilter(from_age=asked.from_age, to_age=asked.to_age)
    return _ids(filtered(_members(piece), wanted, on=today))


def born_in(asked: measures.BornIn, piece: Piece, today: date) -> Iterable[UUID]:
    """Who has a birthday in one of the months, as the members' list has it."""
    months = {month or today.month for month in asked.months}
    return {
        member_id
        for month in months
        for member_id in _ids(
            filtered(_members(piece), MemberFilter(birthday_month=month), on=today)
        )
    }


def in_stage(asked: measures.InStage, piece: Piece, today: date) -> Iterable[UUID]:
    """Who is in one of the stages on the day ``today``."""
    bounds = get_bounds()
    last = dict(Buyer.objects.filter(piece.of("member")).values_list("member", "last_on"))
    return (
        member_id
        for member_id in piece.living
        if lifecycle.stage(last.get(member_id), today=today, bounds=bounds) in asked.stages
    )


def _members(piece: Piece) -> QuerySet[Member]:
    return Member.objects.filter(piece.of("id"))


def _ids(found: QuerySet[Member]) -> Iterable[UUID]:
    return found.values_list("id", flat=True)
