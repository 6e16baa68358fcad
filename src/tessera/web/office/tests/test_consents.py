"""The office writes what members agree to, and sees who agreed to which words."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from django.test import Client
from tests.support.shop import NOON, Shop

from tessera.messaging import queries
from tessera.messaging import usecases as messaging
from tessera.web.office.tests.conftest import Scene, SignIn

HERE = "/office/messages/consents"
WORDS = {"zh-hans": "我愿意收到短信。", "zh-hant": "我願意收到簡訊。", "en": "I want news by text."}


@pytest.fixture
def shop(scene: Scene) -> Iterator[Shop]:
    with time_machine.travel(NOON, tick=False):
        yield scene.shop


@pytest.fixture
def boss(shop: Shop, sign_in: SignIn) -> Client:
    return sign_in()


def agree(shop: Shop, member_id: UUID, version: int, minutes: int, *, yes: bool = True) -> None:
    messaging.record_consents(
        actor=shop.boss,
        at=NOON + timedelta(minutes=minutes),
        member_id=member_id,
        given={"sms_marketing": yes},
        text_versions={"sms_marketing": version},
        source="app",
    )


def people(client: Client, version: int) -> list[str]:
    page = client.get(f"{HERE}/sms_marketing?version={version}")
    return [one.member_name for one in page.context["people"]]


def test_a_new_version_changes_nothing_for_those_who_agreed(shop: Shop, boss: Client) -> None:
    first = shop.join("王芳")
    agree(shop, first, 1, 0)

    done = boss.post(f"{HERE}/sms_marketing/write", WORDS)
    agree(shop, shop.join("李娜"), 2, 5)

    assert done["Location"] == f"{HERE}/sms_marketing"
    assert people(boss, 1) == ["王芳"]
    assert people(boss, 2) == ["李娜"]
    assert queries.consents_of(first)["sms_marketing"].text_version == 1
    page = boss.get(f"{HERE}/sms_marketing").content.decode()
    assert all(words in page for words in WORDS.values())


def test_who_took_it_back_or_agreed_anew_is_listed_no_more(shop: Shop, boss: Client) -> None:
    boss.post(f"{HERE}/sms_marketing/write", WORDS)
    gone, anew = shop.join("王芳"), shop.join("李娜")
    for member_id in (gone, anew):
        agree(shop, member_id, 1, 0)

    agree(shop, gone, 1, 1, yes=False)
    agree(shop, anew, 2, 1)

    assert people(boss, 1) == []
    assert people(boss, 2) == ["李娜"]


def test_many_are_listed_by_pages(shop: Shop, boss: Client) -> None:
    for number in range(23):
        agree(shop, shop.join(f"会员{number:02}"), 1, number)

    page = boss.get(f"{HERE}/sms_marketing")
    more = boss.get(f"{HERE}/sms_marketing?after={page.context['after']}")

    names = [one.member_name for one in [*page.context["people"], *more.context["people"]]]
    assert names == [f"会员{number:02}" for number in reversed(range(23))]
    assert more.context["after"] is None


def test_words_are_looked_at_before_they_are_published(boss: Client) -> None:
    page = boss.post(f"{HERE}/sharing/write", WORDS | {"preview": "1"})

    assert page.status_code == 200
    assert page.context["is_draft"]
    assert queries.newest_versions()["sharing"] == 1


@pytest.mark.parametrize("more", [{}, {"preview": "1"}], ids=["publish", "look"])
def test_a_language_that_is_missing_is_asked_for(boss: Client, more: dict[str, str]) -> None:
    page = boss.post(f"{HERE}/sharing/write", WORDS | {"en": " "} | more)

    assert page.status_code == 422
    assert "en" in page.context["form"].errors
    assert queries.newest_versions()["sharing"] == 1


@pytest.mark.parametrize("address", [f"{HERE}/fun", f"{HERE}/fun/write"])
def test_there_is_no_purpose_that_nobody_stated(boss: Client, address: str) -> None:
    assert boss.get(address).status_code == 404


def test_a_manager_reads_of_the_own_stores_members_only(
    shop: Shop, sign_in: SignIn, boss: Client
) -> None:
    agree(shop, shop.join("王芳"), 1, 0)
    manager = sign_in("manager")
    assert people(manager, 1) == ["王芳"]
    assert not manager.get(f"{HERE}/sms_marketing").context["may_write"]
    assert manager.get(f"{HERE}/sms_marketing/write").status_code == 403


def test_what_a_member_takes_back_by_phone_holds_at_once(scene: Scene, sign_in: SignIn) -> None:
    given = {"membership": True, "sms_marketing": True}
    messaging.record_consents(
        actor=scene.shop.boss,
        at=NOON,
        member_id=scene.member,
        given=given,
        text_versions=dict.fromkeys(given, 1),
        source="till",
    )
    cashier = sign_in("cashier")
    page = f"/office/members/{scene.member}"
    assert f"{page}/consents/withdraw" in cashier.get(page).content.decode()
    sent = {"purpose": "membership", "evidence": "来电"}
    assert cashier.post(f"{page}/consents/withdraw", sent).status_code == 422
    assert queries.consents_of(scene.member)["membership"].given
    sent["purpose"] = "sms_marketing"
    assert cashier.post(f"{page}/consents/withdraw", sent).status_code == 302
    kept = queries.consents_of(scene.member)["sms_marketing"]
    assert (kept.given, kept.source, kept.evidence) == (False, "office", "来电")
    assert not queries.may_send(scene.member, "marketing", "sms")
    assert cashier.post(f"{page}/consents/withdraw", sent).status_code == 422
    nothing_left = cashier.get(f"{page}/consents/withdraw").content.decode()
    assert 'name="purpose"' not in nothing_left
    assert "没有授权其他用途" in nothing_left
