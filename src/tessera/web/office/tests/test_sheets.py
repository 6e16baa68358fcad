from typing import Any
from uuid import UUID

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from tests.support.shop import NOON

from tessera.insights.queries import trail
from tessera.insights.queries.trail import Asked, Deed
from tessera.members import queries as members
from tessera.members import usecases as member_usecases
from tessera.org import queries as org
from tessera.web.office.tests.conftest import Scene, SignIn

HTMX = {"HX-Request": "true"}
GOOD = "velvet-moon-4711"


def post(client: Client, route: str, /, *args: UUID, headers: Any = HTMX, **filled: Any) -> Any:
    return client.post(reverse(f"office:{route}", args=args), filled, headers=headers)


def newest(scene: Scene) -> Deed:
    return trail.list_deeds(actor=scene.shop.boss, asked=Asked()).rows[0]


def people(scene: Scene) -> dict[str, str]:
    return {one.name: one.role for one in org.list_staff(scene.shop.boss)}


def test_somebody_is_hired_and_the_list_comes_back_with_a_note(
    scene: Scene, sign_in: SignIn
) -> None:
    client = sign_in()
    filled = {"name": "林晓", "username": "lin", "password": GOOD, "role": "cashier"}

    response = post(client, "hire", stores=[str(scene.shop.store_id)], **filled)

    assert response["HX-Redirect"] == "/office/staff"
    assert [str(note) for note in get_messages(response.wsgi_request)]
    assert people(scene)["林晓"] == "cashier"


def test_without_htmx_a_form_leads_back_by_itself(scene: Scene, sign_in: SignIn) -> None:
    filled = {"name": "林晓", "username": "lin", "password": GOOD, "role": "cashier"}

    response = post(sign_in(), "hire", headers={}, stores=[str(scene.shop.store_id)], **filled)

    assert (response.status_code, response["Location"]) == (302, "/office/staff")


def test_a_refusal_stands_in_the_form_with_what_was_typed_and_changes_nothing(
    scene: Scene, sign_in: SignIn
) -> None:
    client = sign_in()
    before = people(scene)

    response = post(client, "hire", name="林晓", username="lin", password=GOOD, role="cashier")

    assert response.status_code == 422
    assert 'value="林晓"' in response.content.decode()
    assert 'role="alert"' in response.content.decode()
    assert people(scene) == before


def test_what_is_missing_is_said_beside_its_field(scene: Scene, sign_in: SignIn) -> None:
    before = people(scene)
    client = sign_in("manager")

    response = post(client, "hire", name="", username="", password="", role="cashier")

    assert response.status_code == 422
    assert response.content.decode().count("id_name_error") >= 1
    assert people(scene) == before | {"manager": "manager"}


def test_a_manager_can_make_nobody_an_owner(scene: Scene, sign_in: SignIn) -> None:
    client = sign_in("manager")
    filled = {"name": "林晓", "username": "lin", "password": GOOD, "role": "owner"}

    response = post(client, "hire", stores=[str(scene.shop.store_id)], **filled)

    assert response.status_code == 422
    assert "林晓" not in people(scene)


def test_somebody_is_changed_gets_a_password_and_goes(scene: Scene, sign_in: SignIn) -> None:
    client = sign_in()
    sign_in("cashier")
    cashier = next(one for one in org.list_staff(scene.shop.boss) if one.role == "cashier")
    here = [str(scene.shop.store_id)]

    post(client, "staff-change", cashier.id, name="小林", role="guide", stores=here)
    assert people(scene)["小林"] == "guide"
    post(client, "staff-password", cashier.id, password=GOOD)
    assert newest(scene).action == "staff.password_reset"
    post(client, "staff-dismiss", cashier.id)
    assert "小林" not in people(scene)


def test_a_new_password_leaves_this_browser_signed_in(scene: Scene, sign_in: SignIn) -> None:
    client = sign_in()
    filled = {"present_password": "silk-and-brocade-88", "password": GOOD, "repeated": GOOD}

    assert post(client, "own-password", **filled)["HX-Redirect"] == "/office/"
    assert client.get("/office/").status_code == 200


def test_who_sits_down_at_an_open_page_cannot_guess_the_password(
    scene: Scene, sign_in: SignIn
) -> None:
    client = sign_in()
    filled = {"password": GOOD, "repeated": GOOD}
    for guess in range(8):
        wrong = post(client, "own-password", present_password=f"guess {guess}", **filled)
        assert wrong.status_code == 422
    assert newest(scene).action == "staff.sign_in_refused"

    right = post(client, "own-password", present_password="silk-and-brocade-88", **filled)

    assert right.status_code == 422
    assert "尝试次数过多" in right.content.decode()
    assert newest(scene).action == "staff.sign_in_refused"


def test_a_password_that_was_typed_in_two_ways_is_not_taken(scene: Scene, sign_in: SignIn) -> None:
    client = sign_in()
    filled = {"present_password": "silk-and-brocade-88", "password": GOOD, "repeated": "other"}

    assert post(client, "own-password", **filled).status_code == 422
    assert newest(scene).action != "staff.password_changed"


def test_a_member_is_corrected_and_moved_to_another_level(scene: Scene, sign_in: SignIn) -> None:
    client, boss = sign_in("manager"), scene.shop.boss
    gold = member_usecases.define_level(actor=boss, at=NOON, name="金卡", rank=2, discount_bp=500)

    post(client, "member-change", scene.member, name="王方", birthday="1990-05-01")
    member = members.get_member(boss, scene.member)
    assert (member.name, str(member.birthday)) == ("王方", "1990-05-01")

    post(client, "member-level", scene.member, level=str(gold), reason="生日")
    assert members.get_member(boss, scene.member).level_name == "金卡"


def test_the_whole_phone_is_shown_to_who_may_and_leaves_a_row(
    scene: Scene, sign_in: SignIn
) -> None:
    response = post(sign_in("manager"), "member-phone", scene.member)

    assert "138 0000 0001" in response.content.decode()
    assert (newest(scene).action, newest(scene).subject) == (
        "member.phone_revealed",
        str(scene.member),
    )


def test_the_whole_phone_is_not_shown_to_who_may_not(scene: Scene, sign_in: SignIn) -> None:
    client = sign_in("cashier")
    before = newest(scene)

    response = post(client, "member-phone", scene.member)

    assert response.status_code == 403
    assert "0000 0001" not in response.content.decode()
    assert response["HX-Retarget"] == "#notes"
    assert newest(scene) == before


def test_the_card_is_shown_as_a_picture_and_leaves_a_row(scene: Scene, sign_in: SignIn) -> None:
    response = post(sign_in("cashier"), "member-card", scene.member)

    assert "<svg" in response.content.decode()
    assert newest(scene).action == "member.card_shown"


def test_a_store_is_opened_described_and_gets_a_till(scene: Scene, sign_in: SignIn) -> None:
    client, boss = sign_in(), scene.shop.boss
    clock = {"zone": "Asia/Shanghai", "cutover_hour": "4"}

    post(client, "store-open", name="新店", code="N1", kind="direct", **clock)
    store = next(one for one in org.list_stores(boss) if one.code == "N1")
    post(client, "store-change", store.id, name="老店", **clock)
    post(client, "till-open", store.id, code="T9", name="九号台")

    assert org.get_store(store.id).name == "老店"
    assert [till.name for till in org.list_tills(boss, store.id)] == ["九号台"]


def test_only_who_sees_all_stores_opens_one(scene: Scene, sign_in: SignIn) -> None:
    client = sign_in("manager")
    filled = {"name": "新店", "code": "N1", "kind": "direct", "zone": "Asia/Shanghai"}

    assert post(client, "store-open", cutover_hour="0", **filled).status_code == 403
    assert "N1" not in {store.code for store in org.list_stores(scene.shop.boss)}


def test_a_lost_card_is_replaced_and_the_old_one_finds_nobody(
    scene: Scene, sign_in: SignIn
) -> None:
    boss = scene.shop.boss
    old = member_usecases.show_card(actor=boss, at=NOON, member_id=scene.member)

    post(sign_in("manager"), "card-new", scene.member, reason="遗失")

    assert members.find_by_card(actor=boss, at=NOON, code=old) is None
    assert newest(scene).action == "member.card_replaced"


@pytest.mark.parametrize(
    ("route", "back"),
    [
        ("card-kind-new", "cards"),
        ("points-rule-new", "points"),
        ("referral-program", "rewards"),
        ("points-spending-change", "points-spending"),
    ],
)
def test_a_long_form_has_its_parts_its_token_and_a_way_back(
    scene: Scene, sign_in: SignIn, route: str, back: str
) -> None:
    member_usecases.define_tag(actor=scene.shop.boss, at=NOON, name="常客", colour="sky")
    client, address = sign_in(), reverse(f"office:{route}")
    asked = client.get(address)
    page = asked.content.decode()
    parts = [name for name, _text, _fields in asked.context["form"].groups()]
    assert parts
    assert page.count("<legend") >= len(parts)
    for name in asked.context["form"].fields:
        assert f'name="{name}"' in page, name
    assert f'action="{address}"' in page
    assert "csrfmiddlewaretoken" in page
    assert f'href="{reverse(f"office:{back}")}" class="btn btn-ghost"' in page


@pytest.mark.parametrize("number", ["9223372036854775808", "-9223372036854775809", "😀"])
def test_a_number_without_end_is_refused_at_its_field(
    scene: Scene, sign_in: SignIn, number: str
) -> None:
    names = ("transfer_min_points", "transfer_day_max", "transfer_fee_points")
    response = post(sign_in(), "points-transfers", **dict.fromkeys(names, number))
    assert response.status_code == 422
    assert set(names) <= set(response.context["form"].errors)
