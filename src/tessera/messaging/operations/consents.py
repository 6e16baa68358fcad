"""Keeping what people agreed to, and what they take back."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from tessera.members import queries as members
from tessera.members.models import Member
from tessera.messaging import errors, queries, rules
from tessera.messaging.models import Consent


def record_consents(
    *,
    member_id: UUID,
    given: Mapping[str, bool],
    text_versions: Mapping[str, int],
    at: datetime,
    source: str,
    evidence: str = "",
) -> None:
    """Add one row for each purpose of ``given``, a no as well as a yes.

    ``text_versions`` tells which text was read for each; ``source``, one of ``rules.SOURCES``,
    where, ``evidence`` what shows it; only an import may name a text that was not ours. Raises
    Invalid ``messaging.purpose_unknown``, ``messaging.text_unknown``,
    ``messaging.not_for_children``. Rule: domain handbook, section 2.
    """
    assert source in rules.SOURCES, source
    newest = queries.newest_versions()
    for purpose in given:
        if purpose not in rules.CONSENTS:
            raise errors.purpose_unknown(purpose=purpose)
        version = text_versions.get(purpose, -1)
        oldest = rules.TEXT_ELSEWHERE if source == rules.IMPORT else 1
        if not oldest <= version <= newest[purpose]:
            raise errors.text_unknown(purpose=purpose, version=version)
    if members.is_guarded(member_id, at=at) and not _for_children(given):
        raise errors.not_for_children()
    Consent.objects.bulk_create(
        Consent(
            member_id=member_id,
            purpose=purpose,
            given=yes,
            text_version=text_versions[purpose],
            at=at,
            source=source,
            evidence=evidence[:200],
        )
        for purpose, yes in given.items()
    )


def _for_children(given: Mapping[str, bool]) -> bool:
    return all(name in rules.FOR_CHILDREN for name, yes in given.items() if yes)


def note_reply(
    *, phone: str, text: str, at: datetime, channel: str = "sms", said_at: datetime | None = None
) -> UUID | None:
    """Take a reply to a message: a word of refusal stops what is only allowed by consent.

    Returns the member who wants no more; None if the reply says something else, if nobody has
    the phone, or if it says nothing new: a reply that comes twice counts once, and whoever
    agreed after ``said_at`` has agreed. ``phone`` is E.164. Rule: domain handbook, section 3
    (stop at once).
    """
    if not rules.is_refusal(text):
        return None
    held = Member.objects.select_for_update(no_key=True).filter(phone=phone)
    member_id = held.values_list("id", flat=True).first()
    if member_id is None:
        return None
    stopped = _stopped(member_id, min(said_at or at, at))
    record_consents(
        member_id=member_id,
        given=dict.fromkeys(stopped, False),
        text_versions=queries.newest_versions(),
        at=at,
        source="reply",
        evidence=f"{channel}: {text.strip()}",
    )
    return member_id if stopped else None


def _stopped(member_id: UUID, said_at: datetime) -> list[str]:
    """What a refusal of that moment still has to stop."""
    now = queries.consents_of(member_id)
    return [
        purpose
        for purpose in rules.STOPPED_BY_REPLY
        if (last := now.get(purpose)) is None or (last.given and last.at <= said_at)
    ]
