"""Consents: one row for each answer, never changed, taken back as easily as given."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import translation

from tessera.kernel.actor import Actor
from tessera.kernel.errors import DomainError, Forbidden, Invalid, NotFound
from tessera.kernel.ids import uuid7
from tessera.messaging import permissions, queries, rules, usecases
from tessera.messaging.models import Consent, ConsentText
from tessera.messaging.tests.conftest import AT, PHONE
from tessera.org import permissions as org_permissions
from tessera.org import usecases as org
from tessera.platform.models import AuditRow

ALL_ONE = dict.fromkeys(rules.CONSENTS, 1)
OWN_WORDS = {"zh-hans": "我愿意", "zh-hant": "我願意", "en": "I do"}


@pytest.fixture
def member_id(make_member: Callable[..., UUID]) -> UUID:
    return make_member()


def give(owner: Actor, member_id: UUID, **given: bool) -> None:
    usecases.record_consents(
        actor=owner,
        at=AT,
        member_id=member_id,
        given=given,
        text_versions=ALL_ONE,
        source="till",
        evidence="signed",
    )


def test_nobody_who_was_not_asked_has_agreed(member_id: UUID) -> None:
    assert queries.consents_of(member_id) == {}
    assert not queries.may_send(member_id, "marketing", "sms")
    assert queries.may_send(member_id, "notice", "sms")
    assert queries.may_send(member_id, "code", "sms")


def test_each_purpose_and_channel_is_allowed_for_itself(owner: Actor, member_id: UUID) -> None:
    give(owner, member_id, membership=True, sms_marketing=True, birthday=False)

    assert queries.may_send(member_id, "marketing", "sms")
    assert not queries.may_send(member_id, "marketing", "wechat")
    assert not queries.may_send(member_id, "birthday", "sms")
    kept = queries.consents_of(member_id)["sms_marketing"]
    assert (kept.given, kept.text_version, kept.at) == (True, 1, AT)
    assert (kept.source, kept.evidence) == ("till", "signed")


def test_withdrawing_adds_a_row_and_counts_at_once(owner: Actor, member_id: UUID) -> None:
    give(owner, member_id, sms_marketing=True)

    usecases.withdraw_consent(
        actor=owner,
        at=AT + timedelta(seconds=1),
        member_id=member_id,
        purpose="sms_marketing",
        source="app",
    )

    assert not queries.may_send(member_id, "marketing", "sms")
    assert [row.given for row in queries.list_consents(member_id)] == [False, True]
    assert AuditRow.objects.filter(action="consent.withdrawn", subject=member_id).count() == 1


def test_agreeing_again_counts_again(owner: Actor, member_id: UUID) -> None:
    give(owner, member_id, profiling=True)
    give(owner, member_id, profiling=False)
    give(owner, member_id, profiling=True)

    assert queries.consents_of(member_id)["profiling"].given
    assert Consent.objects.count() == 3


@pytest.mark.parametrize(
    ("given", "versions", "code"),
    [
        ({"fun": True}, {"fun": 1}, "messaging.purpose_unknown"),
        ({"sharing": True}, {"sharing": 2}, "messaging.text_unknown"),
        ({"sharing": True}, {}, "messaging.text_unknown"),
        ({"membership": True, "fun": True}, ALL_ONE, "messaging.purpose_unknown"),
    ],
)
def test_consent_to_what_was_never_shown_is_refused_and_nothing_kept(
    owner: Actor, member_id: UUID, given: dict[str, bool], versions: dict[str, int], code: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        usecases.record_consents(
            actor=owner,
            at=AT,
            member_id=member_id,
            given=given,
            text_versions=versions,
            source="till",
        )

    assert refusal.value.code == code
    assert not Consent.objects.exists()
    assert not AuditRow.objects.filter(action="consent.recorded").exists()


def test_a_member_of_another_franchise_does_not_exist_here(
    door: Actor, make_member: Callable[..., UUID]
) -> None:
    founder = Actor("system", None, "x", "system", org_permissions.ALL, None)
    here, there = (
        org.open_store(actor=founder, at=AT, code=code, name=code) for code in ("S1", "S2")
    )
    member_id = make_member(store_id=there)
    cashier = Actor("staff", uuid7(), "收银", "cashier", permissions.ALL, frozenset({here}))

    with pytest.raises(NotFound):
        give(cashier, member_id, sms_marketing=True)
    with pytest.raises(NotFound):
        usecases.withdraw_consent(
            actor=cashier, at=AT, member_id=member_id, purpose="sharing", source="till"
        )
    assert not Consent.objects.exists()


def test_who_may_not_record_consents_records_none(member_id: UUID) -> None:
    with pytest.raises(Forbidden):
        give(Actor("staff", uuid7(), "x", "auditor", frozenset(), None), member_id, sharing=True)

    assert not Consent.objects.exists()


@pytest.mark.parametrize("reply", ["R", "退订", "td"])
def test_a_reply_of_refusal_stops_all_that_only_consent_allows(
    owner: Actor, member_id: UUID, reply: str
) -> None:
    give(owner, member_id, sms_marketing=True, birthday=True, membership=True)

    stopped = usecases.note_reply(
        actor=owner, at=AT + timedelta(seconds=1), phone=PHONE, text=reply
    )

    assert stopped == member_id
    now = queries.consents_of(member_id)
    assert not now["sms_marketing"].given
    assert not now["birthday"].given
    assert now["membership"].given
    assert now["sms_marketing"].source == "reply"
    assert reply in now["sms_marketing"].evidence


@pytest.mark.parametrize(("phone", "reply"), [(PHONE, "好的"), ("+8613900000000", "R")])
def test_other_replies_and_other_phones_change_nothing(
    owner: Actor, member_id: UUID, phone: str, reply: str
) -> None:
    assert usecases.note_reply(actor=owner, at=AT, phone=phone, text=reply) is None
    assert not Consent.objects.exists()


def test_every_purpose_has_built_in_words_and_a_title(door: Actor) -> None:
    asked = queries.list_texts("en")

    assert [one.purpose for one in asked] == list(rules.CONSENTS)
    assert all(one.version == 1 and len(one.text) > 40 and one.title for one in asked)


def test_the_brands_own_words_are_a_new_version_and_the_old_stay(owner: Actor) -> None:
    before = queries.get_text("sharing", language="en")

    version = usecases.write_consent_text(actor=owner, at=AT, purpose="sharing", texts=OWN_WORDS)

    assert version == 2
    with translation.override("zh-hant"):
        assert queries.get_text("sharing").text == "我願意"
    assert queries.get_text("sharing", version=1, language="en") == before
    assert queries.get_text("sharing", language="fr").text == "我愿意"
    assert usecases.write_consent_text(actor=owner, at=AT, purpose="sharing", texts=OWN_WORDS) == 3


@pytest.mark.parametrize(
    ("purpose", "texts", "code"),
    [
        ("sharing", {"en": "I do"}, "messaging.texts_missing"),
        ("sharing", OWN_WORDS | {"en": "  "}, "messaging.texts_missing"),
        ("fun", OWN_WORDS, "messaging.purpose_unknown"),
    ],
)
def test_words_that_not_everybody_could_read_are_refused(
    owner: Actor, purpose: str, texts: dict[str, str], code: str
) -> None:
    with pytest.raises(DomainError) as refusal:
        usecases.write_consent_text(actor=owner, at=AT, purpose=purpose, texts=texts)

    assert refusal.value.code == code
    assert not ConsentText.objects.exists()


def test_only_who_works_for_the_whole_brand_writes_its_words(door: Actor) -> None:
    manager = Actor("staff", uuid7(), "x", "manager", permissions.ALL, frozenset())

    with pytest.raises(Forbidden):
        usecases.write_consent_text(actor=manager, at=AT, purpose="sharing", texts=OWN_WORDS)

    assert not ConsentText.objects.exists()
