"""What members agree to, and the words for it."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.conf import settings

from tessera.kernel.actor import Actor
from tessera.members import errors as members_errors
from tessera.members import queries as members
from tessera.members.models import Member
from tessera.messaging import errors, operations, permissions, queries, rules
from tessera.messaging.models import ConsentText
from tessera.platform import audit
from tessera.platform.usecases import usecase


@usecase(permission=permissions.RECORD_CONSENTS, audit="consent.recorded")
def record_consents(
    *,
    actor: Actor,
    at: datetime,
    member_id: UUID,
    given: Mapping[str, bool],
    text_versions: Mapping[str, int],
    source: str,
    evidence: str = "",
) -> None:
    """Keep a member's answers, one row a purpose (domain handbook, section 2).

    Raises Forbidden; NotFound ``members.not_found``; Invalid ``messaging.purpose_unknown``,
    ``messaging.text_unknown``.
    """
    operations.record_consents(
        member_id=_within_reach(actor, member_id),
        given=given,
        text_versions=text_versions,
        at=at,
        source=source,
        evidence=evidence,
    )
    data = {"given": sorted(name for name, yes in given.items() if yes), "source": source}
    audit.record(actor=actor, at=at, action="consent.recorded", subject=member_id, data=data)


@usecase(permission=permissions.RECORD_CONSENTS, audit="consent.withdrawn")
def withdraw_consent(
    *,
    actor: Actor,
    at: datetime,
    member_id: UUID,
    purpose: str,
    source: str,
    evidence: str = "",
) -> None:
    """Take one consent back, at once and as easily as it was given. Raises as above."""
    before = queries.consents_of(_within_reach(actor, member_id)).get(purpose)
    version = before.text_version if before else 1
    operations.record_consents(
        member_id=member_id,
        given={purpose: False},
        text_versions={purpose: version},
        at=at,
        source=source,
        evidence=evidence,
    )
    data = {"purpose": purpose, "source": source}
    audit.record(actor=actor, at=at, action="consent.withdrawn", subject=member_id, data=data)


@usecase(permission=permissions.SEND, audit="message.replied")
def note_reply(
    *,
    actor: Actor,
    at: datetime,
    phone: str,
    text: str,
    channel: str = "sms",
    said_at: datetime | None = None,
) -> UUID | None:
    """Take a reply that a provider passes on; see ``operations.note_reply``. Raises Forbidden."""
    member_id = operations.note_reply(
        phone=phone, text=text, at=at, channel=channel, said_at=said_at
    )
    masked = members.mask_phone(phone)
    data = {"phone": masked, "stopped": member_id is not None}
    audit.record(
        actor=actor, at=at, action="message.replied", subject=member_id or masked, data=data
    )
    return member_id


@usecase(permission=permissions.WRITE_TEXTS, audit="consent.text_written")
def write_consent_text(
    *, actor: Actor, at: datetime, purpose: str, texts: Mapping[str, str]
) -> int:
    """Give a purpose the brand's own words, by language; returns the new version.

    Who agreed to an older version agreed to that. Raises Forbidden; Invalid
    ``messaging.purpose_unknown``, ``messaging.texts_missing``.
    """
    actor.require_everywhere(permissions.WRITE_TEXTS)
    if purpose not in rules.CONSENTS:
        raise errors.purpose_unknown(purpose=purpose)
    spoken = dict(settings.LANGUAGES)
    for language in spoken:
        if not texts.get(language, "").strip():
            raise errors.texts_missing(language=language)
    version = queries.newest_versions()[purpose] + 1
    ConsentText.objects.bulk_create(
        ConsentText(
            purpose=purpose,
            version=version,
            language=language,
            text=texts[language].strip(),
            written_at=at,
        )
        for language in spoken
    )
    data = {"purpose": purpose, "version": version}
    audit.record(actor=actor, at=at, action="consent.text_written", subject=purpose, data=data)
    return version


def _within_reach(actor: Actor, member_id: UUID) -> UUID:
    """A member at home in the actor's stores. Raises NotFound ``members.not_found``."""
    found = Member.objects.filter(id=member_id)
    if actor.store_ids is not None:
        found = found.filter(home_store__in=actor.store_ids)
    if not found.exists():
        raise members_errors.not_found()
    return member_id
