"""Another phone for the same card."""

import pytest

from tessera.identity import usecases
from tessera.identity.tests.conftest import AT, PHONE, Scene, own, proof, signed_proof
from tessera.kernel.errors import Conflict, Forbidden
from tessera.members import queries as members

NEW = "+8613900001111"


def change(scene: Scene, *, old: str = "", new: str = "") -> None:
    usecases.change_phone(
        actor=own(scene.member_id),
        at=AT,
        old_proof=old or proof(PHONE, "change_phone_old"),
        new_proof=new or proof(NEW, "change_phone_new"),
    )


def test_with_both_phones_proved_the_card_has_the_new_one(scene: Scene) -> None:
    change(scene)

    assert members.find_by_phone_or_card(NEW) == scene.member_id
    assert members.find_by_phone_or_card(PHONE) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (signed_proof(NEW, "change_phone_old"), ""),
        (signed_proof(PHONE, "sign_in"), ""),
        ("", signed_proof(NEW, "change_phone_old")),
        ("", "x"),
    ],
)
def test_one_proof_is_not_enough(scene: Scene, old: str, new: str) -> None:
    with pytest.raises(Forbidden):
        change(scene, old=old, new=new)

    assert members.find_by_phone_or_card(PHONE) == scene.member_id


def test_a_phone_of_another_member_is_not_taken_over(scene: Scene) -> None:
    other = scene.shop.join()

    with pytest.raises(Conflict, match=r"members\.phone_taken"):
        change(scene, new=proof("+8613800000001", "change_phone_new"))

    assert members.find_by_phone_or_card("13800000001") == other
    assert members.find_by_phone_or_card(PHONE) == scene.member_id
