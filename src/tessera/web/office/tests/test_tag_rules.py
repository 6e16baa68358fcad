"""Automatic tags and lifecycles in the office: forms, sentences, previews, the list's filter."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from tests.support.shop import NOON

from tessera.campaigns import queries
from tessera.campaigns import usecases as campaigns
from tessera.campaigns.rules import conditions
from tessera.campaigns.rules.judging import Rule
from tessera.campaigns.rules.windows import Window
from tessera.members import queries as members_queries
from tessera.members import usecases as members
from tessera.org import usecases as org
from tessera.web.office import tag_words
from tessera.web.office.tag_rule_filling import STARTS, initial_of
from tessera.web.office.tests.conftest import PASSWORD, Scene, SignIn

HTMX = {"HX-Request": "true"}


@pytest.fixture
def owner(sign_in: SignIn) -> Client:
    client = sign_in()
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def tag(scene: Scene) -> UUID:
    return members.define_tag(actor=scene.shop.boss, at=NOON, name="常客", colour="rose")


def text(response: Any, status: int = 200) -> str:
    assert response.status_code == status, response.status_code
    return " ".join(response.content.decode().split())


def typed(rule: Rule, **more: Any) -> dict[str, Any]:
    """What a browser sends for a rule that it shows."""
    filled = {name: value for name, value in initial_of(rule).items() if value is not None}
    return {
        name: str(value) if not isinstance(value, list) else value for name, value in filled.items()
    } | more


def compute(scene: Scene) -> None:
    while (run_id := queries.find_running()) is not None:
        campaigns.go_on(actor=scene.shop.boss, at=NOON, run_id=run_id)


def full(scene: Scene) -> Rule:
    """A rule with every condition that the form has."""
    shop, days = scene.shop, Window("days", 30)
    return Rule(
        "any",
        (
            conditions.Bought(days, visits=2, spent_minor=50050, pieces=3),
            conditions.LastBought(Window("months", 2), longer_ago=True),
            conditions.BoughtNew(days, within_days=0, products=2),
            conditions.BoughtReduced(days, off_percent=20, share_percent=50, visits=2),
            conditions.BoughtGoods(
                Window("ever", 0), "category", ("女装", "童装"), spent_minor=100, pieces=None
            ),
            conditions.BoughtAt(days, (6, 7), from_hour=18, to_hour=22, share_percent=70, visits=2),
            conditions.Holds("points", least=100, most=None),
            conditions.Holds("money", least=None, most=0),
            conditions.OneOf("level", (str(shop.level_id),)),
            conditions.OneOf("store", (str(shop.store_id),)),
            conditions.OfAge(18, 30),
            conditions.Birthday((0, 3)),
            conditions.Stage(("active", "lost")),
        ),
    )


def test_every_condition_goes_through_the_form_unchanged(
    owner: Client, scene: Scene, tag: UUID
) -> None:
    rule = full(scene)
    answer = owner.post(reverse("office:tag-rule-new"), typed(rule, tag=str(tag)))
    assert answer.status_code == 302
    kept = queries.find_rule(tag)
    assert kept is not None
    assert kept.rule == rule
    shown = text(owner.get(reverse("office:tag-rule", args=[tag])))
    assert 'value="500.50"' in shown
    assert "女装, 童装" in shown
    again = owner.post(reverse("office:tag-rule", args=[tag]), typed(rule))
    assert again.status_code == 302
    kept = queries.find_rule(tag)
    assert kept is not None
    assert (kept.version, kept.rule) == (2, rule)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_rule_is_told_in_sentences(owner: Client, scene: Scene, tag: UUID, language: str) -> None:
    campaigns.set_tag_rule(actor=scene.shop.boss, at=NOON, tag_id=tag, rule=full(scene))
    owner.cookies["django_language"] = language
    shown = text(owner.get(reverse("office:tag-rules")))
    assert "人民路店" in shown
    assert "女装" in shown
    assert "%(" not in shown
    if language == "en":
        assert "at least 2 purchases, ¥500.50, 3 pieces in the last 30 days" in shown
        assert "holds at most ¥0.00" in shown
        assert "18 to 30 years old" in shown


def test_a_page_of_rules_shows_how_many_have_each_and_how_far_a_run_is(
    owner: Client, scene: Scene, tag: UUID
) -> None:
    rule = Rule("all", (conditions.Bought(visits=1),))
    campaigns.set_tag_rule(actor=scene.shop.boss, at=NOON, tag_id=tag, rule=rule)
    running = text(owner.get(reverse("office:tag-rules"), headers=HTMX))
    assert "<html" not in running
    assert 'hx-trigger="every 3s"' in running
    assert "0 of 1 members" in running
    compute(scene)
    done = text(owner.get(reverse("office:tag-rules")))
    assert "every 3s" not in done
    assert "1 of 1 members · 1 tags given, 0 taken away" in done


def test_a_member_page_says_why_a_tag_is_there(owner: Client, scene: Scene, tag: UUID) -> None:
    rule = Rule("all", (conditions.Bought(visits=1), conditions.Stage(("active",))))
    with time_machine.travel(NOON, tick=False):
        campaigns.set_tag_rule(actor=scene.shop.boss, at=NOON, tag_id=tag, rule=rule)
        compute(scene)
        shown = text(owner.get(reverse("office:member", args=[scene.member])))
    assert "1 purchase in the last 90 days; lifecycle: Active" in shown
    assert "Why these tags?" in shown


@pytest.mark.parametrize("start", STARTS)
def test_what_is_ready_made_fills_the_form_and_can_be_kept(
    owner: Client, tag: UUID, start: str
) -> None:
    assert "open" in text(owner.get(reverse("office:tag-rule-new"), {"start": start}))
    answer = owner.post(reverse("office:tag-rule-new"), typed(STARTS[start], tag=str(tag)))
    assert answer.status_code == 302
    kept = queries.find_rule(tag)
    assert kept is not None
    assert kept.rule == STARTS[start]


def test_a_preview_counts_and_keeps_nothing(owner: Client, scene: Scene, tag: UUID) -> None:
    scene.shop.join("李雷")
    asked = typed(STARTS["often"], tag=str(tag), bought_visits="1", preview="1")
    with time_machine.travel(NOON, tick=False):
        shown = text(owner.post(reverse("office:tag-rule-new"), asked, headers=HTMX))
    assert "of 2 members would have it" in shown
    assert "王芳" in shown
    assert "李雷" not in shown
    assert "<form" not in shown
    assert queries.current_rules() == ()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"bought_visits": ""}, "Ask for something"),
        ({"bought_unit": "days", "bought_count": ""}, "look at window"),
        ({"times_share": "50", "times_from": "8"}, "Give both hours"),
        ({"bought_visits": "0"}, "greater than or equal to 1"),
    ],
)
def test_a_rule_that_cannot_work_is_refused_with_what_was_typed(
    owner: Client, tag: UUID, wrong: dict[str, str], told: str
) -> None:
    asked = typed(STARTS["often"], tag=str(tag)) | wrong
    for more in ({}, {"preview": "1"}):
        answer = owner.post(reverse("office:tag-rule-new"), asked | more)
        assert told in text(answer, 422)
    assert queries.current_rules() == ()


def test_a_rule_is_stopped_after_a_question(owner: Client, scene: Scene, tag: UUID) -> None:
    campaigns.set_tag_rule(actor=scene.shop.boss, at=NOON, tag_id=tag, rule=STARTS["often"])
    address = reverse("office:tag-rule-stop", args=[tag])
    assert "By hand it stays." in text(owner.get(address, headers=HTMX))
    assert owner.post(address).status_code == 302
    assert "No rule yet" in text(owner.get(reverse("office:tag-rules")))
    assert owner.get(address).status_code == 404


def test_all_members_can_be_looked_at_now(owner: Client) -> None:
    assert owner.post(reverse("office:tags-recompute")).status_code == 302
    assert queries.find_running() is not None


def names(client: Client, **asked: str) -> list[str]:
    shown = text(client.get(reverse("office:members"), asked, headers=HTMX))
    return [name for name in ("王芳", "李雷") if name in shown]


def test_the_list_filters_by_stage_as_of_the_stores_day(owner: Client, scene: Scene) -> None:
    scene.shop.join("李雷")
    for days, stage in ((0, "active"), (92, "active"), (93, "marginal"), (366, "lost")):
        with time_machine.travel(NOON + timedelta(days=days), tick=False):
            assert owner.login(username="owner-here", password=PASSWORD)
            assert names(owner, stage=stage) == ["王芳"], days
            assert names(owner, stage="prospect") == ["李雷"]
    with time_machine.travel(NOON, tick=False):
        assert owner.login(username="owner-here", password=PASSWORD)
        assert names(owner, stage="lost") == []
        assert names(owner, stage="nonsense") == ["王芳", "李雷"]
        assert names(owner, stage="prospect", q="李雷") == ["李雷"]
        shown = text(owner.get(reverse("office:members")))
    assert "Active" in shown
    assert "Prospect" in shown


def test_a_stage_is_part_of_kept_filters_and_of_the_file(owner: Client, scene: Scene) -> None:
    scene.shop.join("李雷")
    with time_machine.travel(NOON, tick=False):
        keep = reverse("office:filter-keep") + "?stage=prospect"
        assert owner.post(keep, {"name": "没买过"}).status_code == 302
        assert "?stage=prospect" in text(owner.get(reverse("office:members")))
        address = reverse("office:members-export") + "?stage=prospect"
        body = owner.post(address, {"kind": "csv"}).content.decode("utf-8-sig")
    assert "李雷" in body
    assert "王芳" not in body


def test_boundaries_are_set_in_the_settings_and_must_follow_each_other(
    owner: Client, scene: Scene
) -> None:
    address = reverse("office:lifecycle-set")
    wrong = {"active_months": "6", "marginal_months": "6", "dormant_months": "12"}
    assert "later than the one before" in text(owner.post(address, wrong), 422)
    assert queries.get_bounds().active_months == 3
    right = {"active_months": "1", "marginal_months": "2", "dormant_months": "24"}
    assert owner.post(address, right).status_code == 302
    assert "up to 24 months" in text(owner.get(reverse("office:member-settings")))
    with time_machine.travel(NOON + timedelta(days=40), tick=False):
        assert names(owner, stage="marginal") == ["王芳"]
        shown = text(owner.get(reverse("office:member", args=[scene.member])))
    assert "Marginal" in shown


def test_a_reason_that_names_nothing_known_is_silent() -> None:
    assert tag_words.why({}) == []
    assert tag_words.why({"rule": "x", "met": []}) == []


def test_a_stage_is_by_the_day_of_each_home_store(owner: Client, scene: Scene) -> None:
    """At 17:00 in UTC it is tomorrow in Shanghai, and today still in London."""
    shop = scene.shop
    london = org.open_store(
        actor=shop.boss, at=NOON, code="L1", name="伦敦店", kind="direct", zone="Europe/London"
    )
    members.register(actor=shop.boss, at=NOON, store_id=london, phone="13811112222", name="李雷")
    found = members_queries.search(actor=shop.boss, at=NOON, text="李雷")
    shop.sell(shop.order((shop.dress, 1), member_id=found[0].id))
    last_moment = NOON.replace(month=6, hour=17)
    with time_machine.travel(last_moment, tick=False):
        assert names(owner, stage="marginal") == ["王芳"]
        assert names(owner, stage="active") == ["李雷"]
        shown = text(owner.get(reverse("office:members"), headers=HTMX))
    assert "Marginal" in shown
    assert "Active" in shown
