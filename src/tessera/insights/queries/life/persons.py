"""What was done with the member's file and door, by the audit log."""

from collections.abc import Collection

from tessera.insights.queries.life.moments import DOOR, LEVEL, MESSAGE, PERSON, TAG, Look, Moment
from tessera.platform.models import AuditRow

PERSON_DEEDS = frozenset(
    {
        "member.registered",
        "member.changed",
        "member.card_replaced",
        "member.profile_changed",
        "member.profile_told",
        "member.birthday_set",
        "member.photo_set",
        "member.answers_kept",
        "member.family_linked",
        "member.family_unlinked",
        "member.phone_changed",
        "member.invitation_made",
        "member.merged",
        "member.transferred",
        "member.left",
    }
)

DOOR_DEEDS = frozenset(
    {
        "member.sign_in",
        "member.signed_out",
        "member.password_chosen",
        "member.passkey_added",
        "member.passkey_removed",
        "member.account_bound",
        "member.account_unbound",
        "member.data_taken",
        "member.card_shown",
        "member.phone_revealed",
    }
)

LOCKS = frozenset({"member.level_locked", "member.level_unlocked"})
TAGS = frozenset({"member.tagged", "member.untagged"})
TASKS = frozenset({"task.finished", "task.dismissed"})


def changed(look: Look) -> list[Moment]:
    """Joining, and what became of the file: facts, phone, card, family, merge, transfer, leaving."""
    return _audited(look, PERSON, PERSON_DEEDS)


def came_in(look: Look) -> list[Moment]:
    """Signing in and what opens the door; who looked at what is masked."""
    return _audited(look, DOOR, DOOR_DEEDS)


def locks(look: Look) -> list[Moment]:
    """A level locked or unlocked by hand."""
    return _audited(look, LEVEL, LOCKS)


def tagged(look: Look) -> list[Moment]:
    """Tags hung and taken away by hand."""
    return _audited(look, TAG, TAGS)


def tasks(look: Look) -> list[Moment]:
    """What colleagues did for the member."""
    return _audited(look, MESSAGE, TASKS)


def _audited(look: Look, kind: str, actions: Collection[str]) -> list[Moment]:
    subjects = [str(one) for one in look.ids]
    rows = look.newest(AuditRow.objects.filter(subject__in=subjects, action__in=actions))
    return [
        Moment(
            at=row.at,
            id=row.id,
            kind=kind,
            deed=row.action,
            who=row.actor_name if row.actor_kind == "staff" else "",
            data=row.data | {"by_member": row.actor_kind == "member"},
        )
        for row in rows
    ]
