"""Rewards in the story of a member."""

from datetime import timedelta

from tests.support.redeeming import open_counter
from tests.support.shop import NOON, open_shop

from tessera.insights.queries import own
from tessera.rewards import usecases
from tessera.web.kit import stories


def test_the_member_s_story_tells_what_was_redeemed_and_given_back(db: None) -> None:
    counter = open_counter(open_shop())
    done = counter.redeem(counter.offer())
    usecases.cancel(
        actor=counter.own(), at=NOON + timedelta(hours=1), redemption_id=done.redemption_id
    )
    told = [stories.tell(moment) for moment in own.list_moments(counter.own()).rows[:2]]
    assert ["青瓷杯" in story.sentence for story in told] == [True, True]
    assert {story.icon for story in told} == {"gift"}
