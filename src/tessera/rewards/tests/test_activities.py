"""Activities: each gives once, within its limits, by the day of the member's store."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.bringing import bring
from tests.support.shop import NOON, Shop

from tessera.identity.events import MemberLeft
from tessera.kernel.actor import Actor
from tessera.kernel.errors import DomainError
from tessera.members.models import Member
from tessera.platform.batch import Batch
from tessera.rewards import handlers, jobs, usecases
from tessera.rewards.models import ActivityGrant, Review, SurveyAnswer
from tessera.rewards.permissions import MEMBER
from tessera.rewards.queries import activities as reads
from tessera.rewards.queries import reviews, surveys, tasks
from tessera.rewards.rules.activities import KINDS, ActivityFacts, is_left, points_of, streak
from tessera.rewards.tests.conftest import broken
from tessera.sales.models import SaleLine
from tessera.wallet.queries import get_balances

TABLE = (5, 5, 5, 10, 10, 10, 50)
MIDNIGHT = datetime(2026, 3, 10, 16, 0, tzinfo=UTC)
"""When 11 March begins in Shanghai."""


def switch_on(shop: Shop, kind: str, **more: object) -> None:
    facts = ActivityFacts(kind, True, **{"points": 20, **more})  # type: ignore[arg-type]
    usecases.set_activity(actor=shop.boss, at=NOON, facts=facts)


@pytest.fixture
def member(shop: Shop) -> Actor:
    return self_of(shop.join())


def self_of(member_id: UUID) -> Actor:
    return Actor("member", member_id, "王芳", "member", MEMBER, store_ids=None)


def points(member: Actor) -> int:
    return get_balances(member.own_id).points


def refused(code: str, act: object, **asked: object) -> None:
    with pytest.raises(DomainError) as refusal:
        act(**asked)  # type: ignore[operator]
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("days", "row"),
    [([], 1), ([1], 2), ([2], 1), ([1, 2, 3, 4, 5, 6], 7), ([1, 2, 3, 4, 5, 6, 7], 8), ([1, 3], 2)],
)
def test_days_in_a_row(days: list[int], row: int) -> None:
    on = date(2026, 3, 1)
    assert streak([on - timedelta(days=back) for back in days], on) == row


def test_the_table_begins_anew_after_seven_days() -> None:
    facts = ActivityFacts("check_in", True, table=TABLE)
    assert [points_of(facts, day) for day in (1, 4, 7, 8, 14)] == [5, 10, 50, 5, 50]


@given(st.integers(0, 5), st.integers(0, 20), st.integers(0, 5), st.integers(0, 20))
def test_limits_of_nothing_are_none(per_day: int, in_all: int, today: int, ever: int) -> None:
    facts = ActivityFacts("review", True, 5, per_day=per_day, in_all=in_all)
    left = is_left(facts, today=today, ever=ever)
    assert left == ((per_day == 0 or today < per_day) and (in_all == 0 or ever < in_all))


@pytest.mark.django_db
class TestCheckIn:
    def test_once_a_day_of_the_store_and_again_after_its_midnight(
        self, shop: Shop, member: Actor
    ) -> None:
        switch_on(shop, "check_in", table=TABLE)
        assert usecases.check_in(actor=member, at=NOON) == 5
        late = MIDNIGHT - timedelta(seconds=1)
        refused("rewards.activity_over", usecases.check_in, actor=member, at=late)
        assert points(member) == 5
        assert usecases.check_in(actor=member, at=MIDNIGHT) == 5
        assert ActivityGrant.objects.order_by("number").last().streak == 2  # type: ignore[union-attr]
        assert broken() == {}

    def test_a_week_in_a_row_over_the_end_of_a_month(self, shop: Shop, member: Actor) -> None:
        switch_on(shop, "check_in", table=TABLE)
        first = datetime(2026, 2, 26, 4, tzinfo=UTC)
        days = [first + timedelta(days=n) for n in range(8)]
        given_points = [usecases.check_in(actor=member, at=at) for at in days]
        assert given_points == [*TABLE, 5]

    def test_who_misses_a_day_begins_anew(self, shop: Shop, member: Actor) -> None:
        switch_on(shop, "check_in", table=(1, 2, 3, 4, 5, 6, 7))
        given_points = [
            usecases.check_in(actor=member, at=NOON + timedelta(days=n)) for n in (0, 1, 3)
        ]
        assert given_points == [1, 2, 1]

    def test_nothing_while_it_is_off(self, shop: Shop, member: Actor) -> None:
        refused("rewards.activity_over", usecases.check_in, actor=member, at=NOON)
        assert not ActivityGrant.objects.exists()
        assert points(member) == 0

    def test_the_calendar_shows_the_row(self, shop: Shop, member: Actor) -> None:
        switch_on(shop, "check_in", table=TABLE)
        usecases.check_in(actor=member, at=NOON)
        calendar = tasks.tasks_of(member, NOON + timedelta(days=1)).check_in
        assert calendar is not None
        assert (calendar.streak, calendar.is_done, calendar.points) == (1, False, 5)
        assert [done for _, _, done in calendar.days] == [True, *[False] * 6]


@pytest.mark.django_db
class TestProfile:
    def test_a_complete_profile_gives_once(self, shop: Shop, member: Actor) -> None:
        switch_on(shop, "profile")
        refused("rewards.profile_incomplete", usecases.complete_profile, actor=member, at=NOON)
        Member.objects.filter(id=member.own_id).update(birthday=date(1990, 5, 1))
        assert usecases.complete_profile(actor=member, at=NOON) == 20
        refused("rewards.activity_over", usecases.complete_profile, actor=member, at=NOON)
        assert points(member) == 20


@pytest.mark.django_db
class TestReview:
    def test_a_purchase_is_reviewed_once_a_line(self, shop: Shop, member: Actor) -> None:
        switch_on(shop, "review")
        shop.sell(shop.order((shop.dress, 1), member_id=member.own_id))
        line = SaleLine.objects.get()
        asked = {"actor": member, "at": NOON, "line_id": line.id, "stars": 5, "text": "很合身"}
        assert usecases.review(**asked) == 20  # type: ignore[arg-type]
        refused("rewards.nothing_to_review", usecases.review, **asked)
        assert Review.objects.count() == 1
        assert points(member) == 299 + 20
        (said,) = reviews.list_reviews(shop.boss)
        assert (said.stars, said.text) == (5, "很合身")

    def test_what_was_given_back_or_is_another_s_is_not_reviewed(
        self, shop: Shop, member: Actor
    ) -> None:
        switch_on(shop, "review")
        mine = shop.sell(shop.order((shop.dress, 1), member_id=member.own_id))
        shop.sell(shop.order((shop.dress, 1), member_id=shop.join()))
        shop.give_back(mine.sale_id, 1)
        for line in SaleLine.objects.all():
            refused(
                "rewards.nothing_to_review",
                usecases.review,
                actor=member,
                at=NOON,
                line_id=line.id,
                stars=5,
                text="",
            )
        assert not Review.objects.exists()

    def test_beyond_the_limit_of_a_day_words_are_kept_without_points(
        self, shop: Shop, member: Actor
    ) -> None:
        switch_on(shop, "review", per_day=1)
        hat = shop.add("HAT", 5000)
        shop.sell(shop.order((shop.dress, 1), (hat, 1), member_id=member.own_id))
        lines = SaleLine.objects.order_by("position").values_list("id", flat=True)
        given_points = [
            usecases.review(actor=member, at=NOON, line_id=line, stars=4, text="") for line in lines
        ]
        assert given_points == [20, 0]
        assert Review.objects.count() == 2

    @pytest.mark.parametrize(("stars", "text"), [(0, ""), (6, ""), (5, "好" * 1001)])
    def test_a_review_needs_stars_and_an_end(
        self, shop: Shop, member: Actor, stars: int, text: str
    ) -> None:
        asked = {"actor": member, "at": NOON, "line_id": shop.dress, "stars": stars, "text": text}
        refused("rewards.review_invalid", usecases.review, **asked)


@pytest.mark.django_db
class TestSurvey:
    def test_a_survey_is_answered_once(self, shop: Shop, member: Actor) -> None:
        switch_on(shop, "survey")
        questions = [
            {"text": "合身吗", "choices": ["合身", "不合身"]},
            {"text": "还想要什么", "choices": []},
        ]
        survey_id = usecases.make_survey(
            actor=shop.boss, at=NOON, title="满意吗", questions=questions
        )
        asked = {"actor": member, "at": NOON, "survey_id": survey_id}
        for wrong in (["合身"], ["很好", "围巾"], ["合身", " "]):
            refused("rewards.answers_invalid", usecases.answer_survey, **asked, answers=wrong)
        answers = ["合身", "围巾"]
        assert usecases.answer_survey(**asked, answers=answers) == 20  # type: ignore[arg-type]
        refused("rewards.activity_over", usecases.answer_survey, **asked, answers=answers)
        assert SurveyAnswer.objects.count() == 1
        fit, wish = surveys.results_of(surveys.get_survey(survey_id))
        assert fit.counts == (("合身", 1), ("不合身", 0))
        assert wish.words == ("围巾",)


@pytest.mark.django_db
class TestInvitation:
    def test_who_brings_a_member_is_given_points_once(self, shop: Shop, member: Actor) -> None:
        switch_on(shop, "invitation")
        bring(shop, member.own_id)
        jobs.reward_invitations(NOON + timedelta(hours=1))
        jobs.reward_invitations(NOON + timedelta(hours=2))
        assert points(member) == 20
        assert broken() == {}

    def test_only_within_the_limits(self, shop: Shop, member: Actor) -> None:
        switch_on(shop, "invitation", per_day=1, in_all=2)
        for _ in range(3):
            bring(shop, member.own_id)
        for days in range(4):
            jobs.reward_invitations(NOON + timedelta(days=days, hours=1))
        assert points(member) == 40


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (ActivityFacts("dancing", True, 5), "kind"),
        (ActivityFacts("share", True, 0), "points"),
        (ActivityFacts("check_in", True, table=(1, 2)), "table"),
        (ActivityFacts("review", True, 5, per_day=-1), "per_day"),
    ],
)
def test_an_activity_that_cannot_work_is_refused(
    shop: Shop, facts: ActivityFacts, field: str
) -> None:
    with pytest.raises(DomainError) as refusal:
        usecases.set_activity(actor=shop.boss, at=NOON, facts=facts)
    assert refusal.value.data["field"] == field
    on = {one.kind: one.is_on for one in reads.list_activities()}
    assert on == dict.fromkeys(KINDS, False)


@pytest.mark.django_db
def test_who_leaves_leaves_no_words_behind(shop: Shop, member: Actor) -> None:
    shop.sell(shop.order((shop.dress, 1), member_id=member.own_id))
    line = SaleLine.objects.get()
    usecases.review(actor=member, at=NOON, line_id=line.id, stars=5, text="很合身")
    assert Review.objects.get().text == "很合身"
    handlers.forget_words(MemberLeft(member.own_id, NOON), Batch())
    assert list(Review.objects.values_list("stars", "text")) == [(5, "")]


def test_a_card_that_earns_no_points_gets_none_for_activities_either(
    shop: Shop, member: Actor
) -> None:
    switch_on(shop, "check_in", table=TABLE)
    Member.objects.filter(id=member.own_id).update(earns_points=False)
    assert tasks.tasks_of(member, NOON) == tasks.Tasks(is_stopped=True)
    refused("rewards.activity_over", usecases.check_in, actor=member, at=NOON)
    assert points(member) == 0
    assert not ActivityGrant.objects.exists()
    Member.objects.filter(id=member.own_id).update(earns_points=True)
    assert usecases.check_in(actor=member, at=NOON) == 5
