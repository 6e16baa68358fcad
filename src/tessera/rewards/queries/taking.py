"""What has to be known before a member takes a reward."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db.models import Count, Q

from tessera.kernel.clock import business_day
from tessera.members import errors as member_errors
from tessera.members.models import Member
from tessera.org.models import Store, StoreKind
from tessera.rewards import errors
from tessera.rewards.models import TAKES, Redemption, Reward, Taker
from tessera.rewards.rules import catalogue
from tessera.rewards.rules.catalogue import Terms, Wants
from tessera.wallet import queries as wallet
from tessera.wallet.queries import Holding


def terms_of(reward: Reward) -> Terms:
    """On what terms a reward is to be had; its levels may be fetched beforehand."""
    return Terms(
        is_active=reward.is_active and reward.drawn_at is None,
        starts_on=reward.starts_on,
        ends_on=reward.ends_on,
        level_ids=frozenset(level.id for level in reward.levels.all()),
        left=None if reward.stock is None else reward.stock - reward.taken,
        per_member=reward.per_member,
        per_period=reward.per_period,
        points=reward.points,
    )


def list_had(member_id: UUID, rewards: Iterable[Reward], on: date) -> dict[UUID, tuple[int, int]]:
    """How often a member has each of ``rewards``: in all, and in the reward's running period."""
    found: dict[UUID, tuple[int, int]] = {}
    by_period: dict[str, list[UUID]] = {}
    for reward in rewards:
        by_period.setdefault(reward.period, []).append(reward.id)
    for period, ids in by_period.items():
        since = catalogue.period_start(period, on)
        rows = Redemption.objects.filter(
            member=member_id, reward__in=ids, state__in=TAKES, ticket=None
        )
        counted = rows.values("reward").annotate(
            had=Count("id"), lately=Count("id", filter=Q(business_on__gte=since))
        )
        found |= {row["reward"]: (row["had"], row["lately"]) for row in counted}
    return found


def get_reward(reward_id: UUID) -> Reward:
    """A reward with what its terms need. Raises NotFound ``rewards.not_found``."""
    related = Reward.objects.select_related("sku__product", "prize__sku__product")
    rows = related.prefetch_related("levels", "stores")
    row = rows.filter(id=reward_id).first()
    if row is None:
        raise errors.reward_not_found()
    return row


def get_member(member_id: UUID) -> Member:
    """A member who still is one. Raises NotFound ``members.not_found``."""
    row = Member.objects.filter(id=member_id, merged_into=None, left_at=None).first()
    if row is None:
        raise member_errors.not_found()
    return row


def get_store(reward: Reward, member: Member, chosen_id: UUID | None) -> Store:
    """The store that a redemption belongs to: the chosen one, the member's own, or the first.

    Raises Conflict ``rewards.elsewhere`` where a chosen store does not have the reward.
    """
    stores = list_stores(reward)
    if chosen_id is not None:
        stores = [store for store in stores if store.id == chosen_id]
    if not stores:
        raise errors.elsewhere()
    own = [store for store in stores if store.id == member.home_store_id]
    return (own or stores)[0]


def check_there(reward: Reward, store_id: UUID) -> None:
    """Raises Conflict ``rewards.elsewhere`` in a store that does not have the reward."""
    stores = {store.id for store in reward.stores.all()}
    if stores and store_id not in stores:
        raise errors.elsewhere()


def list_stores(reward: Reward) -> list[Store]:
    """The stores that have a reward, by code; none of them is online."""
    own = {store.id for store in reward.stores.all()}
    rows = Store.objects.exclude(kind=StoreKind.ONLINE).order_by("code")
    return [store for store in rows if not own or store.id in own]


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody wants a reward: everything that decides about it, as one look saw it."""

    reward: Reward
    member: Member
    store: Store
    on: date
    holding: Holding
    turns: int | None

    @property
    def turn_id(self) -> UUID:
        """The key of the row that keeps the turns: made of the two, so that first ones meet."""
        return uuid5(self.reward.id, str(self.member.id))


def ask(*, at: datetime, reward_id: UUID, member_id: UUID, store_id: UUID | None) -> Asked:
    """Look at a reward for a member who wants to pick it up in a store.

    Raises NotFound ``rewards.not_found``, ``members.not_found``; Conflict ``rewards.elsewhere``
    and, by name, each obstacle of ``rules.catalogue``.
    """
    reward, member = get_reward(reward_id), get_member(member_id)
    store = get_store(reward, member, store_id)
    on = business_day(at, zone=store.zone, cutover_hour=store.cutover_hour)
    turns = Taker.objects.filter(reward=reward, member=member).values_list("turns", flat=True)
    # The turns are read before what they guard is counted.
    asked = Asked(reward, member, store, on, wallet.get_holding(member.id), turns.first())
    had, lately = list_had(member.id, [reward], on).get(reward.id, (0, 0))
    wants = Wants(member.level_id, asked.holding.points_on(on), had, lately)
    if why := catalogue.obstacle(terms_of(reward), wants, on):
        raise errors.not_to_be_had(why)
    return asked
