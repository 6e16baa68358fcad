"""Members who may be one person."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat

from tessera.kernel.actor import Actor
from tessera.members import permissions, rules
from tessera.members.models import Member
from tessera.members.queries.facts import MemberView, is_home, view_of, viewable


@dataclass(frozen=True, slots=True)
class Duplicates:
    """Members who share ``reason``: a ``phone`` in another form, or ``name`` and birthday.

    The oldest first. ``mergeable`` is whether the reader's stores reach all of them.
    """

    reason: str
    members: tuple[MemberView, ...]
    mergeable: bool


def list_duplicates(actor: Actor, *, limit: int = 50) -> list[Duplicates]:
    """Groups that may be one person, of which at least one is at home in the actor's stores.

    Found are the same phone with and without its country, a phone that is another's number in
    another system, and the same name with the same birthday. Raises Forbidden.
    """
    actor.require(permissions.MERGE)
    groups: dict[frozenset[object], Duplicates] = {}
    for reason, rows in _candidates(limit):
        key = frozenset(row.id for row in rows)
        if key not in groups and any(is_home(row, actor) for row in rows):
            shown = tuple(view_of(row, actor) for row in rows)
            reaches = all(is_home(row, actor) for row in rows)
            groups[key] = Duplicates(reason, shown, reaches)
    return list(groups.values())[:limit]


def _candidates(limit: int) -> Iterator[tuple[str, list[Member]]]:
    """Each by an index: phones without a country, numbers that look like one, name and birthday."""
    living = viewable().filter(merged_into=None)
    bare = living.exclude(phone__startswith="+").filter(phone__isnull=False)
    looks = living.filter(reference__gte="1", reference__lt="2")
    for column, rows in (("phone", bare), ("reference", looks)):
        whole = Concat(Value(rules.HOME_PREFIX), OuterRef(column))
        twin = Subquery(living.filter(phone=whole).values("id")[:1])
        paired = rows.annotate(twin=twin).filter(twin__isnull=False).exclude(twin=F("id"))
        for row in paired.order_by()[:limit]:
            yield "phone", _oldest_first(living.filter(Q(id=row.id) | Q(id=row.twin)))
    born = living.filter(birthday__isnull=False)
    for pair in _repeated(born, "name", "birthday", limit=limit):
        yield "name", _oldest_first(born.filter(**pair))


def _repeated(rows: QuerySet[Member], *columns: str, limit: int) -> Iterable[dict[str, object]]:
    counted = rows.order_by().values(*columns).annotate(n=Count("*")).filter(n__gt=1)
    found = counted.order_by(*columns).values(*columns)[:limit]
    return [dict(row) for row in found]


def _oldest_first(rows: QuerySet[Member]) -> list[Member]:
    return list(rows.order_by("joined_at", "id")[:10])
