"""The rules of tags that count now, how many have each tag, and how far a run has come."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from tessera.campaigns import errors, permissions
from tessera.campaigns.models import RunState, TagCount, TagRule, TagRun
from tessera.campaigns.rules.judging import Rule, read
from tessera.kernel.actor import Actor
from tessera.members import queries as members
from tessera.members.queries import TagFacts
from tessera.platform import versions


@dataclass(frozen=True, slots=True)
class RuleFacts:
    """The newest rule of a tag. ``id`` is that version's."""

    id: UUID
    tag_id: UUID
    version: int
    rule: Rule
    is_active: bool


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule as the office shows it: how many have the tag by it, and since when that is known."""

    facts: RuleFacts
    tag: TagFacts
    held_count: int
    computed_at: datetime | None


@dataclass(frozen=True, slots=True)
class RunView:
    """How far looking at all members has come. Without a tag it is for all of them."""

    tag_name: str
    state: str
    begun_at: datetime
    moved_at: datetime
    done_count: int
    total_count: int
    added_count: int
    removed_count: int

    @property
    def is_running(self) -> bool:
        """Whether it goes on."""
        return self.state == RunState.RUNNING

    @property
    def percent(self) -> int:
        """How much of it is done, in whole percent."""
        if not self.is_running or not self.total_count:
            return 100
        return min(99, self.done_count * 100 // self.total_count)


def _load() -> tuple[RuleFacts, ...]:
    newest: dict[UUID, RuleFacts] = {}
    for row in TagRule.objects.order_by("version"):
        newest[row.tag_id] = facts_of(row)
    return tuple(newest.values())


_rules: versions.Cached[tuple[RuleFacts, ...]] = versions.Cached("campaigns", _load)


def facts_of(row: TagRule) -> RuleFacts:
    """A row's facts."""
    rule = Rule(row.match, tuple(read(one) for one in row.conditions))
    return RuleFacts(row.id, row.tag_id, row.version, rule, row.is_active)


def current_rules() -> tuple[RuleFacts, ...]:
    """The newest rule of each tag that ever had one, the stopped ones as well; from memory."""
    return _rules.get(versions.current())


def find_rule(tag_id: UUID) -> RuleFacts | None:
    """The newest rule of a tag, stopped or not."""
    return next((one for one in current_rules() if one.tag_id == tag_id), None)


def get_rule(actor: Actor, tag_id: UUID) -> RuleFacts:
    """The rule of a tag that counts. Raises Forbidden; NotFound ``campaigns.rule_not_found``."""
    actor.require(permissions.VIEW_TAG_RULES)
    found = find_rule(tag_id)
    if found is None or not found.is_active:
        raise errors.rule_not_found()
    return found


def list_rules(actor: Actor) -> list[RuleView]:
    """The rules that count, by the names of their tags. Raises Forbidden."""
    actor.require(permissions.VIEW_TAG_RULES)
    counts = {row.tag_id: row for row in TagCount.objects.all()}
    tags = {tag.id: tag for tag in members.list_tags()}
    found = [
        RuleView(
            facts=one,
            tag=tags[one.tag_id],
            held_count=counts[one.tag_id].held_count if one.tag_id in counts else 0,
            computed_at=counts[one.tag_id].computed_at if one.tag_id in counts else None,
        )
        for one in current_rules()
        if one.is_active
    ]
    return sorted(found, key=lambda one: one.tag.name)


@lru_cache(maxsize=256)
def rule_of(rule_id: UUID) -> Rule:
    """A rule as it stood, by the id of its version, which never changes. Raises KeyError."""
    row = TagRule.objects.filter(id=rule_id).first()
    if row is None:
        raise KeyError(rule_id)
    return facts_of(row).rule


def find_last_run(actor: Actor) -> RunView | None:
    """The last run, or the one that goes on. Raises Forbidden."""
    actor.require(permissions.VIEW_TAG_RULES)
    runs = TagRun.objects.select_related("tag")
    row = (
        runs.filter(state=RunState.RUNNING).order_by("begun_at").first()
        or runs.exclude(state=RunState.REPLACED).order_by("-begun_at").first()
    )
    if row is None:
        return None
    return RunView(
        tag_name=row.tag.name if row.tag else "",
        state=row.state,
        begun_at=row.begun_at,
        moved_at=row.moved_at,
        done_count=row.done_count,
        total_count=row.total_count,
        added_count=row.added_count,
        removed_count=row.removed_count,
    )


def find_running(*, moved_before: datetime | None = None) -> UUID | None:
    """The run that is next to be gone on with; or the first that did not move since then."""
    rows = TagRun.objects.filter(state=RunState.RUNNING)
    if moved_before is not None:
        rows = rows.filter(moved_at__lt=moved_before)
    return rows.order_by("begun_at").values_list("id", flat=True).first()
