"""The pages of levels and referral: what they say, what they save, and what they refuse."""

from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from tests.support.bringing import bring, hold_a_reward
from tests.support.shop import NOON

from tessera.members import usecases as members
from tessera.rewards import queries
from tessera.rewards import usecases as rewards
from tessera.rewards.usecases import LevelTerms
from tessera.web.office.tests.conftest import Scene, SignIn

HTMX = {"HX-Request": "true"}


@pytest.fixture
def silver(scene: Scene) -> UUID:
    return members.define_level(
        actor=scene.shop.boss, at=NOON, name="Silver", rank=2, discount_bp=500
    )


@pytest.fixture
def owner(sign_in: SignIn) -> Client:
    client = sign_in()
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    client.cookies["django_language"] = "en"
    return client


def text(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return " ".join(response.content.decode().split())


def get(client: Client, name: str, *args: UUID, **more: Any) -> str:
    return text(client.get(reverse(f"office:{name}", args=args), **more))


def rule(scene: Scene, level: UUID, **terms: Any) -> None:
    rewards.set_level_rule(
        actor=scene.shop.boss, at=NOON, level_id=level, terms=LevelTerms(**terms)
    )


def test_a_rule_is_typed_in_whole_units_and_read_as_sentences(owner: Client, silver: UUID) -> None:
    asked = {
        "spend_minor": "8000",
        "window": "months",
        "months": "12",
        "early_minor": "500.50",
        "early_days": "30",
        "validity_months": "12",
        "keep_spend_minor": "4000",
        "falls": "one",
        "warn_days": "30",
        "points_bp": "1.25",
        "birthday_bp": "2",
        "rights": "Free alterations",
    }
    answer = owner.post(reverse("office:level-rule", args=[silver]), asked)
    assert answer.status_code == 302
    rung = queries.get_ladder().rungs[1]
    assert (rung.spend, rung.early_minor, rung.keep_spend) == (800000, 50050, 400000)
    assert (rung.points, rung.purchase_minor, rung.is_sold) == (None, None, False)
    assert (rung.benefits.points_bp, rung.benefits.rights) == (12500, "Free alterations")
    seen = get(owner, "rewards")
    for words in (
        "buys for ¥8,000.00 within 12 months",
        "buys for ¥500.50 within 30 days of joining",
        "holds for 12 months",
        "points × 1.25",
        "points × 2 on the birthday",
        "Free alterations",
    ):
        assert words in seen
    again = get(owner, "level-rule", silver)
    assert 'value="8000.00"' in again
    assert 'value="1.25"' in again


def test_the_lowest_level_is_asked_only_what_it_gives(owner: Client, scene: Scene) -> None:
    seen = get(owner, "level-rule", scene.shop.level_id)
    assert 'name="points_bp"' in seen
    assert 'name="spend_minor"' not in seen
    asked = {"points_bp": "1.5", "birthday_bp": "1"}
    answer = owner.post(reverse("office:level-rule", args=[scene.shop.level_id]), asked)
    assert answer.status_code == 302
    assert queries.get_ladder().rungs[0].benefits.points_bp == 15000


def test_what_cannot_work_is_said_with_all_that_was_typed(owner: Client, silver: UUID) -> None:
    answer = owner.post(reverse("office:level-rule", args=[silver]), {"months": "0"})
    assert answer.status_code == 422
    assert queries.get_ladder().rungs[1].version == 0


def test_a_level_that_is_not_there_is_not_found(owner: Client, scene: Scene) -> None:
    assert owner.get(reverse("office:level-rule", args=[scene.member])).status_code == 404


def test_a_programme_is_typed_in_its_unit_and_read_as_sentences(
    owner: Client, scene: Scene
) -> None:
    asked = {
        "is_active": "on",
        "pays": "bonus",
        "rate": "5",
        "months": "12",
        "sale_cap": "20",
        "first_referrer": "20",
        "first_referee": "10",
        "first_min_minor": "200",
        "pending_days": "7",
    }
    assert owner.post(reverse("office:referral-program"), asked).status_code == 302
    terms = queries.get_program()
    assert (terms.rate_bp, terms.sale_cap, terms.month_cap) == (500, 2000, None)
    assert (terms.first_referrer, terms.first_referee, terms.first_min_minor) == (2000, 1000, 20000)
    seen = get(owner, "rewards")
    assert "gets 5% of each purchase as stored value" in seen
    assert "At most ¥20.00 a purchase." in seen
    asked["pays"] = "points"
    owner.post(reverse("office:referral-program"), asked)
    assert (queries.get_program().sale_cap, queries.get_program().first_referrer) == (20, 20)


def test_growth_value_is_set_in_a_sheet(owner: Client) -> None:
    answer = owner.post(reverse("office:growth-rule"), {"per_major": "2", "per_visit": "5"})
    assert answer.status_code == 302
    assert "2 per whole unit of money paid, 5 per purchase." in get(owner, "rewards")


def test_the_members_page_says_why_and_what_is_missing(
    owner: Client, scene: Scene, silver: UUID
) -> None:
    rule(scene, silver, spend_minor=59800, validity_months=12, keep_spend_minor=100000)
    page = get(owner, "member", scene.member)
    assert reverse("office:member-why", args=[scene.member]) in page
    with time_machine.travel(NOON, tick=False):
        seen = get(owner, "member-why", scene.member, headers=HTMX)
        assert "¥299.00 more to Silver" in seen
        scene.shop.sell(scene.shop.order((scene.shop.dress, 1), member_id=scene.member))
        seen = get(owner, "member-why", scene.member, headers=HTMX)
    assert "bought for enough" in seen
    assert "¥598.00 of ¥598.00" in seen
    assert "Will drop to 普通 after 9 Mar 2027; ¥402.00 more to stay." in seen
    assert "<main" not in seen
    assert "<main" in get(owner, "member-why", scene.member)


def test_a_level_is_locked_and_unlocked_from_the_members_page(owner: Client, scene: Scene) -> None:
    lock = reverse("office:level-lock", args=[scene.member])
    with time_machine.travel(NOON, tick=False):
        late = owner.post(lock, {"until": "2026-03-01", "reason": "Guest of honour"})
        assert late.status_code == 422
        standing = queries.find_standing(scene.member)
        assert standing is not None
        assert standing.locked_until is None
        done = owner.post(lock, {"until": "2026-12-31", "reason": "Guest of honour"})
        assert done.status_code == 302
        seen = get(owner, "member-why", scene.member)
        assert "Locked through 31 Dec: Guest of honour" in seen
        unlock = reverse("office:level-unlock", args=[scene.member])
        assert owner.post(unlock, {"reason": "over"}).status_code == 302
        assert "Locked through" not in get(owner, "member-why", scene.member)


def test_a_hold_is_shown_with_its_reason_and_decided(owner: Client, scene: Scene) -> None:
    reward = hold_a_reward(scene.shop)
    seen = get(owner, "rewards")
    assert "somebody who works here" in seen
    refuse = reverse("office:hold-refuse", args=[reward])
    assert owner.post(refuse, {"reason": ""}).status_code == 422
    assert owner.post(refuse, {"reason": "one of us"}).status_code == 302
    assert not queries.list_holds(scene.shop.boss)
    assert "somebody who works here" not in get(owner, "rewards")
    assert owner.get(refuse).status_code == 404


def test_the_tree_shows_who_brought_whom(owner: Client, scene: Scene) -> None:
    child = bring(scene.shop, scene.member, "李娜")
    bring(scene.shop, child, "赵敏")
    seen = get(owner, "member-tree", scene.member)
    assert seen.index("李娜") < seen.index("赵敏")
    assert "brought 1" in seen
    assert "1 member" in get(owner, "member-why", scene.member)
