"""Try a promotion on the sales of the past: priced again in pieces by the worker, the result kept."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db.models import Q, QuerySet

from tessera import pricing
from tessera.kernel.actor import Actor
from tessera.kernel.ids import uuid7
from tessera.kernel.money import exponent_of
from tessera.offers import permissions
from tessera.offers import queries as offers
from tessera.offers.rules import Limits, Terms, terms
from tessera.org import queries as org
from tessera.platform import audit, jobs, versions
from tessera.platform.usecases import usecase
from tessera.sales import errors, trialling
from tessera.sales.models import Sale, Trial, TrialSale, TrialState
from tessera.sales.rules import trying
from tessera.sales.rules.trying import Outcome

PIECE = 200
"""Sales in one transaction: some seconds at most, whatever promotions there are."""

MOST_DAYS = 400


@usecase(permission=permissions.SET_PROMOTIONS, audit="promotion.trial_begun")
def begin_trial(
    *,
    actor: Actor,
    at: datetime,
    terms: Terms,
    store_ids: Sequence[UUID],
    since: date,
    until: date,
    promotion_id: UUID | None = None,
) -> UUID:
    """Begin to price the sales of business days ``since`` to ``until`` again, with what ``terms`` say; the
    worker does it. Returns the trial.

    ``promotion_id`` is the promotion that is tried, where there is one. No stores means all of the
    actor's. Raises Forbidden; Invalid ``promotions.days_invalid``; NotFound ``org.store_not_found``.
    """
    if not 0 <= (until - since).days < MOST_DAYS:
        raise errors.trial_days()
    stores = [one.id for one in org.list_stores(actor)]
    chosen = [one for one in store_ids if one in stores] if store_ids else stores
    for store_id in chosen:
        actor.require(permissions.SET_PROMOTIONS, store_id)
    said = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in terms.columns().items()
    }
    trial = Trial(
        id=uuid7(),
        promotion_id=promotion_id,
        name=terms.name,
        kind=terms.kind,
        terms=said,
        store_ids=[str(one) for one in chosen],
        since=since,
        until=until,
        by_id=actor.id,
        by_name=actor.name,
        begun_at=at,
        moved_at=at,
        total_count=_sales(chosen, since, until).count(),
    )
    trial.save()
    jobs.enqueue("tessera.sales.jobs.try_promotion", str(trial.id))
    data = {"since": since.isoformat(), "until": until.isoformat(), "name": terms.name}
    audit.record(actor=actor, at=at, action="promotion.trial_begun", subject=trial.id, data=data)
    return trial.id


@usecase(permission=permissions.SET_PROMOTIONS, audit="promotion.tried")
def go_on_trying(*, actor: Actor, at: datetime, trial_id: UUID, size: int = PIECE) -> bool:
    """Price the next ``size`` sales of a trial again; returns whether there are more.

    Done twice it changes nothing. Raises NotFound ``sales.trial_not_found``.
    """
    trial = Trial.objects.select_for_update().filter(id=trial_id).first()
    if trial is None:
        raise errors.trial_not_found()
    if trial.state == TrialState.RUNNING:
        piece = list(_next(trial)[:size])
        _price_again(trial, piece)
        trial.moved_at = at
        trial.done_count += len(piece)
        if piece:
            trial.after_at, trial.after_id = piece[-1].at, piece[-1].id
        if len(piece) < size:
            trial.state = TrialState.DONE
        trial.save()
    audit.record(
        actor=actor,
        at=at,
        action="promotion.tried",
        subject=trial_id,
        data={"sales": trial.done_count, "name": trial.name},
    )
    return trial.state == TrialState.RUNNING


def _sales(store_ids: Iterable[UUID], since: date, until: date) -> "QuerySet[Sale]":
    return Sale.objects.filter(store__in=list(store_ids), business_on__range=(since, until))


def _next(trial: Trial) -> "QuerySet[Sale]":
    """The sales behind the last that was looked at."""
    found = _sales([UUID(one) for one in trial.store_ids], trial.since, trial.until)
    if trial.after_at is not None:
        found = found.filter(Q(at__gt=trial.after_at) | Q(at=trial.after_at, id__gt=trial.after_id))
    return found.order_by("at", "id")


def _price_again(trial: Trial, piece: Sequence[Sale]) -> None:
    tried, limits = _tried(trial)
    if not piece:
        return
    reader, timeline, book = trialling.Reader(piece), offers.timeline(), _book()
    wants = offers.wants_of([(tried, limits)])
    changed = []
    for sale in piece:
        sold = reader.sold(sale)
        place = offers.Place(sale.store_id, sale.business_on, sale.member_id)
        told = timeline.told(store_id=sale.store_id, day=sale.business_on, at=sale.at)
        at_left = offers.with_left([tried], wants, _counts(trial, tried), place)
        found = trying.outcome(sold, book=book, told=told, tried=at_left[0]) if sold else None
        if found is None:
            trial.unknown_count += 1
            continue
        trial.before_minor += found.before_minor
        trial.after_minor += found.after_minor
        if found.saved_minor:
            trial.piece_count += found.pieces
            _count(trial, limits, place, found)
        if found.before_minor != found.after_minor:
            changed.append(_row(trial, sale, found))
    trial.changed_count += len(changed)
    TrialSale.objects.bulk_create(changed)


def _row(trial: Trial, sale: Sale, found: Outcome) -> TrialSale:
    return TrialSale(
        id=uuid7(),
        trial=trial,
        sale=sale,
        business_on=sale.business_on,
        pieces=found.pieces,
        before_minor=found.before_minor,
        after_minor=found.after_minor,
    )


def _tried(trial: Trial) -> tuple[pricing.Promotion, Limits]:
    """The promotion as if it had held on all the days, and its limits."""
    days = {name: date.fromisoformat(trial.terms[name]) for name in ("starts_on", "ends_on")}
    said = terms(**{**trial.terms, **days})
    promotion = offers.for_engine(said, promotion_id=trial.promotion_id or uuid4())
    return trying.as_if(promotion, since=trial.since, until=trial.until), said.limits


def _book() -> pricing.Book:
    """What is the same for all of the sales."""
    policy, currency = offers.price_policy.get(versions.current()), org.get_brand().currency
    return pricing.Book(
        version="trial",
        currency=currency,
        items={},
        level_discount_combines=policy.level_discount_combines,
        exponent=exponent_of(currency),
    )


def _counts(trial: Trial, tried: pricing.Promotion) -> offers.Counts:
    """How far the limits would have been used up by the sales before."""
    return {
        (UUID(tried.id), scope): offers.Count(trial.id, *used)
        for scope, used in trial.counts.items()
    }


def _count(trial: Trial, limits: Limits, place: offers.Place, found: Outcome) -> None:
    if limits == Limits():
        return
    for scope in place.scopes(limits):
        uses, units, saved = trial.counts.get(scope, (0, 0, 0))
        trial.counts[scope] = [uses + 1, units + found.pieces, saved + found.saved_minor]
