"""Look at members again: all of them in pieces, or who has just bought."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from tessera.campaigns import errors, operations, permissions, queries
from tessera.campaigns.models import RunState, TagRun, Watch
from tessera.campaigns.queries.buyers import AT_MOST
from tessera.campaigns.queries.pieces import next_piece, piece_of
from tessera.campaigns.queries.tag_rules import RuleFacts
from tessera.campaigns.rules.measures import Novelties
from tessera.kernel.actor import Actor
from tessera.members import queries as members
from tessera.platform import audit
from tessera.platform.usecases import usecase

PIECE = 20_000
"""Members in one transaction: a few seconds, so that who has just bought waits no longer."""


@usecase(permission=permissions.RECOMPUTE, audit="campaigns.recompute_begun")
def begin_recompute(*, actor: Actor, at: datetime) -> UUID:
    """Begin to look at all members by all rules; the worker does it. Returns the run.

    What had begun before and was not finished is begun anew. Raises Forbidden.
    """
    actor.require_everywhere(permissions.RECOMPUTE)
    run_id = operations.begin_run(at=at)
    audit.record(actor=actor, at=at, action="campaigns.recompute_begun", subject=run_id, data={})
    return run_id


@usecase(permission=permissions.RECOMPUTE, audit="campaigns.recomputed")
def go_on(*, actor: Actor, at: datetime, run_id: UUID, size: int = PIECE) -> None:
    """Look at the next ``size`` members of a run; behind the last of them it is done.

    Raises Forbidden; NotFound ``campaigns.run_not_found`` when it is over.
    """
    watch = operations.lock_watch()
    run = TagRun.objects.filter(id=run_id, state=RunState.RUNNING).first()
    if run is None:
        raise errors.run_not_found()
    rules = _rules(run.tag_id)
    if run.after is None:
        _note_debuts(watch, rules, run.business_on)
    piece = next_piece(run.after, size=size)
    moves = operations.look_again(rules, piece, at=at, today=run.business_on)
    run.after, run.moved_at = piece.through, at
    run.done_count += len(piece.living)
    run.added_count += moves.added
    run.removed_count += moves.removed
    if piece.through is None:
        run.state = RunState.DONE
        operations.count_anew(rules, at=at)
    run.save()
    data = {"members": len(piece.living), "added": moves.added, "removed": moves.removed}
    audit.record(actor=actor, at=at, action="campaigns.recomputed", subject=run_id, data=data)


@usecase(permission=permissions.RECOMPUTE, audit="campaigns.buyers_looked_at")
def look_at_buyers(*, actor: Actor, at: datetime) -> int:
    """Look again at who bought or brought something back since the last look.

    Returns how many that were; where they are too many, everybody is looked at instead.
    """
    watch = operations.lock_watch()
    buyers, rules = queries.list_buyers(at=at), _rules(None)
    today = queries.brand_day(at)
    data = {"members": len(buyers)}
    if len(buyers) > AT_MOST:
        operations.begin_run(at=at)
    elif buyers:
        _note_debuts(watch, rules, today)
        moves = operations.look_again(rules, piece_of(buyers), at=at, today=today)
        data |= {"added": moves.added, "removed": moves.removed}
    Watch.objects.filter(name=watch.name).update(seen_at=at)
    audit.record(actor=actor, at=at, action="campaigns.buyers_looked_at", subject="", data=data)
    return len(buyers)


def _rules(tag_id: UUID | None) -> list[RuleFacts]:
    """The rules to look by. A retired tag goes nowhere new and stays where it is."""
    retired = {tag.id for tag in members.list_tags() if not tag.is_active}
    return [
        one
        for one in queries.current_rules()
        if tag_id in {None, one.tag_id} and not (one.is_active and one.tag_id in retired)
    ]


def _note_debuts(watch: Watch, rules: Sequence[RuleFacts], today: date) -> None:
    measures = {condition.measure() for one in rules for condition in one.rule.conditions}
    if any(isinstance(one, Novelties) for one in measures):
        operations.note_debuts(watch, today=today)
