"""Who listens to which event: the one table of it (DESIGN, section 2)."""

from tessera.campaigns import handlers as campaigns
from tessera.care import handlers as care
from tessera.charters import handlers as charters
from tessera.config import standins
from tessera.identity import handlers as identity
from tessera.identity import outside
from tessera.identity.events import MemberEntered, MemberLeft
from tessera.ledger import handlers as ledger
from tessera.members.events import (
    GuideChanged,
    MemberHandedOver,
    MemberJoined,
    MembersMerged,
    MembersMerging,
)
from tessera.messaging import handlers as messaging
from tessera.offers import handlers as offers
from tessera.offers.events import CouponsWillEnd
from tessera.org.events import PlaceOpened
from tessera.platform import events
from tessera.printing import cloud
from tessera.rewards import handlers as rewards
from tessera.rewards import queries as rewards_queries
from tessera.rewards.events import (
    LevelMoved,
    LevelWillDrop,
    ReferralRewarded,
    ReferralTakenBack,
)
from tessera.sales import context as sales
from tessera.sales import handlers as sales_room
from tessera.sales import returning
from tessera.sales.events import (
    CardPaidOut,
    SaleCompleted,
    SaleReturned,
    TopUpGave,
    TopUpTakenBack,
    ValuePaidOut,
)
from tessera.wallet import handlers as wallet
from tessera.wallet.events import BalanceLow, PointsWillExpire, StoreCloses


def connect() -> None:
    """Make the connections; called once, when the applications are ready."""
    events.listen_inside(PlaceOpened, ledger.open_house_accounts)
    events.listen_inside(MembersMerging, offers.hand_over)
    events.listen_inside(MembersMerging, wallet.carry_over)
    events.listen_inside(MembersMerged, sales_room.merge_buyers)
    events.listen_inside(MembersMerged, rewards.merge_standings)
    events.listen_inside(MembersMerged, rewards.merge_redemptions)
    events.listen_inside(MembersMerged, charters.merge_applications)
    events.listen_inside(MembersMerged, messaging.carry_over)
    events.listen_inside(MembersMerged, identity.move_sign_ins)
    events.listen_inside(MemberHandedOver, messaging.ask_anew)
    events.listen_inside(MemberEntered, rewards.note_traces)
    events.listen_inside(MemberLeft, rewards.forget_traces)
    events.listen_inside(MemberLeft, rewards.remember_leaving)
    events.listen_inside(MemberLeft, rewards.forget_words)
    events.listen_inside(MemberLeft, rewards.end_redemptions)
    events.listen_inside(MemberLeft, charters.forget)
    events.listen_inside(MemberHandedOver, charters.close_for_another)
    events.listen_inside(MemberHandedOver, identity.end_sign_ins)
    events.listen_inside(SaleCompleted, rewards.earn_points)
    events.listen_inside(SaleCompleted, rewards.count_sale)  # counts what was earned
    events.listen_inside(SaleCompleted, rewards.promise_rewards)
    events.listen_inside(SaleCompleted, rewards.hand_out)
    events.listen_inside(SaleCompleted, charters.pay_fee)
    events.listen_inside(SaleReturned, rewards.claw_back_points)
    events.listen_inside(SaleReturned, rewards.count_return)
    events.listen_inside(SaleReturned, rewards.reduce_rewards)
    events.listen_inside(SaleReturned, charters.take_back)
    events.listen_inside(ValuePaidOut, rewards.count_payout)
    events.listen_inside(CardPaidOut, rewards.count_card_refund)
    events.listen_after(TopUpGave, "tessera.rewards.jobs.give_for_topup")
    events.listen_after(TopUpTakenBack, "tessera.rewards.jobs.take_back_for_topup")
    events.listen_inside(MembersMerged, care.merge_tasks)
    events.listen_inside(GuideChanged, care.pass_tasks_on)
    events.listen_inside(MemberLeft, care.forget_tasks)
    events.listen_inside(MemberHandedOver, care.end_tasks)
    events.listen_inside(ReferralTakenBack, care.call_thanks_back)
    _give_coupons()
    _say_afterwards()
    _let_rooms_above_in()


def _give_coupons() -> None:
    """A coupon that is given by itself is given afterwards; taken back it is at once."""
    events.listen_inside(MemberJoined, campaigns.welcome)
    events.listen_inside(LevelMoved, campaigns.give_for_level)
    events.listen_inside(SaleCompleted, campaigns.give_for_sale)
    events.listen_inside(SaleReturned, campaigns.take_back)


def _say_afterwards() -> None:
    # Words take their time: a till waits for none, and what is rolled back is never spoken of.
    events.listen_after(LevelMoved, "tessera.care.jobs.tell_of_move")
    events.listen_after(LevelWillDrop, "tessera.care.jobs.tell_of_drop")
    events.listen_after(PointsWillExpire, "tessera.care.jobs.tell_of_points")
    events.listen_after(CouponsWillEnd, "tessera.care.jobs.tell_of_coupons")
    events.listen_after(BalanceLow, "tessera.care.jobs.tell_of_balance")
    events.listen_after(StoreCloses, "tessera.care.jobs.tell_of_closing")
    events.listen_after(ReferralRewarded, "tessera.care.jobs.thank")


def _let_rooms_above_in() -> None:
    """What lower rooms ask of those that they do not know."""
    sales.also_read("standing", rewards_queries.select_standing)
    sales.also_read("visits", rewards_queries.select_visits)
    sales.also_read("tags", rewards_queries.select_tags)
    returning.also_keep(rewards.worth_to_keep)
    outside.also_from(standins.find_providers)
    cloud.also_from(standins.find_feie)
