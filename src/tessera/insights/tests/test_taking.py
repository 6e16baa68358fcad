"""A member takes along everything that is kept of them: no table is forgotten."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from django.apps import apps
from django.conf import settings
from tests.support import living
from tests.support.applying import waiting
from tests.support.bringing import hold_a_reward
from tests.support.guiding import a_guide, look_after
from tests.support.shop import NOON, Shop

from tessera.insights.queries import own, taking
from tessera.kernel.actor import Actor
from tessera.members.models import Member
from tessera.rewards.models import ReferralReward, Review
from tessera.sales.models import SaleLine


def naming_a_member() -> Iterator[str]:
    """Every field of every table that says which member something is of."""
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if field.related_model is Member and not field.auto_created:
                yield f"{model._meta.label}.{field.name}"


def test_every_table_that_names_a_member_is_taken_along_or_left_out_with_a_reason() -> None:
    named = set(naming_a_member())
    assert named == {*taking.TAKEN, *taking.LEFT_OUT}
    assert not set(taking.TAKEN) & set(taking.LEFT_OUT)
    assert all(taking.LEFT_OUT.values())


@pytest.mark.django_db
def test_every_subject_that_is_promised_is_told(shop: Shop) -> None:
    told = own.export(_own(shop.join())) | {"tasks": []}
    assert set(taking.TAKEN.values()) <= set(told)


def _own(member_id: UUID) -> Actor:
    return Actor("member", member_id, "王芳", "member", settings.MEMBER_PERMISSIONS, store_ids=None)


def test_what_was_said_agreed_and_promised_is_among_it(shop: Shop) -> None:
    friend = ReferralReward.objects.get(id=hold_a_reward(shop)).member_id
    waiting(shop, friend)
    living.note(shop, friend, "喜欢红色", for_managers=True)
    living.judge(living.define_tag(shop, "VIP"), {friend: {}}, at=NOON)
    living.answer(shop, friend, "车牌", "沪A12345")
    living.agree(friend, "profiling")

    told = own.export(_own(friend))

    assert [row["text"] for row in told["notes"]] == ["喜欢红色"]
    assert "author_name" not in told["notes"][0]
    assert [row["name"] for row in told["tags"]] == ["VIP"]
    assert told["member"][0]["custom"] == {"车牌": "沪A12345"}
    assert [row["purpose"] for row in told["consents"]] == ["profiling"]
    assert [row["name"] for row in told["brought"]] == ["李**"]
    assert told["referral_rewards"][0]["unit"] == "points"
    assert told["applications"][0]["state"] == "submitted"
    assert told["application_steps"][0]["deed"] == "submit"


def test_purchases_of_a_duplicate_are_the_survivors(shop: Shop) -> None:
    gone, keep = shop.join(), shop.join()
    sale = shop.sell(shop.order((shop.dress, 1), member_id=gone)).sale_id
    living.merge(shop, keep=keep, gone=gone)

    told = own.export(_own(keep))

    assert len(told["purchases"]) == 1
    assert own.get_purchase(_own(keep), sale).sale_id == sale
    told_moments = own.list_moments(_own(keep)).rows
    assert sale in {one.event.document_id for one in told_moments if one.event}


def test_who_looked_after_the_member_is_taken_along_by_the_first_name(shop: Shop) -> None:
    member = shop.join()
    look_after(shop, member, a_guide(shop, "王小芳"), at=NOON + living.HOUR)
    look_after(shop, member, None, at=NOON + 2 * living.HOUR)
    assert own.export(_own(member))["guides"] == [
        {"at": NOON + living.HOUR, "guide": "小芳"},
        {"at": NOON + 2 * living.HOUR, "guide": None},
    ]


def test_another_holder_reads_of_the_guide_who_came_along_and_of_none_before(shop: Shop) -> None:
    member = shop.join()
    look_after(shop, member, a_guide(shop, "陈静"), at=NOON)
    look_after(shop, member, a_guide(shop, "王小芳"), at=NOON + living.HOUR)
    began = living.hand_to_another(shop, member, at=NOON + 2 * living.HOUR)
    assert own.export(_own(member))["guides"] == [{"at": began, "guide": "小芳"}]


@pytest.mark.django_db
def test_the_words_of_who_held_the_membership_before_are_not_the_new_holders(shop: Shop) -> None:
    member = shop.join()
    shop.sell(shop.order((shop.dress, 1), member_id=member))
    line = SaleLine.objects.get()
    Review.objects.create(member_id=member, line=line, stars=5, text="很合身", at=NOON)
    assert [one["text"] for one in own.export(_own(member))["reviews"]] == ["很合身"]
    Member.objects.filter(id=member).update(held_since=NOON + timedelta(days=1))
    assert own.export(_own(member))["reviews"] == []
