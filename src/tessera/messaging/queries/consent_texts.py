"""The versions of what is agreed to, and who agreed to which."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from tessera.kernel.actor import Actor
from tessera.messaging import permissions
from tessera.messaging.models import Consent, ConsentText
from tessera.messaging.queries.consents import get_text

SIZE = 20


@dataclass(frozen=True, slots=True)
class TextVersion:
    """One version in every language. The first came with the program, at no time (None)."""

    version: int
    written_at: datetime | None
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Agreed:
    """A member whose newest answer is yes, to one version."""

    consent_id: UUID
    member_id: UUID
    member_name: str
    at: datetime
    source: str


def list_versions(purpose: str) -> list[TextVersion]:
    """Every version of what ``purpose`` asks, the newest first.

    Raises Invalid ``messaging.purpose_unknown``.
    """
    languages = [language for language, _ in settings.LANGUAGES]
    built_in = {
        language: get_text(purpose, version=1, language=language).text for language in languages
    }
    own: dict[int, TextVersion] = {}
    for row in ConsentText.objects.filter(purpose=purpose).order_by("-version"):
        known = own.setdefault(row.version, TextVersion(row.version, row.written_at, {}))
        own[row.version] = TextVersion(
            row.version, row.written_at, {**known.texts, row.language: row.text}
        )
    return [*own.values(), TextVersion(1, None, built_in)]


def list_agreed(
    actor: Actor, *, purpose: str, version: int, after: UUID | None = None
) -> tuple[list[Agreed], UUID | None]:
    """Who agrees to this version now, the newest first, and what to ask for the next page with.

    Members at home in the actor's stores; who has answered again since is not listed. Raises
    Forbidden.
    """
    actor.require(permissions.VIEW)
    newer = Consent.objects.filter(member=OuterRef("member"), purpose=purpose).filter(
        Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), id__gt=OuterRef("id"))
    )
    found = Consent.objects.filter(
        ~Exists(newer), purpose=purpose, text_version=version, given=True
    )
    if actor.store_ids is not None:
        found = found.filter(member__home_store__in=actor.store_ids)
    if after and (last := Consent.objects.filter(id=after).only("at").first()):
        found = found.filter(Q(at__lt=last.at) | Q(at=last.at, id__lt=last.id))
    rows = list(found.select_related("member").order_by("-at", "-id")[: SIZE + 1])
    shown = [
        Agreed(row.id, row.member_id, row.member.name, row.at, row.source) for row in rows[:SIZE]
    ]
    return shown, shown[-1].consent_id if len(rows) > SIZE else None
