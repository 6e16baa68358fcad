from datetime import timedelta
from unittest.mock import Mock

import pytest
from pytest_django import DjangoAssertNumQueries

from tessera.kernel.errors import Forbidden, Invalid, NotFound
from tessera.org import queries, usecases
from tessera.org.models import TillToken
from tessera.org.tests.conftest import AT, ROLES, SYSTEM, Hire, House
from tessera.platform import reads
from tessera.platform.models import AuditRow

pytestmark = pytest.mark.django_db

SOON = AT + timedelta(minutes=5)


def test_a_till_acts_as_the_person_who_signed_in_and_in_its_store_only(
    house: House, hired: Hire
) -> None:
    cashier = hired("cashier", house.direct, house.franchise)
    token = usecases.issue_till_token(actor=cashier.actor, at=AT, till_id=house.direct_till)
    session = queries.find_session(token, SOON)
    assert session is not None
    assert (session.till_id, session.till_code, session.store.id) == (
        house.direct_till,
        "T1",
        house.direct,
    )
    actor = session.actor
    assert (actor.id, actor.name, actor.till_id) == (cashier.id, "cashier", house.direct_till)
    assert actor.permissions == ROLES["cashier"]
    assert actor.store_ids == frozenset({house.direct})


def test_the_token_itself_is_kept_nowhere(house: House, hired: Hire) -> None:
    cashier = hired("cashier", house.direct)
    token = usecases.issue_till_token(actor=cashier.actor, at=AT, till_id=house.direct_till)
    kept = [str(list(TillToken.objects.values())), str(list(AuditRow.objects.values()))]
    assert not any(token in text for text in kept)


def test_a_token_that_nobody_issued_signs_nobody_in(house: House) -> None:
    assert queries.find_session("made-up", SOON) is None


def test_a_token_ends_after_sixteen_hours(house: House, hired: Hire) -> None:
    cashier = hired("cashier", house.direct)
    token = usecases.issue_till_token(actor=cashier.actor, at=AT, till_id=house.direct_till)
    end = AT + timedelta(hours=16)
    session = queries.find_session(token, end - timedelta(microseconds=1))
    assert session is not None
    assert session.expires_at == end
    assert queries.find_session(token, end) is None


def test_one_ends_ones_own_token_only(house: House, hired: Hire) -> None:
    cashier, colleague = hired("cashier", house.direct), hired("owner")
    token = usecases.issue_till_token(actor=cashier.actor, at=AT, till_id=house.direct_till)
    token_id = queries.find_token_id(token)
    assert token_id is not None
    with pytest.raises(NotFound):
        usecases.end_own_token(actor=colleague.actor, at=SOON, token_id=token_id)
    assert queries.find_session(token, SOON) is not None

    usecases.end_own_token(actor=cashier.actor, at=SOON, token_id=token_id)

    assert queries.find_session(token, SOON) is None
    assert AuditRow.objects.filter(action="till.signed_out", actor_id=cashier.id).count() == 1


def test_signing_out_takes_effect_at_once(house: House, hired: Hire) -> None:
    cashier = hired("cashier", house.direct)
    token = usecases.issue_till_token(actor=cashier.actor, at=AT, till_id=house.direct_till)
    session = queries.find_session(token, SOON)
    assert session is not None
    usecases.revoke_till_token(actor=session.actor, at=SOON, token=token)
    assert queries.find_session(token, SOON) is None
    with pytest.raises(NotFound, match=r"org\.token_not_found"):
        usecases.revoke_till_token(actor=session.actor, at=SOON, token=token)


def test_a_lost_till_is_locked_for_everybody(house: House, hired: Hire) -> None:
    first, second = hired("cashier", house.direct), hired("manager", house.direct)
    tokens = [
        usecases.issue_till_token(actor=person.actor, at=AT, till_id=house.direct_till)
        for person in (first, second)
    ]
    elsewhere = usecases.issue_till_token(actor=SYSTEM, at=AT, till_id=house.franchise_till)
    assert usecases.revoke_till_tokens(actor=second.actor, at=SOON, till_id=house.direct_till) == 2
    assert [queries.find_session(token, SOON) for token in tokens] == [None, None]
    assert queries.find_session(elsewhere, SOON) is not None


def test_dismissal_and_a_new_password_sign_out_every_till(house: House, hired: Hire) -> None:
    gone, reset = hired("cashier", house.direct), hired("cashier", house.direct, name="reset")
    tokens = [
        usecases.issue_till_token(actor=person.actor, at=AT, till_id=house.direct_till)
        for person in (gone, reset)
    ]
    usecases.dismiss(actor=SYSTEM, at=SOON, staff_id=gone.id)
    usecases.reset_password(actor=SYSTEM, at=SOON, staff_id=reset.id, password="yet another 99")
    assert [queries.find_session(token, SOON) for token in tokens] == [None, None]


def test_who_was_dismissed_between_two_clicks_signs_no_till_in(house: House, hired: Hire) -> None:
    cashier = hired("cashier", house.direct)
    usecases.dismiss(actor=SYSTEM, at=AT, staff_id=cashier.id)
    with pytest.raises(NotFound) as refused:
        usecases.issue_till_token(actor=cashier.actor, at=AT, till_id=house.direct_till)
    assert refused.value.code == "org.staff_not_found"
    assert not TillToken.objects.exists()


def test_who_no_longer_works_in_the_store_is_signed_out_there(house: House, hired: Hire) -> None:
    cashier = hired("cashier", house.direct)
    token = usecases.issue_till_token(actor=cashier.actor, at=AT, till_id=house.direct_till)
    assert queries.find_session(token, SOON) is not None
    usecases.change_staff(
        actor=SYSTEM,
        at=SOON,
        staff_id=cashier.id,
        name="cashier",
        role="cashier",
        store_ids=[house.franchise],
    )
    assert queries.find_session(token, SOON) is None


def test_nobody_signs_a_till_of_another_store_in(house: House, hired: Hire) -> None:
    cashier = hired("cashier", house.direct)
    with pytest.raises(Forbidden, match=r"permission\.denied"):
        usecases.issue_till_token(actor=cashier.actor, at=AT, till_id=house.franchise_till)
    assert not TillToken.objects.exists()


def test_nobody_signs_out_a_till_of_another_store(house: House, hired: Hire) -> None:
    cashier = hired("cashier", house.direct)
    token = usecases.issue_till_token(actor=SYSTEM, at=AT, till_id=house.franchise_till)
    with pytest.raises(Forbidden, match=r"permission\.denied"):
        usecases.revoke_till_token(actor=cashier.actor, at=SOON, token=token)
    assert queries.find_session(token, SOON) is not None


def test_scopes_narrow_a_token_and_a_scope_beyond_the_own_is_refused(
    house: House, hired: Hire
) -> None:
    cashier = hired("cashier", house.direct)
    issue = usecases.issue_till_token
    token = issue(actor=cashier.actor, at=AT, till_id=house.direct_till, scopes=["sales.complete"])
    session = queries.find_session(token, SOON)
    assert session is not None
    assert session.actor.permissions == {"sales.complete"}
    with pytest.raises(Invalid, match=r"org\.scope_unknown"):
        issue(actor=cashier.actor, at=AT, till_id=house.direct_till, scopes=["sales.return"])
    assert TillToken.objects.count() == 1


def test_a_narrowed_till_cannot_widen_itself(house: House, hired: Hire) -> None:
    cashier = hired("cashier", house.direct)
    issue = usecases.issue_till_token
    token = issue(
        actor=cashier.actor, at=AT, till_id=house.direct_till, scopes=["org.sign_in_till"]
    )
    narrow = queries.find_session(token, SOON)
    assert narrow is not None
    again = queries.find_session(
        issue(actor=narrow.actor, at=SOON, till_id=house.direct_till), SOON
    )
    assert again is not None
    assert again.actor.permissions == {"org.sign_in_till"}


def test_a_token_of_the_machinery_does_what_a_cashier_may(house: House) -> None:
    token = usecases.issue_till_token(actor=SYSTEM, at=AT, till_id=house.direct_till)
    session = queries.find_session(token, SOON)
    assert session is not None
    assert (session.actor.kind, session.actor.id) == ("till", house.direct_till)
    assert session.actor.permissions == ROLES["cashier"]


def test_a_known_session_costs_one_round_trip(
    house: House,
    hired: Hire,
    django_assert_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cashier = hired("cashier", house.direct)
    token = usecases.issue_till_token(actor=cashier.actor, at=AT, till_id=house.direct_till)
    queries.find_session(token, SOON)
    gather = Mock(side_effect=reads.gather)
    monkeypatch.setattr(reads, "gather", gather)
    with django_assert_num_queries(0):
        assert queries.find_session(token, SOON) is not None
    gather.assert_called_once()


def test_ended_tokens_are_swept_after_a_month(house: House) -> None:
    issue = usecases.issue_till_token
    issue(actor=SYSTEM, at=AT, till_id=house.direct_till)
    issue(actor=SYSTEM, at=AT + timedelta(days=29), till_id=house.direct_till)
    assert TillToken.objects.count() == 2
    issue(actor=SYSTEM, at=AT + timedelta(days=32), till_id=house.direct_till)
    assert TillToken.objects.count() == 2
