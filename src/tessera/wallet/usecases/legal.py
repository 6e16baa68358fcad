"""Rules of the law, the contract, real names: set by the brand, accepted by members."""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Max

from tessera.kernel.actor import Actor
from tessera.kernel.texts import one_line
from tessera.members import queries as members
from tessera.platform import audit, sealing, versions
from tessera.platform.usecases import usecase
from tessera.wallet import errors, operations, permissions, queries
from tessera.wallet.models import ContractText, PrepaidProfile
from tessera.wallet.operations.legal import NAME_PURPOSE
from tessera.wallet.rules import prepaid
from tessera.wallet.rules.prepaid import Profile


@usecase(permission=permissions.SET_LEGAL, audit="wallet.profile_set")
def set_profile(*, actor: Actor, at: datetime, name: str, rules: Profile, valid_from: date) -> int:
    """Put another version of the rules in force from a day on; returns the version.

    Raises Forbidden; Invalid ``wallet.profile_invalid``. Rule: domain handbook 1.4.
    """
    actor.require_everywhere(permissions.SET_LEGAL)
    if not prepaid.is_sound(rules) or not one_line(name):
        raise errors.profile_invalid()
    newest = PrepaidProfile.objects.aggregate(newest=Max("version"))["newest"] or 0
    kept = {key: {"mode": rule.mode, "value": rule.value} for key, rule in rules.items()}
    row = PrepaidProfile.objects.create(
        version=newest + 1,
        name=one_line(name)[:40],
        valid_from=valid_from,
        rules=kept,
        written_at=at,
    )
    versions.bump("wallet")
    data = {"version": row.version, "name": row.name, "valid_from": valid_from.isoformat()}
    audit.record(actor=actor, at=at, action="wallet.profile_set", subject=row.id, data=data)
    return row.version


@usecase(permission=permissions.SET_LEGAL, audit="wallet.contract_written")
def write_contract(*, actor: Actor, at: datetime, texts: Mapping[str, str]) -> int:
    """Give the brand another contract on prepayment, in every language; returns the version.

    Who accepted an older one accepted that, and is asked anew at the next top-up. Raises
    Forbidden; Invalid ``wallet.contract_empty``.
    """
    actor.require_everywhere(permissions.SET_LEGAL)
    languages = [code for code, _ in settings.LANGUAGES]
    if not all(texts.get(language, "").strip() for language in languages):
        raise errors.contract_empty()
    newest = ContractText.objects.aggregate(newest=Max("version"))["newest"] or 0
    for language in languages:
        text = texts[language].strip()
        ContractText.objects.create(
            version=newest + 1,
            language=language,
            text=text,
            digest=hashlib.sha256(text.encode()).hexdigest(),
            written_at=at,
        )
    versions.bump("wallet")
    data = {"version": newest + 1}
    audit.record(actor=actor, at=at, action="wallet.contract_written", subject="", data=data)
    return newest + 1


@usecase(permission=permissions.RECORD_CONTRACT, audit="wallet.contract_accepted")
def record_acceptance(
    *, actor: Actor, at: datetime, store_id: UUID, member_id: UUID, version: int, language: str
) -> None:
    """Note at a till that a member read and accepted the contract; once for a version.

    Raises Forbidden; NotFound ``members.not_found``, ``wallet.contract_unknown`` for any but the
    newest version.
    """
    member = members.get_member(actor=actor, member_id=member_id)
    operations.accept_contract(
        actor=actor,
        at=at,
        member_id=member.id,
        version=version,
        language=language,
        source="till",
        store_id=store_id,
    )


@usecase(permission=permissions.OWN, audit="wallet.contract_accepted")
def accept_contract(*, actor: Actor, at: datetime, version: int, language: str) -> None:
    """Accept the contract oneself, in the app; once for a version. Raises as above."""
    operations.accept_contract(
        actor=actor,
        at=at,
        member_id=actor.own_id,
        version=version,
        language=language,
        source="app",
    )


@usecase(permission=permissions.RECORD_NAME, audit="wallet.name_recorded")
def record_name(
    *, actor: Actor, at: datetime, store_id: UUID, member_id: UUID, name: str, number: str = ""
) -> None:
    """Note whose a card is by a document that was looked at; the ``number`` is kept sealed.

    Raises Forbidden; NotFound ``members.not_found``; Invalid ``wallet.name_invalid``.
    """
    member = members.get_member(actor=actor, member_id=member_id)
    operations.note_name(
        actor=actor, at=at, store_id=store_id, member_id=member.id, name=name, number=number
    )


@usecase(permission=permissions.SEE_NUMBER, audit="wallet.number_seen")
def reveal_number(*, actor: Actor, at: datetime, member_id: UUID) -> str:
    """The number of a member's document, empty for none; looking leaves a row (law 10).

    Raises Forbidden; NotFound ``members.not_found``.
    """
    member = members.get_profile(actor, member_id).member
    row = queries.find_real_name(member.id)
    audit.record(actor=actor, at=at, action="wallet.number_seen", subject=member.id)
    return sealing.unseal(row.sealed_number, purpose=NAME_PURPOSE) if row else ""
