"""Keeping what people agreed to, and what they take back."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

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

    ``text_versions`` tells which text was read for each; ``source`` where (till, app, import,
    reply), ``evidence`` what shows it. Raises Invalid ``messaging.purpose_unknown``,
    ``messaging.text_unknown``. Rule: domain handbook, section 2.
    """
    newest = queries.newest_versions()
    for purpose in given:
        if purpose not in rules.CONSENTS:
            raise errors.purpose_unknown(purpose=purpose)
        version = text_versions.get(purpose, 0)
        if not 1 <= version <= newest[purpose]:
            raise errors.text_unknown(purpose=purpose, version=version)
    Consent.objects.bulk_create(
        Consent(
            member_id=member_id,
            purpose=purpose,
            given=yes,
            text_version=text_versions[purpose],
            at=at,
            source=source[:20],
            evidence=evidence[:200],
        )
        for purpose, yes in given.items()
    )


def note_reply(*, phone: str, text: str, at: datetime, channel: str = "sms") -> UUID | None:
    """Take a reply to a message: a word of refusal stops what is only allowed by consent.

    Returns the member who wants no more; None if the reply says something else or nobody has
    the phone. ``phone`` is E.164. Rule: domain handbook, section 3 (stop at once).
    """
    if not rules.is_refusal(text):
        return None
    member_id = Member.objects.filter(phone=phone).values_list("id", flat=True).first()
    if member_id is None:
        return None
    newest = queries.newest_versions()
    record_consents(
        member_id=member_id,
        given=dict.fromkeys(rules.STOPPED_BY_REPLY, False),
        text_versions=newest,
        at=at,
        source="reply",
        evidence=f"{channel}: {text.strip()}",
    )
    return member_id
