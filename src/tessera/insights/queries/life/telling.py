"""One page of a member's life, put together from what each source knows."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from uuid import UUID

from tessera.insights import pages, permissions
from tessera.insights.pages import Page
from tessera.insights.queries.life import documents, moments, persons, relations
from tessera.insights.queries.life.moments import Look, Moment
from tessera.kernel.actor import Actor
from tessera.members import queries as members

Source = Callable[[Look], list[Moment]]

SOURCES: Mapping[str, tuple[Source, ...]] = {
    moments.BUYING: (documents.bought,),
    moments.HOLDING: (documents.moved,),
    moments.LEVEL: (relations.levels, persons.locks),
    moments.REFERRAL: (relations.promised, relations.decided, relations.brought),
    moments.APPLICATION: (relations.applied,),
    moments.TAG: (persons.tagged, relations.tagged_by_rule),
    moments.MESSAGE: (relations.written, persons.tasks),
    moments.NOTE: (relations.noted,),
    moments.PERSON: (persons.changed, relations.guided),
    moments.CONSENT: (relations.agreed,),
    moments.DOOR: (persons.came_in,),
}
"""Who knows what; a test holds it against the kinds."""

OWN: tuple[Source, ...] = (
    documents.bought,
    documents.moved,
    relations.levels,
    relations.promised,
    relations.brought,
)
"""What members read of their own story; the rest stands on pages of its own."""


def list_life(
    *, actor: Actor, member_id: UUID, kind: str = "", after: str = "", size: int = 20
) -> Page[Moment]:
    """What happened with a member, the newest first; of one ``kind``, or all that the actor may
    see. What is looked at and who signed in is for who reads the audit log.

    Raises Forbidden; NotFound ``members.not_found`` for a member beyond the actor.
    """
    members.get_profile(actor, member_id)
    wanted = [kind] if kind in SOURCES else list(SOURCES)
    if not actor.may(permissions.VIEW_AUDIT):
        wanted = [one for one in wanted if one != moments.DOOR]
    look = Look(actor, members.list_ids_of(member_id), pages.read(after), size + 1)
    return _page((source for one in wanted for source in SOURCES[one]), look)


def list_own(
    actor: Actor, *, after: str = "", size: int = 20, since: datetime | None = None
) -> Page[Moment]:
    """The member's own story: what was bought, moved and reached, and what bringing others gave."""
    ids = members.list_ids_of(actor.own_id)
    return _page(OWN, Look(actor, ids, pages.read(after), size + 1, is_own=True, since=since))


def _page(sources: Iterable[Source], look: Look) -> Page[Moment]:
    found = [moment for source in sources for moment in source(look)]
    found.sort(key=lambda moment: (moment.at, moment.id.int), reverse=True)
    shown = found[: look.size - 1]
    more = len(found) > len(shown)
    return Page(shown, pages.written(shown[-1].at, shown[-1].id) if more else "")
