"""What other rooms keep of a member: levels, referral, messages, notes, consents, applications."""

from datetime import datetime
from typing import Any
from uuid import UUID

from tessera.charters.models import ApplicationStep
from tessera.insights.queries.life.moments import (
    APPLICATION,
    CONSENT,
    LEVEL,
    MESSAGE,
    NOTE,
    PERSON,
    REFERRAL,
    TAG,
    Look,
    Moment,
)
from tessera.members import permissions as members
from tessera.members import queries
from tessera.members.models import (
    Audience,
    GuideChange,
    Member,
    MemberTag,
    Note,
    TagPast,
    TagSource,
)
from tessera.messaging import permissions as messaging
from tessera.messaging.models import Consent, Message
from tessera.messaging.queries import CALLED_BACK
from tessera.messaging.rules import hidden
from tessera.platform.models import AuditRow
from tessera.rewards.models import HoldDecision, LevelMove, ReferralReward

_BY_HAND = ("member.level_changed",)


def levels(look: Look) -> list[Moment]:
    """Levels reached, kept and lost, and why; why by hand is for colleagues."""
    found = LevelMove.objects.filter(member__in=look.ids).select_related("before", "after")
    rows = look.newest(found)
    by = {} if look.is_own else _hands(look, rows)
    return [_level(look, row, by.get(row.at, "")) for row in rows]


def _hands(look: Look, rows: list[LevelMove]) -> dict[Any, str]:
    """Who moved levels by hand, by the instant."""
    at = [row.at for row in rows if row.cause in {"hand", "bought"}]
    if not at:
        return {}
    subjects = [str(one) for one in look.ids]
    found = AuditRow.objects.filter(subject__in=subjects, action__in=_BY_HAND, at__in=at)
    return dict(found.values_list("at", "actor_name"))


def _level(look: Look, row: LevelMove, who: str) -> Moment:
    data = {
        "before": row.before.name,
        "after": row.after.name,
        "way": (row.after.rank > row.before.rank) - (row.after.rank < row.before.rank),
        "reason": "" if look.is_own else row.detail.get("reason", ""),
    }
    return Moment(row.at, row.id, LEVEL, row.cause, who, data)


def promised(look: Look) -> list[Moment]:
    """What was promised for bringing somebody, and where it is now."""
    found = ReferralReward.objects.filter(member__in=look.ids).select_related("referee")
    return [
        Moment(
            at=row.at,
            id=row.id,
            kind=REFERRAL,
            deed="promised",
            data={
                "role": row.role,
                "name": _name(look, row.referee.name),
                "unit": row.unit,
                "amount": row.amount,
                "state": row.state,
                "pending_through": row.pending_through,
            },
        )
        for row in look.newest(found)
    ]


def _name(look: Look, name: str) -> str:
    """Another member's name: to members it is masked, as everywhere in their app."""
    return queries.mask_name(name) if look.is_own else name


def decided(look: Look) -> list[Moment]:
    """What managers decided about rewards on hold."""
    found = HoldDecision.objects.filter(reward__member__in=look.ids)
    return [
        Moment(
            at=row.at,
            id=row.id,
            kind=REFERRAL,
            deed="released" if row.released else "refused",
            who=row.by_name,
            data={"reason": row.reason},
        )
        for row in look.newest(found)
    ]


def brought(look: Look) -> list[Moment]:
    """Whom the member brought."""
    found = Member.objects.filter(referred_by__in=look.ids, merged_into=None)
    return [
        Moment(row.joined_at, row.id, REFERRAL, "brought", data={"name": _name(look, row.name)})
        for row in look.newest(found, "joined_at")
    ]


def guided(look: Look) -> list[Moment]:
    """Who became the member's own guide, after whom, by whom and why."""
    found = GuideChange.objects.filter(member__in=look.ids).select_related("before", "after")
    return [
        Moment(
            at=row.at,
            id=row.id,
            kind=PERSON,
            deed="guide",
            who=row.by_name,
            data={
                "before": row.before.name if row.before else "",
                "after": row.after.name if row.after else "",
                "cause": row.cause,
                "reason": row.reason,
            },
        )
        for row in look.newest(found)
    ]


def tagged_by_rule(look: Look) -> list[Moment]:
    """Tags that rules hung, whether they hang still or not, and those that rules took away."""
    hung = MemberTag.objects.filter(member__in=look.ids, source=TagSource.RULE)
    past = TagPast.objects.filter(member__in=look.ids).select_related("tag")
    began = [*look.newest(hung.select_related("tag"), "since"), *look.newest(past, "since")]
    return [
        *(_tag(row, row.since, "by_rule") for row in began),
        *(_tag(row, row.until, "rule_ended") for row in look.newest(past, "until")),
    ]


def _tag(row: MemberTag | TagPast, at: datetime, deed: str) -> Moment:
    return Moment(at, row.id, TAG, deed, data={"tag": row.tag.name, "why": row.reason})


def written(look: Look) -> list[Moment]:
    """Messages that were written; what they said is for who reads messages, codes for nobody."""
    rows = look.newest(Message.objects.filter(member__in=look.ids), "created_at")
    may_read = look.actor.may(messaging.VIEW)
    return [
        Moment(
            at=row.created_at,
            id=row.id,
            kind=MESSAGE,
            deed=row.purpose,
            data={
                "text": hidden(row.text, dict(row.params).get(row.secret, "")) if may_read else "",
                "channel": row.channel,
                "state": "called_back" if row.error == CALLED_BACK else row.state,
                "read_at": row.read_at,
            },
        )
        for row in rows
    ]


def noted(look: Look) -> list[Moment]:
    """Notes, those for managers only for them."""
    found = Note.objects.filter(member__in=look.ids)
    if not look.actor.may(members.SEE_MANAGERS_NOTES):
        found = found.filter(audience=Audience.STORE)
    return [
        Moment(row.at, row.id, NOTE, row.audience, row.author_name, {"text": row.text})
        for row in look.newest(found)
    ]


def agreed(look: Look) -> list[Moment]:
    """Consents given and withdrawn, with the version that was read and where."""
    rows = look.newest(Consent.objects.filter(member__in=look.ids))
    return [
        Moment(
            at=row.at,
            id=row.id,
            kind=CONSENT,
            deed="given" if row.given else "withdrawn",
            data={"purpose": row.purpose, "version": row.text_version, "source": row.source},
        )
        for row in rows
    ]


def applied(look: Look) -> list[Moment]:
    """Applications, step by step."""
    found = ApplicationStep.objects.filter(application__member__in=look.ids)
    return [
        Moment(
            at=row.at,
            id=row.id,
            kind=APPLICATION,
            deed=row.deed,
            who=row.by_name if row.by_kind == "staff" else "",
            data=_step(row, row.application.level.name, row.application_id),
        )
        for row in look.newest(found.select_related("application__level"))
    ]


def _step(row: ApplicationStep, level: str, application_id: UUID) -> dict[str, Any]:
    return {
        "level": level,
        "note": row.note,
        "application_id": application_id,
        "by_member": row.by_kind == "member",
    }
