"""What somebody agreed to, in which words, and what may be sent therefore."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Max
from django.utils import translation

from tessera.members import queries as members
from tessera.messaging import errors, rules, texts
from tessera.messaging.models import Consent, ConsentText


@dataclass(frozen=True, slots=True)
class ConsentFacts:
    """The newest answer for a purpose."""

    purpose: str
    given: bool
    text_version: int
    at: datetime
    source: str
    evidence: str


@dataclass(frozen=True, slots=True)
class TextFacts:
    """What is read before agreeing. Version 1 is built in."""

    purpose: str
    title: str
    version: int
    language: str
    text: str


def consents_of(member_id: UUID, *, at: datetime | None = None) -> dict[str, ConsentFacts]:
    """The newest answer for each purpose that was ever asked, by purpose.

    With ``at``, only those that count at that instant: what a guardian said for a child counts
    no more from the 14th birthday on.
    """
    rows = Consent.objects.filter(member_id=member_id).order_by("at", "id")
    if at is not None and not members.is_guarded(member_id, at=at):
        rows = rows.exclude(source=rules.GUARDIAN)
    return {row.purpose: _facts(row) for row in rows}


def list_consents(member_id: UUID) -> list[ConsentFacts]:
    """Every answer ever given, the newest first."""
    rows = Consent.objects.filter(member_id=member_id).order_by("-at", "-id")
    return [_facts(row) for row in rows]


def _facts(row: Consent) -> ConsentFacts:
    return ConsentFacts(row.purpose, row.given, row.text_version, row.at, row.source, row.evidence)


def may_send(member_id: UUID, purpose: str, channel: str = "sms") -> bool:
    """Whether a message of ``purpose`` may go to the member by ``channel``.

    ``purpose`` is ``code`` or ``notice``, which need no consent; ``marketing``; or a consent's
    own name. Nobody who was not asked has agreed.
    """
    needed = rules.consent_for(purpose, channel)
    if not needed:
        return True
    newest = (
        Consent.objects.filter(member_id=member_id, purpose=needed)
        .order_by("-at", "-id")
        .values_list("given", flat=True)
        .first()
    )
    return bool(newest)


def newest_versions() -> dict[str, int]:
    """Which version of its text each purpose has now."""
    rows = ConsentText.objects.values_list("purpose").annotate(newest=Max("version"))
    return dict.fromkeys(rules.CONSENTS, 1) | dict(rows)


def get_text(purpose: str, *, version: int | None = None, language: str = "") -> TextFacts:
    """What a purpose asks, in ``language`` or the reader's; the newest unless another is named.

    Raises Invalid ``messaging.purpose_unknown``, ``messaging.text_unknown``.
    """
    if purpose not in rules.CONSENTS:
        raise errors.purpose_unknown(purpose=purpose)
    spoken = _known(language or translation.get_language() or "")
    wanted = newest_versions()[purpose] if version is None else version
    if wanted == 1:
        return _built_in(purpose, spoken)
    own = ConsentText.objects.filter(purpose=purpose, version=wanted, language=spoken).first()
    if own is None:
        raise errors.text_unknown(purpose=purpose, version=wanted)
    return TextFacts(purpose, _title(purpose, spoken), wanted, spoken, own.text)


def list_texts(language: str = "") -> list[TextFacts]:
    """What is asked now, in the order in which it is asked."""
    return [get_text(purpose, language=language) for purpose in rules.CONSENTS]


def _built_in(purpose: str, language: str) -> TextFacts:
    """The first version, which comes with the program."""
    with translation.override(language):
        text = str(texts.BUILT_IN[purpose])
    return TextFacts(purpose, _title(purpose, language), 1, language, text)


def _title(purpose: str, language: str) -> str:
    with translation.override(language):
        return str(texts.TITLES[purpose])


def _known(language: str) -> str:
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
