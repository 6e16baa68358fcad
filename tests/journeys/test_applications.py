"""From the member's button to the card: the app, the office, the till, and the night after the last day."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from tessera.charters import jobs, queries
from tessera.identity import operations as identity
from tessera.identity.operations import Device
from tessera.identity.usecases import join
from tessera.kernel.actor import Actor, system_actor
from tessera.messaging import usecases as messaging
from tessera.messaging.models import Consent
from tessera.org import queries as org
from tessera.platform import work as platform_work
from tessera.platform.models import User
from tessera.web.member.access import COOKIE
from tests.support.applying import Desk, open_desk, work
from tests.support.messages import newest_code
from tests.support.shop import NOON, Shop
from tests.support.till import Till, hire


@pytest.fixture
def desk(shop: Shop) -> Desk:
    return open_desk(shop)


def browser(desk: Desk, actor: Actor) -> Client:
    assert actor.id is not None
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(User.objects.get(id=org.get_staff(desk.shop.boss, actor.id).user_id))
    return client


def test_an_application_goes_through_two_hands_and_the_page_tells_each_step(desk: Desk) -> None:
    application_id = desk.apply()
    first, second = browser(desk, desk.reviewer), browser(desk, desk.decider)
    here = f"/office/applications/{application_id}"
    assert "Review" in first.get(here).content.decode()
    assert first.post(f"{here}/review", {"documents": "ID card"}).status_code == 302
    assert "somebody else decides" in first.get(here).content.decode()
    assert first.post(f"{here}/approve").status_code == 422
    assert second.post(f"{here}/approve").status_code == 302
    page = second.get(here).content.decode()
    assert "样品 CARDFEE" in page
    assert "ID card" in page
    listed = second.get("/office/applications?state=due").content.decode()
    assert "王芳" in listed
    assert "王芳" not in second.get("/office/applications?state=lapsed").content.decode()


def test_the_owner_writes_the_charter_and_everybody_reads_it(desk: Desk) -> None:
    owner = browser(desk, hire(desk.shop, "owner"))
    assert (
        "There is no charter"
        in Client().get("/charter", headers={"Accept-Language": "en"}).content.decode()
    )
    filled = {
        f"{part}_{language}": f"{part} {language}"
        for part in ("title", "conditions", "rights")
        for language in ("zh-hans", "zh-hant", "en")
    }
    short = {**filled, "rights_en": ""}
    assert owner.post("/office/charter/write", short).status_code == 422
    assert queries.find_charter() is None
    assert owner.post("/office/charter/write", filled).status_code == 302
    read = Client().get("/charter", headers={"Accept-Language": "en"}).content.decode()
    assert "conditions en" in read
    assert (
        "title zh-hans"
        in owner.get("/office/charter", headers={"Accept-Language": "zh-hans"}).content.decode()
    )


def test_the_way_to_a_level_is_set_on_a_sheet(desk: Desk) -> None:
    owner = browser(desk, hire(desk.shop, "owner"))
    here = f"/office/charter/levels/{desk.silver}"
    asked = {"kind": "fee", "fee_sku_id": str(desk.fee), "days": "14", "needs": "ID"}
    assert owner.post(here, {**asked, "fee_sku_id": ""}).status_code == 422
    assert owner.post(here, asked).status_code == 302
    way = queries.find_way(desk.silver)
    assert way is not None
    assert (way.kind, way.days, way.needs) == ("fee", 14, "ID")


def test_a_cashier_applies_for_who_stands_at_the_counter(desk: Desk) -> None:
    cashier = browser(desk, hire(desk.shop, "cashier"))
    asked = {"member": "13800000001", "level_id": str(desk.silver)}
    nobody = {**asked, "member": "13811112222"}
    assert cashier.post("/office/applications/new", nobody).status_code == 422
    assert cashier.post("/office/applications/new", asked).status_code == 302
    assert cashier.post("/office/applications/new", asked).status_code == 422
    assert len(queries.list_own(desk.member)) == 1


def app(desk: Desk) -> Client:
    """The member's phone."""
    door = system_actor("door", frozenset())
    with platform_work.begin(platform_work.Work("member.sign_in", NOON, None, "")):
        entered = identity.let_in(
            actor=door, at=NOON, member_id=desk.member, means="code", device=Device("127.0.0.1")
        )
    client = Client(headers={"Accept-Language": "en"})
    client.cookies[COOKIE] = entered.token
    return client


def test_from_the_button_in_the_app_to_the_discount_of_the_next_sale(
    desk: Desk, till: Till
) -> None:
    phone = app(desk)
    assert "Apply for 银卡" in phone.get("/m/level").content.decode()
    assert phone.post(f"/m/level/{desk.silver}/apply").status_code == 302
    [found] = queries.list_own(desk.member)
    page = phone.get("/m/level").content.decode()
    assert "Waiting for review" in page
    assert "Apply for 银卡" not in page
    desk.review(found.id)
    desk.approve(found.id)
    page = phone.get("/m/level").content.decode()
    assert "样品 CARDFEE" in page
    assert "Withdraw the application" in page
    fee = till.sale((desk.fee, 1), total=20000, member_id=str(desk.member))
    assert till.post("/sales", fee).status == 200
    assert work() == 1
    dress = till.cart((desk.shop.dress, 1), member_id=str(desk.member))
    assert till.post("/quote", dress).body["total_minor"] == 26910
    page = phone.get("/m/level").content.decode()
    assert "Level given" in page
    assert "bought the level" in page
    cashier = browser(desk, hire(desk.shop, "cashier"))
    assert cashier.post(f"/office/applications/{found.id}/issue").status_code == 302
    assert queries.list_own(desk.member)[0].state == "issued"


def test_who_does_not_pay_reads_in_the_app_that_it_ran_out_and_may_apply_again(desk: Desk) -> None:
    application_id = desk.approved()
    with time_machine.travel(datetime(2026, 4, 10, 16, 1, tzinfo=UTC), tick=False):
        jobs.lapse()
        page = app(desk).get("/m/level").content.decode()
        assert "Ran out" in page
        assert "Apply for 银卡" in page
    assert desk.state(application_id) == "lapsed"


def test_a_member_takes_an_application_back(desk: Desk) -> None:
    application_id = desk.apply()
    assert app(desk).post(f"/m/applications/{application_id}/withdraw").status_code == 302
    assert desk.state(application_id) == "withdrawn"


def test_the_version_of_the_charter_that_was_read_is_kept_with_the_consent(desk: Desk) -> None:
    door = system_actor("door", {"identity.join", "messaging.prove_phone"})
    messaging.request_code(
        actor=door, at=NOON, phone="13911110000", purpose="sign_in", address="127.0.0.1"
    )
    code = newest_code("+8613911110000")
    proved = messaging.prove_phone(
        actor=door, at=NOON, phone="13911110000", purpose="sign_in", code=code
    )
    join(
        actor=door,
        at=NOON + timedelta(seconds=1),
        proof=proved.proof,
        name="李娜",
        consents={"membership": True},
        text_versions={"membership": 1},
        device=Device("127.0.0.1"),
        evidence="charter 3",
    )
    assert Consent.objects.get().evidence == "charter 3 127.0.0.1"
