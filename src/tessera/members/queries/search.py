"""Finding members by whatever is at hand: a card, a phone or part of it, a name, its sound.

Who may find whom (law 9). A member may shop in any store, so a card and at least four digits
of a phone, things that the member tells, find any member of the brand, masked. A name is
something that one can guess; names and lists are browsing, and show the members whose home
store is in the actor's scope. Who bought in a store without being at home there is beyond
this room, which knows no sale.

Speed. On PostgreSQL four digits are found by a trigram index on the digits after the home
country's code, a part of a name by an index on its characters or trigrams, initials by their
beginning (migration 0002). A search reads a bounded number of rows, whatever matches.
"""

from datetime import datetime
from uuid import UUID

import structlog
from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, F, Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Replace

from tessera.kernel.actor import Actor
from tessera.members import errors, permissions, rules
from tessera.members.models import FieldValue, Member
from tessera.members.queries import own
from tessera.members.queries.facts import MemberView, is_home, view_of, viewable
from tessera.members.queries.survivors import survivor_of, survivors
from tessera.members.rules import Kind, Needle
from tessera.platform import attempts, database

log = structlog.get_logger(__name__)

MAX_LIMIT = 100
_SHORTEST_ANSWER = 3
_SPARE = 5
"""So many times the limit is read, so that the best matches can come first."""


def search(*, actor: Actor, at: datetime, text: str, limit: int = 20) -> list[MemberView]:
    """Members that ``text`` may mean, the likeliest first, at most ``limit``.

    Likeliest is who has the very number, then whose phone ends in it, then who is at home in
    the actor's stores. Raises Forbidden; Conflict ``members.lookups_limited`` after too many
    unknown cards (CASES 20).
    """
    actor.require(permissions.FIND)
    limit = max(1, min(limit, MAX_LIMIT))
    needle = rules.needle(text)
    if needle.kind is Kind.CARD:
        found = find_by_card(actor=actor, at=at, code=needle.text)
        return [found] if found else []
    rows = survivors(_rows(actor, needle, limit))
    if len(rows) < limit:
        rows += _by_answer(actor, needle.text, limit, {row.id for row in rows})
    return [view_of(row, actor) for row in rows[:limit]]


def find_by_card(*, actor: Actor, at: datetime, code: str) -> MemberView | None:
    """The member with exactly this card. Unknown cards are logged, counted and limited.

    Raises Forbidden; Conflict ``members.lookups_limited``, ``members.card_blocked``.
    """
    actor.require(permissions.FIND)
    told = {"actor": actor.name, "till": str(actor.till_id)}
    door = attempts.Door(
        name=f"card:{actor.till_id or actor.id or actor.name}",
        thing="card",
        most=rules.MAX_CARD_MISSES,
        refusal=errors.lookups_limited,
        told=told,
    )
    attempts.check(door, at=at)
    code = code.upper()
    row = own.find_by_shown(code, at) or viewable().filter(card_code=code).first()
    if row is not None and row.card_blocked_at:
        log.warning("card blocked", **told)
        raise errors.card_blocked()
    if row is None:
        attempts.miss(door, at=at)
        return None
    stayed = survivors([row])
    return view_of(stayed[0], actor) if stayed else None


def _rows(actor: Actor, needle: Needle, limit: int) -> list[Member]:
    if needle.kind is Kind.DIGITS:
        return _by_digits(actor, needle, limit)
    if needle.kind is Kind.LETTERS:
        return _by_letters(actor, needle.text, limit)
    if needle.kind is Kind.NAME:
        return _ranked(_by_name(needle.text).filter(at_home(actor)), actor, limit)
    return []


def _by_digits(actor: Actor, needle: Needle, limit: int) -> list[Member]:
    exact = Q(reference=needle.text)
    if needle.phone:
        exact |= Q(phone=needle.phone)
    found = list(viewable().filter(exact).order_by("name", "id")[:limit])
    if needle.phone and found:
        return found
    # The digits without the home country's code: otherwise 8613 would mean everybody.
    numbers = viewable().annotate(digits=Replace(F("phone"), Value(rules.HOME_PREFIX), Value("")))
    for part in ({"digits__endswith": needle.text}, {"digits__contains": needle.text}):
        if len(found) < limit:
            others = numbers.filter(**part).exclude(id__in=[row.id for row in found])
            found += _ranked(others, actor, limit)
    return found


def _by_letters(actor: Actor, text: str, limit: int) -> list[Member]:
    home = viewable().filter(at_home(actor))
    found = []
    if text.isalnum():
        found = _ranked(home.filter(initials__startswith=text.lower()), actor, limit)
    # Fewer than three letters have no trigram inside a word, only at its beginning.
    named = Q(name__icontains=text) if len(text) > 2 else Q(name__istartswith=text)
    if len(found) < limit:
        others = home.filter(named).exclude(id__in=[row.id for row in found])
        found += _ranked(others, actor, limit)
    return found


def _by_name(text: str) -> QuerySet[Member]:
    found = viewable().filter(name__contains=text)
    if not database.is_postgresql():
        return found
    letters = Func(F("name"), Value(None), function="string_to_array")
    wanted = Value(sorted(set(text)), output_field=ArrayField(TextField()))
    has_letters = Func(letters, wanted, template="(%(expressions)s)", arg_joiner=" @> ")
    has_letters.output_field = BooleanField()
    return found.filter(has_letters)


def _by_answer(actor: Actor, text: str, limit: int, known: set[UUID]) -> list[Member]:
    """Members at home here who answered something that begins so, such as a number plate.

    Only to fields that the reader may see. The bounds follow the index whatever the collation.
    """
    key = rules.search_key(text)
    if len(key) < _SHORTEST_ANSWER:
        return []
    answers = FieldValue.objects.select_related("field", "member__level").filter(
        text__gte=key, text__lt=key + chr(0xFFFF), text__startswith=key, field__is_active=True
    )
    rows = [
        answer.member
        for answer in answers[: limit * _SPARE]
        if rules.may(actor.role, answer.field.seen_by) and is_home(answer.member, actor)
    ]
    return [row for row in rows if row.id not in known]


def at_home(actor: Actor) -> Q:
    """The members whose home store the actor reaches."""
    return Q() if actor.store_ids is None else Q(home_store__in=actor.store_ids)


def _ranked(found: QuerySet[Member], actor: Actor, limit: int) -> list[Member]:
    """A bounded part of ``found``: the own members first, by name."""
    rows = found[: limit * _SPARE]
    return sorted(rows, key=lambda row: (not is_home(row, actor), row.name, str(row.id)))


def find_by_phone_or_card(text: str) -> UUID | None:
    """The member with exactly this phone or card, for stories that name one by it."""
    needle = rules.needle(text)
    if needle.kind is Kind.CARD:
        exact = Q(card_code=needle.text)
    elif needle.phone:
        exact = Q(phone=needle.phone)
    else:
        return None
    found = Member.objects.filter(exact).values_list("id", flat=True).first()
    return survivor_of(found) if found else None


def find_by_whole_phone(text: str) -> UUID | None:
    """The member with exactly this phone, for a member who names another by it."""
    phone = rules.find_phone(text)
    if phone is None:
        return None
    found = Member.objects.filter(phone=phone).values_list("id", flat=True).first()
    return survivor_of(found) if found else None
