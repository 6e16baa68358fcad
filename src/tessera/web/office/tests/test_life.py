"""The member's page tells everything that happened, and what is to be done."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.support.applying import waiting
from tests.support.bringing import hold_a_reward, plan_thanks
from tests.support.living import agree
from tests.support.messages import notify
from tests.support.shop import NOON

from tessera.care import queries as care
from tessera.insights.queries.life import KINDS
from tessera.members import usecases as members
from tessera.messaging.rules import SOURCES
from tessera.web.office import life
from tessera.web.office.tests.conftest import Scene, SignIn


@pytest.fixture
def owner(sign_in: SignIn) -> Client:
    client = sign_in()
    client.cookies["django_language"] = "en"
    return client


def read(client: Client, name: str, *args: Any, **asked: str) -> str:
    response = client.get(reverse(f"office:{name}", args=args), asked)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_every_kind_has_a_name_and_a_teller() -> None:
    assert set(life.KIND_NAMES) == set(KINDS)


def test_every_source_of_a_consent_has_words() -> None:
    assert set(life.SOURCES) == set(SOURCES)


def test_the_story_is_told_in_words_with_items_and_people(scene: Scene, owner: Client) -> None:
    by: dict[str, Any] = {"actor": scene.shop.boss, "at": NOON, "member_id": scene.member}
    tag = members.define_tag(actor=scene.shop.boss, at=NOON, name="VIP", colour="rose")
    members.set_tag(**by, tag_id=tag, why="常客")
    members.write_note(**by, text="喜欢红色")
    notify(scene.member, "+8613800000001")
    agree(scene.member, "profiling")
    waiting(scene.shop, scene.member)

    page = read(owner, "member", scene.member)

    for words in (
        "Bought for ¥299.00 at 人民路店",
        "样品 DRESS",
        "Tag VIP hung",
        "喜欢红色",
        "Hello 王芳",
        "Agreed: Personal recommendations",
        "at the till · text 1",
        "Application for 银卡: Applied",
        "Member registered",
        "Applies for 银卡",
    ):
        assert words in page, words


def test_one_kind_is_asked_for_and_an_empty_one_says_so(scene: Scene, owner: Client) -> None:
    assert "Bought for" in read(owner, "member-history", scene.member, kind="buying")
    only = read(owner, "member-history", scene.member, kind="tag")
    assert "Nothing of this kind." in only
    assert "Bought for" not in only


def test_who_reads_no_audit_log_is_not_offered_the_door(scene: Scene, sign_in: SignIn) -> None:
    page = read(sign_in("guide"), "member", scene.member)
    assert 'value="door"' not in page
    assert 'value="buying"' in page


def test_a_task_is_seen_done_and_told(scene: Scene, owner: Client) -> None:
    task = plan_thanks(scene.shop, hold_a_reward(scene.shop))
    member = care.get_task(scene.shop.boss, task).member_id
    assert "Say thanks for bringing somebody" in read(owner, "tasks")
    assert "Say thanks for bringing somebody" in read(owner, "member", member)

    answer = owner.post(reverse("office:task-done", args=[task]), {"note": "她很高兴"})

    assert answer.status_code == 302
    assert care.get_task(scene.shop.boss, task).state == "done"
    assert "Nothing to follow up" in read(owner, "tasks")
    story = read(owner, "member-history", member, kind="message")
    assert "Task done: Say thanks for bringing somebody" in story
    assert "她很高兴" in story


def test_a_task_is_dropped_only_with_a_reason(scene: Scene, owner: Client) -> None:
    task = plan_thanks(scene.shop, hold_a_reward(scene.shop))
    assert owner.post(reverse("office:task-drop", args=[task]), {}).status_code == 422
    assert care.get_task(scene.shop.boss, task).state == "open"


def test_the_brand_switches_a_notice(owner: Client) -> None:
    assert "The level rises" in read(owner, "notices")
    answer = owner.post(reverse("office:notice", args=["risen"]), {"in_app": "on"})
    assert answer.status_code == 302
    assert "checked" in read(owner, "notice", "risen")
