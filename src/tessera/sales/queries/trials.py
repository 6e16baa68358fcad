"""What a promotion would have cost on the sales of the past, as it was kept."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, F, Sum

from tessera.catalog import queries as catalog
from tessera.kernel.actor import Actor
from tessera.offers import permissions as offers
from tessera.offers import rules
from tessera.sales import errors, permissions
from tessera.sales.models import SaleLine, Trial, TrialSale, TrialState


@dataclass(frozen=True, slots=True)
class TrialView:
    """A trial; amounts are of the sales that could be priced again, without the promotion and with
    it."""

    trial_id: UUID
    promotion_id: UUID | None
    name: str
    kind: str
    terms: rules.Terms
    store_ids: tuple[UUID, ...]
    since: date
    until: date
    is_running: bool
    by_name: str
    begun_at: datetime
    moved_at: datetime
    total_count: int
    done_count: int
    unknown_count: int
    changed_count: int
    piece_count: int
    before_minor: int
    after_minor: int

    @property
    def percent(self) -> int:
        """How far it is."""
        return 100 * self.done_count // self.total_count if self.total_count else 100

    @property
    def cost_minor(self) -> int:
        """What the customers of these sales would have paid less."""
        return self.before_minor - self.after_minor

    @property
    def priced_count(self) -> int:
        """Sales whose price could be made again."""
        return self.done_count - self.unknown_count


@dataclass(frozen=True, slots=True)
class TrialSaleRow:
    """A sale that would have cost something else."""

    sale_id: UUID
    number: str
    at: datetime
    store_name: str
    pieces: int
    before_minor: int
    after_minor: int

    @property
    def cost_minor(self) -> int:
        """What its customer would have paid less."""
        return self.before_minor - self.after_minor


def get_trial(*, actor: Actor, trial_id: UUID) -> TrialView:
    """A trial in the actor's stores. Raises Forbidden; NotFound ``sales.trial_not_found``."""
    actor.require(offers.SET_PROMOTIONS)
    row = Trial.objects.filter(id=trial_id).first()
    if row is None or not all(actor.reaches(UUID(one)) for one in row.store_ids):
        raise errors.trial_not_found()
    return _view(row)


def list_trials(*, actor: Actor, promotion_id: UUID, limit: int = 5) -> list[TrialView]:
    """The newest trials of a promotion that the actor may see."""
    rows = Trial.objects.filter(promotion_id=promotion_id).order_by("-begun_at")[:limit]
    return [_view(row) for row in rows if all(actor.reaches(UUID(one)) for one in row.store_ids)]


def list_trial_sales(
    *, actor: Actor, trial_id: UUID, offset: int = 0, limit: int = 30
) -> list[TrialSaleRow]:
    """The sales that change, those that change most first. The caller has checked the scope of the
    trial. Raises Forbidden."""
    actor.require(permissions.VIEW)
    rows = TrialSale.objects.filter(trial=trial_id).select_related("sale__store")
    ordered = rows.order_by(F("after_minor") - F("before_minor"), "id")
    return [
        TrialSaleRow(
            sale_id=row.sale_id,
            number=row.sale.number,
            at=row.sale.at,
            store_name=row.sale.store.name,
            pieces=row.pieces,
            before_minor=row.before_minor,
            after_minor=row.after_minor,
        )
        for row in ordered[offset : offset + limit]
    ]


def list_trial_days(trial_id: UUID) -> list[tuple[date, int, int]]:
    """By business day how many sales change and what that costs."""
    rows = TrialSale.objects.filter(trial=trial_id).values("business_on")
    summed = rows.annotate(n=Count("id"), cost=Sum(F("before_minor") - F("after_minor")))
    return [(row["business_on"], row["n"], row["cost"]) for row in summed.order_by("business_on")]


@dataclass(frozen=True, slots=True)
class Margin:
    """What is left of the sales that change when their goods are paid, without the promotion and
    with it, in minor units."""

    before_minor: int
    after_minor: int


def find_margin(trial_id: UUID) -> Margin | None:
    """The margin of the sales that change; None unless the cost of everything in them is known."""
    changed = TrialSale.objects.filter(trial=trial_id)
    lines = SaleLine.objects.filter(sale__in=changed.values("sale"))
    pieces = dict(lines.values_list("sku_id").annotate(n=Sum("quantity")))
    costs = catalog.costs_of(pieces)
    if not pieces or pieces.keys() - costs.keys():
        return None
    cost = sum(n * costs[sku_id] for sku_id, n in pieces.items())
    sums = changed.aggregate(before=Sum("before_minor"), after=Sum("after_minor"))
    return Margin(sums["before"] - cost, sums["after"] - cost)


def _view(row: Trial) -> TrialView:
    days = {name: date.fromisoformat(row.terms[name]) for name in ("starts_on", "ends_on")}
    return TrialView(
        trial_id=row.id,
        promotion_id=row.promotion_id,
        name=row.name,
        kind=row.kind,
        terms=rules.terms(**{**row.terms, **days}),
        store_ids=tuple(UUID(one) for one in row.store_ids),
        since=row.since,
        until=row.until,
        is_running=row.state == TrialState.RUNNING,
        by_name=row.by_name,
        begun_at=row.begun_at,
        moved_at=row.moved_at,
        total_count=row.total_count,
        done_count=row.done_count,
        unknown_count=row.unknown_count,
        changed_count=row.changed_count,
        piece_count=row.piece_count,
        before_minor=row.before_minor,
        after_minor=row.after_minor,
    )
