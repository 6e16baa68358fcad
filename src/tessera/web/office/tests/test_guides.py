"""Guides in the office: a member's page, the list, hand-overs, and the guide's own way in."""

from typing import Any

import pytest
from django.test import Client
from tests.support.guiding import a_guide, half_handed_over, look_after
from tests.support.shop import NOON
from tests.support.till import sign_in as at_till

from tessera.members import queries
from tessera.org import usecases as org
from tessera.web.office.tests.conftest import Scene, SignIn

pytestmark = pytest.mark.django_db


def post(client: Client, address: str, **data: Any) -> int:
    return int(client.post(address, data, HTTP_HX_REQUEST="true").status_code)


def told(client: Client, address: str) -> str:
    answer = client.get(address, HTTP_ACCEPT_LANGUAGE="en")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_guide_is_chosen_on_the_members_page_and_told_everywhere(
    scene: Scene, sign_in: SignIn
) -> None:
    client, fang = sign_in(), a_guide(scene.shop, "王小芳")
    address = f"/office/members/{scene.member}"
    assert post(client, f"{address}/guide", guide=str(fang), reason="常客") == 200
    page = told(client, address)
    assert "王小芳 is the guide" in page
    assert "常客" in page
    assert "王芳" in told(client, f"/office/members?guide={fang}")
    assert "王芳" not in told(client, "/office/members?guide=none")
    till = at_till(scene.shop).get(f"/members/{scene.member}")
    assert till.body["guide"] == "王小芳"


def test_nobody_is_the_guide_only_where_that_is_chosen(scene: Scene, sign_in: SignIn) -> None:
    client, address = sign_in(), f"/office/members/{scene.member}/guide"
    look_after(scene.shop, scene.member, a_guide(scene.shop, "王小芳"))
    assert post(client, address, guide="", reason="离职") == 422
    assert queries.find_guide(scene.member) is not None
    assert post(client, address, guide="nobody", reason="离职") == 200
    assert queries.find_guide(scene.member) is None


def test_without_a_reason_nobody_becomes_the_guide(scene: Scene, sign_in: SignIn) -> None:
    sent = {"guide": str(a_guide(scene.shop, "王小芳")), "reason": ""}
    assert post(sign_in(), f"/office/members/{scene.member}/guide", **sent) == 422
    assert queries.find_guide(scene.member) is None


def test_the_members_of_who_left_are_nobodys_until_they_are_handed_over(
    scene: Scene, sign_in: SignIn
) -> None:
    client, fang, jing = sign_in(), a_guide(scene.shop, "王小芳"), a_guide(scene.shop, "陈静")
    look_after(scene.shop, scene.member, fang)
    org.dismiss(actor=scene.shop.boss, at=NOON, staff_id=fang)
    assert "works here no more" in told(client, f"/office/members/{scene.member}")
    assert "王芳" in told(client, "/office/members?guide=none")
    assert "王小芳" in told(client, f"/office/members?guide={fang}")
    assert "Hand members over" in told(client, "/office/staff?dismissed=yes")
    sent = {"guide": str(jing), "reason": "离职"}
    assert post(client, f"/office/staff/{fang}/members", **sent) == 200
    found = queries.find_guide(scene.member)
    assert found is not None
    assert found.name == "陈静"
    assert post(client, f"/office/staff/{fang}/members", **sent) == 422


def test_the_page_of_staff_shows_how_far_a_hand_over_has_come(
    scene: Scene, sign_in: SignIn
) -> None:
    client, fang = sign_in(), a_guide(scene.shop, "王小芳")
    assert "<progress" not in told(client, "/office/staff")
    half_handed_over(fang)
    for page in (
        told(client, "/office/staff"),
        client.get("/office/staff/hand-overs", HTTP_HX_REQUEST="true").content.decode(),
    ):
        assert 'value="50"' in page
        assert "王小芳" in page


def test_guides_find_their_own_members_in_the_navigation(scene: Scene, sign_in: SignIn) -> None:
    client = sign_in("guide")
    assert "No member of your own yet" in told(client, "/office/members?guide=mine")
    assert client.get("/office/members/mine")["Location"] == "/office/members?guide=mine"
    (mine,) = (key for key, name in queries.list_guides(scene.shop.boss) if name == "guide")
    look_after(scene.shop, scene.member, mine)
    page = told(client, "/office/members?guide=mine")
    assert "王芳" in page
    assert '/office/members/mine"' in page
    assert page.count("My members") >= 3
    assert '/office/members/mine"' not in told(sign_in(), "/office/members")


def test_the_brand_says_whether_members_read_who_it_is(scene: Scene, sign_in: SignIn) -> None:
    client = sign_in()
    assert queries.is_guide_shown()
    assert post(client, "/office/members/settings/guides") == 200
    assert not queries.is_guide_shown()
    assert "do not read in their app" in told(client, "/office/members/settings")
