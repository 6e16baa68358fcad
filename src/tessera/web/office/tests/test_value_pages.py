"""Stored value in the office: plans, the law, the contract, what is frozen, a store that closes."""

import io
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from tests.support.law import set_rule
from tests.support.shop import NOON

from tessera.kernel.actor import Actor
from tessera.platform import versions
from tessera.wallet import queries
from tessera.wallet import usecases as wallet
from tessera.wallet.rules import prepaid
from tessera.wallet.rules.topups import Gifts, Tier
from tessera.web.office import value_words
from tessera.web.office.tests.conftest import Scene, SignIn


def filled(form: Any) -> dict[str, Any]:
    """What a form would send back as it was shown."""
    return {
        bound.html_name: bound.value()
        for bound in form
        if bound.value() or (bound.value() == 0 and bound.value() is not False)
    }


def test_a_plan_is_written_and_read_again_as_it_was_filled_in(
    scene: Scene, sign_in: SignIn
) -> None:
    client = sign_in()
    made = client.post(reverse("office:plan-new"), {"name": "自选充值", "amount": "500"})
    address = made.headers["Location"]
    shown = client.get(address).context["form"]
    sent = filled(shown) | {
        "max_minor": "5000",
        "min_minor": "100",
        "step_minor": "10",
        "tiers": "500 = 50\n1000 = 120.50",
        "percent": "2.5",
        "parts_count": "3",
        "part_unit": "week",
        "first_only": "on",
    }
    assert client.post(address, sent).headers["Location"] == reverse("office:value")
    (plan,) = [one.plan for one in queries.list_topup_skus() if one.name == "自选充值"]
    assert plan is not None
    terms = plan.terms
    assert terms.tiers == (
        Tier(50000, Gifts(bonus_minor=5000)),
        Tier(100000, Gifts(bonus_minor=12050)),
    )
    assert (terms.min_minor, terms.max_minor, terms.step_minor) == (10000, 500000, 1000)
    assert (terms.percent_bp, terms.parts, terms.part_unit, terms.first_only) == (
        250,
        3,
        "week",
        True,
    )
    again = client.get(address).context["form"]
    client.post(address, filled(again))
    (kept,) = [one.plan for one in queries.list_topup_skus() if one.name == "自选充值"]
    assert kept is not None
    assert kept.terms == terms


def test_a_tier_that_cannot_be_read_is_refused(scene: Scene, sign_in: SignIn) -> None:
    client, address = sign_in(), reverse("office:plan", args=[scene.shop.topup])
    sent = filled(client.get(address).context["form"]) | {"tiers": "五百送五十"}
    answer = client.post(address, sent)
    assert answer.status_code == 422
    assert "tiers" in answer.context["form"].errors


def test_the_law_is_saved_as_a_version_with_every_rule(scene: Scene, sign_in: SignIn) -> None:
    client, address = sign_in(), reverse("office:value-law")
    answer = client.get(address, {"profile": "cn-strict"})
    assert ">cn-" not in answer.content.decode()
    shown = answer.context["form"]
    assert shown["name"].value() not in prepaid.PROFILES
    assert client.post(address, filled(shown)).status_code == 302
    legal = queries.legal.get(versions.current())
    assert legal.profiles[0].version == 1
    assert legal.profiles[0].rules == prepaid.CN_STRICT


def test_all_of_it_is_on_one_page(scene: Scene, sign_in: SignIn) -> None:
    shop, client = scene.shop, sign_in()
    shop.top_up(scene.member)
    texts = {"zh-hans": "预付款合同", "zh-hant": "預付款合約", "en": "The contract"}
    client.post(reverse("office:value-contract"), texts)
    sent = {"proof_over": "100", "way": "either", "tries": "5", "minutes": "30", "low_mark": "50"}
    client.post(reverse("office:value-safeguards"), sent)
    client.post(
        reverse("office:member-freeze", args=[scene.member]), {"reason": "争议", "amount": ""}
    )
    (frozen,) = queries.list_freezes(scene.member)
    assert frozen.principal_minor == 50000
    page = client.get(reverse("office:value")).content.decode()
    for shown in ("样品 TOPUP500", "争议", "¥550.00", "¥100.00", "王芳"):
        assert shown in page


def test_a_store_closes_step_by_step(scene: Scene, sign_in: SignIn) -> None:
    shop, client = scene.shop, sign_in()
    shop.top_up(scene.member)
    address = reverse("office:value-closing", args=[shop.store_id])
    set_rule(shop, prepaid.CLOSING_NOTICE, prepaid.BLOCK)
    soon = client.post(address, {"closes_on": timezone.localdate() + timedelta(days=2)})
    assert soon.status_code == 422
    last = timezone.localdate() + timedelta(days=31)
    assert client.post(address, {"closes_on": last.isoformat()}).status_code == 302
    page = client.get(address)
    assert (page.context["owed_minor"], page.context["may_finish"]) == (55000, False)
    taken = client.get(
        reverse("office:value-owed", args=[shop.store_id]) + "?file=csv"
    ).content.decode("utf-8-sig")
    assert "王芳" in taken
    assert "550.00" in taken
    book = client.get(reverse("office:value-owed", args=[shop.store_id]))
    sheet = load_workbook(io.BytesIO(book.content)).active
    assert "王芳" in {cell.value for row in sheet.rows for cell in row}
    client.post(reverse("office:closing-cancel", args=[shop.store_id]))
    assert queries.find_closing(shop.store_id) is None


def test_who_closes_a_store_sooner_than_the_rules_advise_is_told(
    scene: Scene, sign_in: SignIn
) -> None:
    address = reverse("office:value-closing", args=[scene.shop.store_id])
    soon = {"closes_on": timezone.localdate() + timedelta(days=2)}
    page = sign_in().post(address, soon, follow=True)
    assert queries.find_closing(scene.shop.store_id) is not None
    [_, told] = page.context["messages"]
    assert value_words.warning(prepaid.CLOSING_NOTICE) == str(told)


def test_staff_release_what_is_frozen(scene: Scene, sign_in: SignIn) -> None:
    scene.shop.top_up(scene.member)
    freeze_id = wallet.freeze(
        actor=scene.shop.boss,
        at=NOON,
        store_id=scene.shop.store_id,
        member_id=scene.member,
        amount_minor=None,
        reason="争议",
    )
    client = sign_in("manager")
    client.post(reverse("office:freeze-release", args=[freeze_id]), {"reason": "已和解"})
    assert queries.get_balances(scene.member).principal_minor == 50000


def test_a_lost_card_is_blocked_and_works_again_once_it_is_found(
    scene: Scene, sign_in: SignIn
) -> None:
    client, page = sign_in("manager"), reverse("office:member", args=[scene.member])
    assert " 起挂失" not in client.get(page).content.decode()
    client.post(reverse("office:card-block", args=[scene.member]))
    shown = client.get(page).content.decode()
    assert " 起挂失" in shown
    assert reverse("office:card-unblock", args=[scene.member]) in shown
    client.post(reverse("office:card-unblock", args=[scene.member]))
    assert " 起挂失" not in client.get(page).content.decode()


def test_a_locked_pin_is_shown_and_unlocked_by_whom_the_shop_trusts(
    scene: Scene, sign_in: SignIn
) -> None:
    own = Actor("member", scene.member, "", "member", frozenset({"wallet.own"}))
    wallet.set_own_pin(actor=own, at=timezone.now(), pin="918273", fresh=True)
    for typed in ("111222", "222333", "333444", "444555", "555666"):
        wallet.try_proof(
            actor=scene.shop.boss,
            at=timezone.now(),
            store_id=scene.shop.store_id,
            member_id=scene.member,
            text=typed,
        )
    client, page = sign_in("manager"), reverse("office:member", args=[scene.member])
    assert "锁定至 " in client.get(page).content.decode()
    client.post(reverse("office:member-unlock", args=[scene.member]))
    assert "锁定至 " not in client.get(page).content.decode()


def test_a_real_name_is_noted_and_its_number_shows_to_none_but_who_may(
    scene: Scene, sign_in: SignIn
) -> None:
    client, page = sign_in("manager"), reverse("office:member", args=[scene.member])
    sent = {"name": "王 芳芳", "number": "310101 1990 0101 1234"}
    client.post(reverse("office:member-name", args=[scene.member]), sent)
    shown = client.get(page).content.decode()
    reveal = reverse("office:member-number", args=[scene.member])
    assert "王 芳芳" in shown
    assert "310101" not in shown
    assert reveal not in shown
    assert client.post(reveal).status_code == 403
    owner = sign_in()
    assert reveal in owner.get(page).content.decode()
    assert "310101199001011234" in owner.post(reveal).content.decode()
