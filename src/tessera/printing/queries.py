"""How tills print, and what became of papers."""

from dataclasses import dataclass
from uuid import UUID

from tessera.kernel.actor import Actor
from tessera.org import queries as org
from tessera.papers.columns import WIDE
from tessera.printing import errors, pairing, rules
from tessera.printing.models import CloudPaper, Printer


@dataclass(frozen=True, slots=True)
class Setting:
    """How a till or a store prints. ``is_own`` is False where it follows the store, or the default."""

    place_id: UUID
    store_id: UUID
    way: str = rules.BROWSER
    columns: int = WIDE
    has_drawer: bool = False
    prints_itself: bool = False
    number: str = ""
    turn: int = 1
    is_own: bool = False

    @property
    def token(self) -> str:
        """What the agent wants to see."""
        return pairing.token_of(self.place_id, self.turn)


@dataclass(frozen=True, slots=True)
class PaperView:
    """A paper that was handed to a cloud printer. ``error`` is a code of ``reasons``."""

    id: UUID
    title: str
    state: str
    error: str


def of_till(till_id: UUID) -> Setting:
    """How a till prints: by its own setting, else the store's, else by the browser.

    Raises NotFound ``org.till_not_found``.
    """
    till = org.get_till(till_id)
    found = {row.id: row for row in Printer.objects.filter(id__in=(till_id, till.store_id))}
    row = found.get(till_id) or found.get(till.store_id)
    return _setting(row, is_own=till_id in found) if row else Setting(till_id, till.store_id)


def of_place(actor: Actor, place_id: UUID) -> Setting:
    """The setting of a store, or of a till, for who may see it. Raises NotFound."""
    store_ids = {store.id for store in org.list_stores(actor)}
    if place_id not in store_ids:
        org.get_till_view(actor, place_id)
        return of_till(place_id)
    row = Printer.objects.filter(id=place_id).first()
    return _setting(row, is_own=True) if row else Setting(place_id, place_id)


def list_of(actor: Actor) -> dict[UUID, Setting]:
    """The settings that were made in the actor's stores, by the till or store they are for."""
    store_ids = [store.id for store in org.list_stores(actor)]
    rows = Printer.objects.filter(store__in=store_ids)
    return {row.id: _setting(row, is_own=True) for row in rows}


def get_paper(actor: Actor, paper_id: UUID) -> PaperView:
    """A paper of the actor's stores. Raises NotFound ``printing.paper_not_found``."""
    row = CloudPaper.objects.filter(id=paper_id).first()
    if row is None or not actor.reaches(row.store_id):
        raise errors.paper_not_found()
    return PaperView(row.id, row.title, row.state, row.error)


def _setting(row: Printer, *, is_own: bool) -> Setting:
    return Setting(
        row.id,
        row.store_id,
        row.way,
        row.columns,
        row.has_drawer,
        row.prints_itself,
        row.number,
        row.turn,
        is_own,
    )
