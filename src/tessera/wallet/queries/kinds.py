"""Kinds of card: those that are sold, kept in the process, and how many there are of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, OuterRef, Q, Subquery, Sum

from tessera.kernel.actor import Actor
from tessera.ledger.models import Account
from tessera.platform import versions
from tessera.wallet import places
from tessera.wallet.errors import cards as errors
from tessera.wallet.models.cards import CardKind, CardState, HeldCard
from tessera.wallet.rules import cards as rules


@dataclass(frozen=True, slots=True)
class KindFacts:
    """A kind of card as it is sold now."""

    id: UUID
    sku_id: UUID
    name: str
    colour: str
    picture: str
    version: int
    is_active: bool
    terms: rules.Terms


def kind_of(row: CardKind) -> KindFacts:
    """A kind from its row."""
    return KindFacts(
        id=row.id,
        sku_id=row.sku_id,
        name=row.name,
        colour=row.colour,
        picture=row.picture,
        version=row.version,
        is_active=row.is_active,
        terms=rules.from_json(row.terms),
    )


@dataclass(frozen=True, slots=True)
class KindBook:
    """Every kind of card by its SKU, and whether any card takes something off: most brands sell
    none that does, and then no sale asks what cards its member has."""

    by_sku: Mapping[UUID, KindFacts]
    has_discounts: bool

    def get(self, sku_id: UUID) -> KindFacts | None:
        """The kind that is sold as a SKU."""
        return self.by_sku.get(sku_id)


def _load_kinds() -> KindBook:
    kinds = {row.sku_id: kind_of(row) for row in CardKind.objects.all()}
    promised = any(kind.terms.discount_bp for kind in kinds.values())
    return KindBook(kinds, promised or HeldCard.objects.filter(discount_bp__gt=0).exists())


card_kinds: versions.Cached[KindBook] = versions.Cached("cards", _load_kinds)
"""The kinds of card, kept in the process by the version ``cards``."""


def may_discount() -> bool:
    """Whether any card takes something off, as this process last knew."""
    known = card_kinds.peek()
    return known is not None and known.has_discounts


def list_kinds() -> list[KindFacts]:
    """Every kind of card by its name, those that are not sold any more last."""
    return [kind_of(row) for row in CardKind.objects.order_by("-is_active", "name", "id")]


@dataclass(frozen=True, slots=True)
class KindFigures:
    """A kind with its price, how many were sold and run, and what is owed for them."""

    kind: KindFacts
    price_minor: int
    sold: int
    running: int
    deferred_minor: int


def list_kind_figures(actor: Actor) -> list[KindFigures]:
    """Every kind with its figures, of the cards that the actor's stores have sold: two reads,
    however many kinds there are."""
    rows = CardKind.objects.select_related("sku").order_by("-is_active", "name", "id")
    sums = _sums(actor)
    return [
        KindFigures(kind_of(row), row.sku.tag_minor, *sums.get(row.id, (0, 0, 0))) for row in rows
    ]


def _sums(actor: Actor) -> Mapping[UUID, tuple[int, int, int]]:
    """By kind: how many were sold, how many of them run, and what is owed for them."""
    own = HeldCard.objects.all()
    if actor.store_ids is not None:
        own = own.filter(store_id__in=actor.store_ids)
    deferred = Account.objects.filter(kind=places.CARD_DEFERRED, owner=OuterRef("id"))
    told = own.annotate(deferred=Subquery(deferred.values("balance")[:1])).values("kind")
    found = told.annotate(
        sold=Count("id"),
        running=Count("id", filter=~Q(state=CardState.ENDED)),
        deferred_minor=Sum("deferred"),
    )
    columns = ("kind", "sold", "running", "deferred_minor")
    return {
        kind: (sold, running, owed or 0)
        for kind, sold, running, owed in found.order_by().values_list(*columns)
    }


def get_kind(kind_id: UUID) -> KindFacts:
    """One kind. Raises NotFound ``cards.kind_not_found``."""
    return kind_of(_kind(kind_id))


def price_of_kind(kind_id: UUID) -> int:
    """What a card of a kind costs now, in minor units. Raises as ``get_kind``."""
    return _kind(kind_id).sku.tag_minor


def _kind(kind_id: UUID) -> CardKind:
    row = CardKind.objects.select_related("sku").filter(id=kind_id).first()
    if row is None:
        raise errors.kind_not_found()
    return row
