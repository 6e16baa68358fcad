"""Pure rules: a tag's rule as it is kept, and whom it gives the tag."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID

from tessera.campaigns import errors
from tessera.campaigns.rules import conditions
from tessera.campaigns.rules.conditions import Condition
from tessera.campaigns.rules.measures import Found, Measure, Why
from tessera.campaigns.rules.windows import Window

ALL, ANY = "all", "any"

KINDS: Mapping[str, type[Condition]] = {
    one.kind: one
    for one in (
        conditions.Bought,
        conditions.LastBought,
        conditions.BoughtNew,
        conditions.BoughtReduced,
        conditions.BoughtGoods,
        conditions.BoughtAt,
        conditions.Holds,
        conditions.OneOf,
        conditions.OfAge,
        conditions.Birthday,
        conditions.Stage,
    )
}


@dataclass(frozen=True, slots=True)
class Rule:
    """All of the conditions, or any one of them."""

    match: str
    conditions: tuple[Condition, ...]

    def faults(self) -> Iterator[str]:
        """The fields that cannot work."""
        if self.match not in {ALL, ANY}:
            yield "match"
        for one in self.conditions:
            window = getattr(one, "window", None)
            if window is not None and not window.works:
                yield "window"
            yield from one.faults()

    def check(self) -> None:
        """Raises Invalid ``campaigns.rule_empty``, ``campaigns.rule_invalid`` with the ``field``."""
        if not self.conditions:
            raise errors.rule_empty()
        if (fault := next(self.faults(), None)) is not None:
            raise errors.rule_invalid(field=fault)


def written(condition: Condition) -> dict[str, Any]:
    """A condition as plain JSON."""
    return {"kind": condition.kind, **asdict(condition)}


def read(kept: Mapping[str, Any]) -> Condition:
    """The condition that ``written`` wrote. Raises KeyError for a kind that there is not."""
    kind = KINDS[kept["kind"]]
    values = {field.name: _value(kept[field.name]) for field in fields(kind) if field.name in kept}
    return kind(**values)


def _value(kept: Any) -> Any:
    if isinstance(kept, Mapping):
        return Window(**kept)
    return tuple(kept) if isinstance(kept, list) else kept


def judge(
    rule: Rule, found: Mapping[Measure, Found], *, today: date, living: frozenset[UUID]
) -> dict[UUID, list[dict[str, Any]]]:
    """Who of ``living`` the rule gives the tag.

    Each with what counted: the place of a condition in the rule, its kind, and the figures.
    """
    met = [_met(one, found[one.measure()], today, living) for one in rule.conditions]
    if not met:
        return {}
    ids: Iterable[UUID]
    if rule.match == ALL:
        ids = set.intersection(*(set(one) for one in met))
    else:
        ids = set.union(*(set(one) for one in met))
    return {member_id: list(_reasons(rule, met, member_id)) for member_id in ids}


def _met(
    condition: Condition, found: Found, today: date, living: frozenset[UUID]
) -> dict[UUID, Why]:
    return {
        member_id: told
        for member_id, have in found.items()
        if member_id in living and (told := condition.why(have, today=today)) is not None
    }


def _reasons(
    rule: Rule, met: Sequence[Mapping[UUID, Why]], member_id: UUID
) -> Iterator[dict[str, Any]]:
    for place, (condition, who) in enumerate(zip(rule.conditions, met, strict=True)):
        if (told := who.get(member_id)) is not None:
            yield {"condition": place, "kind": condition.kind, "have": told}
