"""Passkeys: made once, good for one challenge each, and only for their own house."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from tests.support.authenticator import Authenticator

from tessera.identity import queries, usecases
from tessera.identity.models import Passkey, Session
from tessera.identity.passkeys import Site
from tessera.identity.tests.conftest import AT, DEVICE, DOOR, Scene, own
from tessera.kernel.errors import Forbidden

SITE = Site("cards.example", "素年")


def keep(scene: Scene, device: Authenticator) -> Any:
    begun = queries.begin_passkey(own(scene.member_id), SITE, name="王芳")
    made = device.make(begun.options)
    usecases.add_passkey(
        actor=own(scene.member_id),
        at=AT,
        fresh=True,
        site=SITE,
        state=begun.state,
        answer=made,
        device=DEVICE,
    )
    return begun.state, made


def enter(state: str, answer: dict[str, Any]) -> usecases.Entered:
    return usecases.enter_by_passkey(
        actor=DOOR, at=AT, site=SITE, state=state, answer=answer, device=DEVICE
    )


@pytest.mark.parametrize("counts", [False, True], ids=["synced", "counting"])
def test_a_passkey_opens_the_door_again_and_again(scene: Scene, counts: bool) -> None:
    device = Authenticator(SITE.host, counts=counts)
    keep(scene, device)
    for _ in range(2):
        begun = queries.begin_entering(SITE)
        entered = enter(begun.state, device.answer(begun.options))
        assert entered.member_id == scene.member_id


def test_a_challenge_and_its_answer_that_somebody_heard_are_good_once(scene: Scene) -> None:
    device = Authenticator(SITE.host)
    keep(scene, device)
    begun = queries.begin_entering(SITE)
    heard = device.answer(begun.options)
    assert enter(begun.state, heard).token
    before = Session.objects.count()

    assert not enter(begun.state, heard).token
    assert Session.objects.count() == before


def test_a_passkey_is_made_by_a_challenge_once(scene: Scene) -> None:
    state, made = keep(scene, Authenticator(SITE.host))
    usecases.remove_passkey(actor=own(scene.member_id), at=AT, passkey_id=Passkey.objects.get().id)

    with pytest.raises(Forbidden) as refusal:
        usecases.add_passkey(
            actor=own(scene.member_id),
            at=AT,
            fresh=True,
            site=SITE,
            state=state,
            answer=made,
            device=DEVICE,
        )

    assert refusal.value.code == "identity.passkey_unproved"
    assert not Passkey.objects.exists()


def test_the_passkey_of_another_house_opens_nothing(scene: Scene) -> None:
    device = Authenticator(SITE.host)
    keep(scene, device)
    begun = queries.begin_entering(SITE)
    answer = Authenticator("other.example").answer(begun.options)
    stolen = answer | {"id": device.answer(begun.options)["id"]}

    assert not enter(begun.state, stolen).token
    assert not Session.objects.exists()


def test_a_copied_passkey_shows_by_a_counter_that_does_not_rise(scene: Scene) -> None:
    device = Authenticator(SITE.host, counts=True)
    keep(scene, device)
    first, second = queries.begin_entering(SITE), queries.begin_entering(SITE)
    late = device.answer(second.options)
    assert enter(first.state, device.answer(first.options)).token

    assert not enter(second.state, late).token


def test_a_challenge_of_yesterday_proves_nothing(scene: Scene) -> None:
    device = Authenticator(SITE.host)
    with time_machine.travel(AT):
        keep(scene, device)
        begun = queries.begin_entering(SITE)
        answer = device.answer(begun.options)
    with time_machine.travel(AT + timedelta(days=1)):
        assert not enter(begun.state, answer).token
