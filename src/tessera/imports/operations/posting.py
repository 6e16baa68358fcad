"""Doing what a row says: a new member with everything, or a known one's gaps."""

from datetime import UTC, datetime, time
from uuid import UUID

from tessera.imports.models import MemberImport, Outcome
from tessera.imports.operations.planning import Plan, is_solar
from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.members import operations as members
from tessera.members import rules as member_rules
from tessera.members.models import Member, MemberTag, Note, TagSource
from tessera.messaging import operations as messaging
from tessera.messaging import rules as messaging_rules
from tessera.platform.batch import Batch
from tessera.rewards import models as rewards_models
from tessera.rewards import operations as rewards
from tessera.rewards import queries as rewards_queries

CONSENT = "sms_marketing"
"""The one consent that a file may bring, with its day and its proof."""


def post(job: MemberImport, plan: Plan, *, actor: Actor, at: datetime) -> UUID | None:
    """Do it; the member's id. A row that tells nothing new changes nothing.

    Raises what ``members.operations.join`` and ``set_birthday`` raise.
    """
    if plan.outcome == Outcome.NEW:
        return _join(job, plan, actor, at).id
    if plan.outcome == Outcome.FILLED:
        _fill(job, plan, actor, at)
    return plan.member_id


def _join(job: MemberImport, plan: Plan, actor: Actor, at: datetime) -> Member:
    told = plan.told
    born = member_rules.born_on(told.birthday) if told.birthday else None
    row = members.join(
        actor=actor,
        at=at,
        phone=told.phone,
        name=told.name,
        birthday=born if is_solar(told.birthday) else None,
        store_id=plan.store_id,
        reference=told.reference,
    )
    if told.birthday and not is_solar(told.birthday):
        members.set_birthday(row, told.birthday, at)
    _tag(job, plan, row, at)
    if told.note:
        _note(actor, told.note, row, at)
    if told.consent_on is not None:
        _consent(job, plan, row)
    members.record(actor, at, "member.registered", row, source="import", file=job.name)
    if plan.level_id and plan.level_id != row.level_id:
        _raise_to(plan.level_id, job, row, actor, at)
    return row


def _fill(job: MemberImport, plan: Plan, actor: Actor, at: datetime) -> None:
    assert plan.member_id is not None, "gaps are somebody's"
    row, told = Member.objects.select_for_update().get(id=plan.member_id), plan.told
    wants = {"phone": told.phone, "reference": told.reference}
    given = {key: wants[key] if key in plan.gaps else getattr(row, key) for key in wants}
    members.give_numbers(row, actor, **given)
    if "home_store" in plan.gaps:
        row.home_store_id = plan.store_id
    row.save(update_fields=["phone", "reference", "home_store"])
    if "birthday" in plan.gaps:
        members.set_birthday(row, told.birthday, at)
    members.record(
        actor, at, "member.changed", row, source="import", file=job.name, fields=list(plan.gaps)
    )


def _tag(job: MemberImport, plan: Plan, row: Member, at: datetime) -> None:
    MemberTag.objects.bulk_create(
        MemberTag(
            id=uuid7(),
            member=row,
            tag_id=tag_id,
            source=TagSource.HAND,
            reason={"by": job.confirmed_by, "text": job.name},
            since=at,
        )
        for tag_id in plan.tag_ids
    )


def _note(actor: Actor, text: str, row: Member, at: datetime) -> None:
    Note.objects.create(id=uuid7(), member=row, text=text, author_name=actor.name[:60], at=at)


def _consent(job: MemberImport, plan: Plan, row: Member) -> None:
    """Which text was read, only the proof can say: no version of ours."""
    on = plan.told.consent_on
    assert on is not None, "a row with a proof has its day"
    messaging.record_consents(
        member_id=row.id,
        given={CONSENT: True},
        text_versions={CONSENT: messaging_rules.TEXT_ELSEWHERE},
        at=datetime.combine(on, time(), UTC),
        source=messaging_rules.IMPORT,
        evidence=plan.told.consent_proof,
    )


def _raise_to(level_id: UUID, job: MemberImport, row: Member, actor: Actor, at: datetime) -> None:
    """To the level that the file names, by hand as far as the rules of levels are concerned."""
    on = members.today_of(row.home_store_id, at)
    standing, ladder = rewards_queries.get_standing(row.id, on)[0], rewards_queries.get_ladder()
    to = ladder.rung(level_id)
    batch = Batch()
    rewards.move(
        batch,
        actor=actor,
        at=at,
        on=on,
        standing=standing,
        going=rewards.Move(
            to=to,
            cause=rewards_models.Cause.HAND,
            since=on,
            through=to.through(on),
            detail={"reason": job.name},
        ),
        before=ladder.rung(row.level_id),
        store_id=row.home_store_id,
        action="member.level_changed",
    )
    batch.flush()
