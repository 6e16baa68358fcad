"""Consents when two members become one, and when a card becomes another person's."""

from uuid import UUID

import pytest
from tests.support.shop import NOON, open_shop

from tessera.members import usecases as members
from tessera.messaging import operations, queries

pytestmark = pytest.mark.django_db


def answer(member_id: UUID, **given: bool) -> None:
    operations.record_consents(
        member_id=member_id,
        given=given,
        text_versions=dict.fromkeys(given, 1),
        at=NOON,
        source="app",
    )


def test_who_stays_keeps_the_own_answers_and_takes_over_what_only_the_duplicate_said() -> None:
    shop = open_shop()
    keep, gone = shop.join(), shop.join()
    answer(keep, sms_marketing=False)
    answer(gone, sms_marketing=True, birthday=True)

    members.merge(actor=shop.boss, at=NOON, keep_id=keep, gone_id=gone, reason="same person")

    given = {name: one.given for name, one in queries.consents_of(keep).items()}
    assert given == {"sms_marketing": False, "birthday": True}


def test_what_the_former_person_agreed_to_binds_nobody_else() -> None:
    shop = open_shop()
    member_id = shop.join()
    answer(member_id, membership=True, sms_marketing=True)

    members.transfer_card(
        actor=shop.boss,
        at=NOON,
        member_id=member_id,
        name="李雷",
        phone="139 0000 2222",
        reason="gift",
    )

    assert {one.given for one in queries.consents_of(member_id).values()} == {False}
    assert not queries.may_send(member_id, "marketing")
