"""What the office knows and does about members."""

import csv
import io
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook
from tests.support.shop import NOON

from tessera.members import queries, usecases
from tessera.org import queries as org
from tessera.web.office.tests.conftest import Scene, SignIn

pytestmark = pytest.mark.django_db

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\x0dIHDR" + bytes(40) + b"IEND\xaeB`\x82"


def path(scene: Scene, rest: str = "") -> str:
    return f"/office/members/{scene.member}{rest}"


def post(client: Client, address: str, **data: Any) -> Any:
    return client.post(address, data, HTTP_HX_REQUEST="true")


def told(client: Client, address: str) -> str:
    answer = client.get(address, HTTP_ACCEPT_LANGUAGE="en")
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_a_member_tells_is_filled_in_and_shown(scene: Scene, sign_in: SignIn) -> None:
    client = sign_in()
    sent = {"gender": "female", "income_band": "", "region": "深圳", "style": "", "sizes": "鞋 37"}
    assert post(client, path(scene, "/profile"), **sent).status_code == 200
    birthday = {"calendar": "leap", "month": 6, "day": 15, "year": 1987}
    assert post(client, path(scene, "/birthday"), **birthday).status_code == 200
    page = told(client, path(scene))
    for text in ("深圳", "鞋 37", "Female", "leap month 6"):
        assert text in page, text


def test_a_day_that_never_was_is_refused_in_the_form(scene: Scene, sign_in: SignIn) -> None:
    sent = {"calendar": "solar", "month": 2, "day": 30, "year": ""}
    answer = post(sign_in(), path(scene, "/birthday"), **sent)
    assert answer.status_code == 422
    assert queries.birthdays_of([scene.member]) == {}


def test_a_picture_is_shown_to_staff_and_to_nobody_else(
    scene: Scene, sign_in: SignIn, client: Client, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    staff = sign_in()
    sent = SimpleUploadedFile("x.png", PNG, content_type="image/png")
    assert post(staff, path(scene, "/photo"), photo=sent).status_code == 200
    [kept] = [file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*.png")]
    assert f"/media/{kept}" in told(staff, path(scene))
    answer = staff.get(f"/media/{kept}")
    assert (answer.status_code, "private" in answer["Cache-Control"]) == (200, True)
    for spelled in (kept, f"./{kept}", f"x/../{kept}", f"/{kept}"):
        assert client.get(f"/media/{spelled}").status_code == 404, spelled


def test_tags_are_hung_with_a_reason_and_taken_away(scene: Scene, sign_in: SignIn) -> None:
    client = sign_in("cashier")
    tag = usecases.define_tag(actor=scene.shop.boss, at=NOON, name="VIP", colour="rose")
    post(client, path(scene, "/tags"), tag=str(tag), why="Opening party")
    assert "Opening party" in told(client, path(scene))
    post(client, path(scene, f"/tags/{tag}"))
    assert queries.tags_of([scene.member]) == {}


def test_notes_for_managers_stay_with_managers(scene: Scene, sign_in: SignIn) -> None:
    manager, cashier = sign_in("manager"), sign_in("cashier")
    post(manager, path(scene, "/notes"), text="complained in March", for_managers="on")
    post(cashier, path(scene, "/notes"), text="<b>likes linen</b>")
    assert "complained in March" in told(manager, path(scene))
    page = told(cashier, path(scene))
    assert "complained in March" not in page
    assert "&lt;b&gt;likes linen&lt;/b&gt;" in page


def test_the_brand_asks_what_it_wants_and_who_may_answers(scene: Scene, sign_in: SignIn) -> None:
    owner, manager = sign_in(), sign_in("manager")
    sent = {"name": "车牌", "kind": "text", "changed_by": ["manager"], "choices": ""}
    assert post(owner, "/office/members/settings/fields", **sent).status_code == 200
    [field] = queries.list_fields()
    post(manager, path(scene, "/answers"), **{str(field.id): "粤B12345"})
    assert "粤B12345" in told(manager, path(scene))
    assert "粤B12345" not in told(sign_in("guide"), path(scene))


def test_levels_tags_fields_and_ages_are_defined_on_one_page(scene: Scene, sign_in: SignIn) -> None:
    client, base = sign_in(), "/office/members/settings"
    post(client, f"{base}/levels", name="Gold", rank=2, discount="7.5")
    post(client, f"{base}/tags", name="VIP", colour="rose")
    post(client, f"{base}/ages", from_age=60, name="Senior")
    page = told(client, base)
    for text in ("Gold", "7.5", "VIP", "Senior"):
        assert text in page, text
    gold = queries.list_levels()[-1]
    post(client, f"{base}/levels/{gold.id}", name="Golden", discount="10")
    assert queries.list_levels()[-1].discount_bp == 1000
    [band] = queries.list_age_bands()
    post(client, f"{base}/ages/{band.id}")
    assert queries.list_age_bands() == ()


def test_duplicates_are_listed_and_merged_with_a_reason(scene: Scene, sign_in: SignIn) -> None:
    client = sign_in()
    twin = _twin(scene)
    assert "The same phone" in told(client, "/office/members/duplicates")
    dialog = told(client, path(scene, f"/merge/{twin}"))
    assert "cannot be undone" in dialog
    assert post(client, path(scene, f"/merge/{twin}"), reason="").status_code == 422
    assert queries.survivor_of(twin) == twin
    answer = post(client, path(scene, f"/merge/{twin}"), reason="one person")
    assert answer["HX-Redirect"] == path(scene)
    assert queries.survivor_of(twin) == scene.member
    moved = client.get(f"/office/members/{twin}")
    assert (moved.status_code, moved["Location"]) == (302, path(scene))
    assert "No duplicates" in told(client, "/office/members/duplicates")


def test_who_stays_shows_what_the_duplicate_bought(scene: Scene, sign_in: SignIn) -> None:
    keep = scene.shop.join("王方")
    usecases.merge(
        actor=scene.shop.boss, at=NOON, keep_id=keep, gone_id=scene.member, reason="one person"
    )
    assert f"/office/sales/{scene.sale}" in told(sign_in(), f"/office/members/{keep}")


def test_a_poster_is_made_for_a_store_and_leads_to_the_members_app(
    scene: Scene, sign_in: SignIn
) -> None:
    client = sign_in("manager")
    made = client.post(f"/office/invitations/store/{scene.shop.store_id}")
    [invitation] = queries.list_invitations(scene.shop.boss)
    code = invitation.facts.code
    assert made["Location"] == f"/office/invitations/{code}"
    page = told(client, made["Location"])
    assert f"/join/{code}" in page
    assert "<svg" in page
    assert code in told(client, "/office/invitations")


def test_another_stores_poster_is_neither_listed_nor_shown(scene: Scene, sign_in: SignIn) -> None:
    made = usecases.invite(actor=scene.shop.boss, at=NOON, kind="store", store_id=scene.elsewhere)
    client = sign_in("manager")
    assert made.code not in told(client, "/office/invitations")
    assert client.get(f"/office/invitations/{made.code}").status_code == 404
    assert client.post(f"/office/invitations/store/{scene.elsewhere}").status_code == 403


def test_a_guide_makes_a_poster_of_their_own(scene: Scene, sign_in: SignIn) -> None:
    client = sign_in("guide")
    me = next(one for one in org.list_staff(scene.shop.boss) if one.role == "guide")
    assert client.post(f"/office/invitations/guide/{me.id}").status_code == 302
    [invitation] = queries.list_invitations(scene.shop.boss)
    assert (invitation.facts.staff_id, invitation.facts.store_id) == (me.id, scene.shop.store_id)


def test_a_membership_goes_to_another_person(scene: Scene, sign_in: SignIn) -> None:
    sent = {"name": "李娜", "phone": "13900000077", "birthday": "", "reason": "gift"}
    post(sign_in("manager"), path(scene, "/transfer"), **sent)
    assert queries.get_member(scene.shop.boss, scene.member).name == "李娜"


def _twin(scene: Scene) -> UUID:
    """Somebody whose number in another system is the member's phone."""
    return usecases.register(
        actor=scene.shop.boss,
        at=NOON,
        name="王 芳",
        phone=None,
        reference="13800000001",
        store_id=scene.shop.store_id,
    ).id


def test_a_filter_narrows_the_list_and_is_kept_under_a_name(scene: Scene, sign_in: SignIn) -> None:
    client = sign_in()
    tag = usecases.define_tag(actor=scene.shop.boss, at=NOON, name="VIP", colour="rose")
    usecases.set_tag(actor=scene.shop.boss, at=NOON, member_id=scene.member, tag_id=tag)
    scene.shop.join("李娜")
    page = told(client, f"/office/members?tag={tag}")
    assert "王芳" in page
    assert "李娜" not in page
    post(client, f"/office/members/filters?tag={tag}&q=x", name="Ours")
    page = told(client, "/office/members")
    assert f"?tag={tag}" in page
    assert "Ours" in page
    assert "Ours" not in told(sign_in("manager"), "/office/members")


def test_a_text_and_a_filter_narrow_the_list_together(scene: Scene, sign_in: SignIn) -> None:
    page = told(sign_in(), "/office/members?q=王芳&month=5")
    assert "No member like that" in page


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_is_taken_along_with_the_name_of_who_took_it(
    scene: Scene, sign_in: SignIn, kind: str
) -> None:
    usecases.register(
        actor=scene.shop.boss,
        at=NOON,
        name="=HYPERLINK(1)",
        phone="13900000055",
        store_id=scene.shop.store_id,
    )
    answer = sign_in().post("/office/members/export", {"kind": kind}, HTTP_ACCEPT_LANGUAGE="en")
    assert 'attachment; filename="members-' in answer["Content-Disposition"]
    rows = _rows(answer.content, kind)
    assert rows[0][0].startswith("Taken by owner")
    assert rows[1][0] == "Full name"
    assert {row[1] for row in rows[2:]} == {"138****0001", "139****0055"}
    assert {row[0] for row in rows[2:]} == {
        "王芳",
        "'=HYPERLINK(1)" if kind == "csv" else "=HYPERLINK(1)",
    }


def test_who_may_not_take_the_list_along_is_not_offered_to(scene: Scene, sign_in: SignIn) -> None:
    client = sign_in("manager")
    assert "/office/members/export" not in told(client, "/office/members")
    assert client.post("/office/members/export", {"kind": "csv"}).status_code == 403


def _rows(content: bytes, kind: str) -> list[list[str]]:
    if kind == "csv":
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
    return [[str(value or "") for value in row] for row in sheet.iter_rows(values_only=True)]
