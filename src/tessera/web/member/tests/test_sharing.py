"""Pages that are shared: what they tell WeChat, inside it and nowhere else."""

from dataclasses import replace
from typing import Any

import pytest
import time_machine
from django.conf import settings as django_settings
from django.test import Client
from tests.support.redeeming import enter
from tests.support.shop import NOON, open_shop

from tessera.identity.rules import WeChatAccount
from tessera.rewards import usecases
from tessera.rewards.rules.activities import ActivityFacts
from tessera.web.member.access import COOKIE
from tessera.web.member.sharing import SDK

pytestmark = pytest.mark.django_db
WECHAT = {"User-Agent": "Mozilla/5.0 (iPhone) MicroMessenger/8.0.49 Language/zh_CN"}


@pytest.fixture(autouse=True)
def noon() -> object:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture(autouse=True)
def _member(client: Client, settings: Any) -> None:
    shop = open_shop()
    facts = ActivityFacts("share", is_on=True, points=5)
    usecases.set_activity(actor=shop.boss, at=NOON, facts=facts)
    client.cookies[COOKIE] = enter(shop.boss, shop.join())
    account = WeChatAccount(app_id="wxapp", secret="s" * 32)
    settings.OUTSIDE = replace(django_settings.OUTSIDE, wechat=account)


@pytest.mark.parametrize("page", ["/m/earn", "/m/invite"])
def test_inside_wechat_a_page_says_what_its_menu_shares(client: Client, page: str) -> None:
    answer = client.get(page, headers=WECHAT)
    assert f'data-sdk="{SDK}"' in answer.content.decode()
    assert 'data-address="http://testserver/join/' in answer.content.decode()
    assert f"script-src 'self' {SDK};" in answer["Content-Security-Policy"] + ";"


@pytest.mark.parametrize("page", ["/m/earn", "/m/invite"])
def test_elsewhere_nothing_of_wechat_is_let_in(client: Client, page: str) -> None:
    answer = client.get(page)
    assert "data-wechat" not in answer.content.decode()
    assert "qq.com" not in answer["Content-Security-Policy"]


def test_without_an_application_the_browser_shares_by_itself(client: Client, settings: Any) -> None:
    settings.OUTSIDE = replace(django_settings.OUTSIDE, wechat=WeChatAccount())
    answer = client.get("/m/earn", headers=WECHAT)
    assert "data-wechat" not in answer.content.decode()
    assert "qq.com" not in answer["Content-Security-Policy"]


def test_what_was_shared_is_told_once_a_day(client: Client) -> None:
    assert 'id="shared"' in client.get("/m/earn").content.decode()
    client.post("/m/earn/share")
    answer = client.post("/m/earn/share", follow=True, headers={"Accept-Language": "en"})
    assert "Earned this way so far: 5" in answer.content.decode()
