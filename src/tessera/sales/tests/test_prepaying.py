"""Top-ups before the law at a till: contract, limits, real names, a store that closes (1.4)."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from tests.support.books import broken
from tests.support.law import set_rule
from tests.support.shop import NOON, TODAY, Shop

from tessera.kernel.actor import Actor
from tessera.kernel.errors import DomainError
from tessera.platform.models import AuditRow
from tessera.sales.models import Sale
from tessera.wallet import usecases as wallet
from tessera.wallet.models import ContractAcceptance, RealName, StoreClosing
from tessera.wallet.queries import get_balances, list_acceptances, list_owed
from tessera.wallet.rules import prepaid
from tessera.wallet.rules.prepaid import BLOCK, CN_STRICT, OFF, WARN

CONTRACT = {
    "zh-hans": "预付款合同：余额可退。",
    "zh-hant": "預付款合約：餘額可退。",
    "en": "Contract.",
}


def refused(shop: Shop, member_id: UUID, code: str) -> None:
    before = Sale.objects.count(), get_balances(member_id)
    with pytest.raises(DomainError) as caught:
        shop.top_up(member_id)
    assert caught.value.code == code
    assert (Sale.objects.count(), get_balances(member_id)) == before
    assert not broken()


def accept(shop: Shop, member_id: UUID, version: int) -> None:
    wallet.record_acceptance(
        actor=shop.boss,
        at=NOON,
        store_id=shop.store_id,
        member_id=member_id,
        version=version,
        language="zh-hans",
    )


def test_a_contract_is_accepted_once_for_each_version_before_a_top_up(shop: Shop) -> None:
    member = shop.join()
    shop.top_up(member)  # the brand has no contract yet
    wallet.write_contract(actor=shop.boss, at=NOON, texts=CONTRACT)
    refused(shop, member, "wallet.contract_needed")
    accept(shop, member, 1)
    accept(shop, member, 1)
    shop.top_up(member)
    assert ContractAcceptance.objects.count() == 1
    wallet.write_contract(actor=shop.boss, at=NOON, texts={**CONTRACT, "en": "Contract, new."})
    refused(shop, member, "wallet.contract_needed")
    with pytest.raises(DomainError) as caught:
        accept(shop, member, 1)
    assert caught.value.code == "wallet.contract_unknown"


def test_what_was_accepted_is_read_again_in_its_words(shop: Shop) -> None:
    member = shop.join()
    wallet.write_contract(actor=shop.boss, at=NOON, texts=CONTRACT)
    accept(shop, member, 1)
    wallet.write_contract(actor=shop.boss, at=NOON, texts={**CONTRACT, "zh-hans": "新合同。"})
    (kept,) = list_acceptances(member)
    assert (kept.version, kept.text, kept.source) == (1, CONTRACT["zh-hans"], "till")


def test_a_member_accepts_in_the_app(shop: Shop) -> None:
    member = shop.join()
    wallet.write_contract(actor=shop.boss, at=NOON, texts=CONTRACT)
    own = Actor("member", member, "", "member", frozenset({"wallet.own"}))
    wallet.accept_contract(actor=own, at=NOON, version=1, language="en")
    shop.top_up(member)
    assert get_balances(member).principal_minor == 50000


def test_a_card_holds_no_more_than_the_law_allows(shop: Shop) -> None:
    member = shop.join()
    for _ in range(10):
        shop.top_up(member)
    refused(shop, member, "wallet.balance_too_high")


def test_a_missing_name_is_noted_by_the_default_and_refused_by_strict(shop: Shop) -> None:
    member = shop.join()
    shop.top_up(member)
    (row,) = AuditRow.objects.filter(action="sale.completed")
    assert row.data["warned"] == [prepaid.NAME_REGISTERED]
    wallet.set_profile(
        actor=shop.boss, at=NOON, name="cn-strict", rules=CN_STRICT, valid_from=TODAY
    )
    refused(shop, member, "wallet.name_needed")
    wallet.record_name(
        actor=shop.boss,
        at=NOON,
        store_id=shop.store_id,
        member_id=member,
        name="王芳",
        number="31010119900101 123x",
    )
    shop.top_up(member)


def test_a_profile_is_in_force_from_its_day_on(shop: Shop) -> None:
    member, tomorrow = shop.join(), TODAY + timedelta(days=1)
    wallet.set_profile(
        actor=shop.boss, at=NOON, name="cn-strict", rules=CN_STRICT, valid_from=tomorrow
    )
    shop.top_up(member)
    with pytest.raises(DomainError) as caught:
        shop.sell(shop.order((shop.topup, 1), member_id=member), at=NOON + timedelta(days=1))
    assert caught.value.code == "wallet.name_needed"


def test_the_number_of_a_document_is_sealed_and_looking_at_it_leaves_a_row(shop: Shop) -> None:
    member = shop.join()
    place = {"actor": shop.boss, "at": NOON, "member_id": member}
    wallet.record_name(store_id=shop.store_id, name="王芳", number="310101199001011234", **place)  # type: ignore[arg-type]
    assert "310101" not in RealName.objects.get().sealed_number
    assert wallet.reveal_number(**place) == "310101199001011234"  # type: ignore[arg-type]
    assert AuditRow.objects.filter(action="wallet.number_seen").count() == 1
    assert "310101" not in str(list(AuditRow.objects.values_list("data", flat=True)))


def test_a_store_that_closes_tells_in_time_and_takes_no_more_top_ups(shop: Shop) -> None:
    member, other = shop.join(), shop.join("李雷")
    shop.top_up(member)
    set_rule(shop, prepaid.CLOSING_NOTICE, BLOCK)
    place = {"actor": shop.boss, "at": NOON, "store_id": shop.store_id}
    with pytest.raises(DomainError) as caught:
        wallet.begin_closing(closes_on=TODAY + timedelta(days=29), **place)  # type: ignore[arg-type]
    assert caught.value.code == "wallet.closes_too_soon"
    assert not StoreClosing.objects.exists()
    wallet.begin_closing(closes_on=date(2026, 4, 9), **place)  # type: ignore[arg-type]
    refused(shop, other, "wallet.store_closing")
    (owed,) = list_owed(shop.boss, shop.store_id)
    assert (owed.member_id, owed.principal_minor, owed.bonus_minor) == (member, 50000, 5000)
    with pytest.raises(DomainError) as caught:
        wallet.finish_closing(**place)  # type: ignore[arg-type]
    assert caught.value.code == "wallet.closes_too_soon"
    wallet.cancel_closing(**place)  # type: ignore[arg-type]
    shop.top_up(other)


@pytest.mark.parametrize(
    ("mode", "days", "warned"),
    [(WARN, 29, [prepaid.CLOSING_NOTICE]), (WARN, 30, None), (OFF, 0, None)],
)
def test_a_notice_that_the_rules_only_warn_of_is_noted(
    shop: Shop, mode: str, days: int, warned: list[str] | None
) -> None:
    set_rule(shop, prepaid.CLOSING_NOTICE, mode)
    day = TODAY + timedelta(days=days)
    done = wallet.begin_closing(actor=shop.boss, at=NOON, store_id=shop.store_id, closes_on=day)
    assert list(done.warned) == (warned or [])
    assert AuditRow.objects.get(action="wallet.closing_begun").data.get("warned") == warned


@pytest.mark.parametrize("mode", [OFF, WARN])
def test_no_store_closes_on_a_day_that_has_been(shop: Shop, mode: str) -> None:
    set_rule(shop, prepaid.CLOSING_NOTICE, mode)
    day = TODAY - timedelta(days=1)
    with pytest.raises(DomainError) as caught:
        wallet.begin_closing(actor=shop.boss, at=NOON, store_id=shop.store_id, closes_on=day)
    assert caught.value.code == "wallet.closes_too_soon"
    assert not StoreClosing.objects.exists()


def test_what_is_frozen_is_owed_by_the_store_of_its_lots(shop: Shop) -> None:
    member = shop.join()
    shop.top_up(member)
    frozen = wallet.freeze(
        actor=shop.boss,
        at=NOON,
        store_id=shop.store_id,
        member_id=member,
        amount_minor=11000,
        reason="争议",
    )
    (owed,) = list_owed(shop.boss, shop.store_id)
    assert (owed.principal_minor, owed.bonus_minor, owed.frozen_minor) == (40000, 4000, 11000)
    wallet.release(actor=shop.boss, at=NOON, freeze_id=frozen, reason="已和解")
    (owed,) = list_owed(shop.boss, shop.store_id)
    assert (owed.whole_minor, owed.frozen_minor) == (55000, 0)
