"""Pausing, approving by a second person, and what a version said."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from tessera.kernel.actor import Actor
from tessera.offers import queries, usecases
from tessera.offers.models import Promotion
from tessera.offers.tests.conftest import AT, FIRST, Shop
from tessera.offers.tests.test_usecases import refused
from tessera.platform import versions


def _holding(shop: Shop) -> list[str]:
    told = queries.promotions_for(shop.store_id, versions.current(), FIRST)
    return [one.name for one in told]


def _colleague(shop: Shop) -> Actor:
    return replace(shop.owner, id=uuid4(), name="赵老板")


def test_what_is_paused_gives_nothing_until_it_is_resumed(shop: Shop) -> None:
    promotion_id = shop.promote()
    usecases.pause_promotion(actor=shop.owner, at=AT, promotion_id=promotion_id)
    assert _holding(shop) == []
    given = {"actor": shop.owner, "promotion_id": promotion_id}
    refused("promotions.paused", usecases.pause_promotion, **given)
    usecases.resume_promotion(actor=shop.owner, at=AT, promotion_id=promotion_id)
    assert _holding(shop) == ["春节特惠"]
    refused("promotions.not_paused", usecases.resume_promotion, **given)
    actions = [one.action for one in queries.list_versions(promotion_id)]
    assert actions == ["promotion.resumed", "promotion.paused", "promotion.created"]


def test_above_the_limit_a_promotion_waits_for_somebody_else(shop: Shop) -> None:
    usecases.set_approval_rule(actor=shop.owner, at=AT, off_bp=2000)
    shop.promote(name="九折")
    promotion_id = shop.promote(name="五折", config={"discount_bp": 5000})
    assert _holding(shop) == ["九折"]
    given: dict[str, Any] = {"promotion_id": promotion_id, "version": 1}
    refused("promotions.second_person", usecases.approve_promotion, actor=shop.owner, **given)
    usecases.approve_promotion(actor=_colleague(shop), at=AT, **given)
    assert sorted(_holding(shop)) == ["九折", "五折"]


def test_neither_who_made_nor_who_last_changed_it_approves_it(shop: Shop) -> None:
    usecases.set_approval_rule(actor=shop.owner, at=AT, budget_minor=100_000)
    promotion_id, other = shop.promote(), _colleague(shop)
    usecases.approve_promotion(actor=other, at=AT, promotion_id=promotion_id, version=1)
    version = usecases.change_promotion(actor=other, at=AT, promotion_id=promotion_id, name="新名")
    assert _holding(shop) == []
    given: dict[str, Any] = {"promotion_id": promotion_id, "version": version}
    refused("promotions.second_person", usecases.approve_promotion, actor=shop.owner, **given)
    refused("promotions.second_person", usecases.approve_promotion, actor=other, **given)
    third = _colleague(shop)
    stale = given | {"version": 1}
    refused("promotions.not_waiting", usecases.approve_promotion, actor=third, **stale)
    usecases.approve_promotion(actor=third, at=AT, **given)
    assert _holding(shop) == ["新名"]


def test_a_store_manager_approves_only_what_holds_in_their_stores(shop: Shop) -> None:
    usecases.set_approval_rule(actor=shop.owner, at=AT, off_bp=0)
    everywhere, here = shop.promote(), shop.promote(store_ids=[shop.store_id])
    given: dict[str, Any] = {"actor": shop.manager, "version": 1}
    refused("permission.denied", usecases.approve_promotion, promotion_id=everywhere, **given)
    usecases.approve_promotion(at=AT, promotion_id=here, **given)
    assert not Promotion.objects.get(id=here).waits


def test_whether_it_joins_the_level_discount_can_be_left_to_the_policy_again(shop: Shop) -> None:
    promotion_id = shop.promote(combines_with_level=False)
    usecases.change_promotion(actor=shop.owner, at=AT, promotion_id=promotion_id, name="别名")
    assert Promotion.objects.get(id=promotion_id).combines_with_level is False
    usecases.change_promotion(
        actor=shop.owner, at=AT, promotion_id=promotion_id, combines_with_level=None
    )
    assert Promotion.objects.get(id=promotion_id).combines_with_level is None


@pytest.mark.parametrize("field", ["level_ids", "tags"])
def test_levels_and_tags_that_nobody_defined_are_refused(shop: Shop, field: str) -> None:
    given = {"actor": shop.owner, "name": "会员日", "kind": "limited_time"}
    days = {"starts_on": FIRST, "ends_on": FIRST, "config": {"discount_bp": 500}}
    told = {"conditions": {field: [str(uuid4())]}}
    refused("promotions.field_invalid", usecases.create_promotion, **given, **days, **told)


def test_a_version_tells_what_was_said_then_and_by_whom(shop: Shop) -> None:
    promotion_id = shop.promote(store_ids=[shop.store_id])
    usecases.change_promotion(
        actor=shop.manager, at=AT, promotion_id=promotion_id, config={"discount_bp": 2000}
    )
    newest, first = queries.list_versions(promotion_id)
    assert (newest.who, newest.version, first.who, first.version) == ("李店长", 2, "王老板", 1)
    assert first.said.config != newest.said.config
    assert first.store_ids == (shop.store_id,)
    assert first.said.starts_on == FIRST
