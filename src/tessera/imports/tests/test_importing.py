"""Members from a file: what would happen, what did, and that it happens once."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django_q.models import OrmQ
from tests.support.shop import NOON, Shop, open_shop
from tests.support.till import hire

from tessera.imports import jobs, queries, usecases
from tessera.imports.models import ImportRow, MemberImport
from tessera.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from tessera.members import usecases as members
from tessera.members.models import Member, MemberTag, Note, Profile
from tessera.messaging import queries as messaging
from tessera.platform.models import AuditRow
from tessera.rewards.models import LevelMove

HEADER = ["姓名", "手机", "生日", "等级", "卡号", "备注", "标签", "归属门店"]
WANG = ["王小明", "13912340001", "1990-03-05", "", "A-1", "", "", ""]


@pytest.fixture
def shop(db: None) -> Iterator[Shop]:
    shop = open_shop()
    members.define_tag(actor=shop.boss, at=NOON, name="老客", colour="rose")
    members.define_level(actor=shop.boss, at=NOON, name="金卡", rank=5, discount_bp=500)
    with time_machine.travel(NOON, tick=False):
        yield shop


def begin(shop: Shop, *rows: Sequence[str], header: Sequence[str] = HEADER, **more: Any) -> UUID:
    numbered = [(line, list(cells)) for line, cells in enumerate([header, *rows], 1)]
    job = usecases.begin_import(
        actor=shop.boss, at=NOON, name="老会员.xlsx", rows=iter(numbered), **more
    )
    run(job)
    return job


def run(job: UUID) -> None:
    """The worker, until nothing is left in the queue of this import."""
    while OrmQ.objects.exists():
        OrmQ.objects.all().delete()
        jobs.import_members(str(job))


def confirm(shop: Shop, job: UUID) -> None:
    usecases.confirm_import(actor=shop.boss, at=NOON, import_id=job)
    run(job)


def outcomes(shop: Shop, job: UUID) -> list[str]:
    """What becomes of each row; of a refused one the reason."""
    rows = queries.list_rows(shop.boss, job)
    return [row.refusal.code if row.refusal else row.outcome for row in rows]


def test_looking_at_a_file_changes_no_member(shop: Shop) -> None:
    job = begin(shop, WANG)
    assert outcomes(shop, job) == ["new"]
    assert queries.get_import(shop.boss, job).state == "checked"
    assert not Member.objects.exists()


def test_a_row_becomes_a_member_with_all_that_it_says(shop: Shop) -> None:
    row = ["王小明", "13912340001", "1990-03-05", "金卡", "A-1", "喜欢丝绸", "老客", "S1"]
    job = begin(shop, row)
    confirm(shop, job)

    made = Member.objects.get(phone="+8613912340001")
    assert (made.name, made.reference, made.birthday) == ("王小明", "A-1", date(1990, 3, 5))
    assert (made.level.name, made.home_store_id) == ("金卡", shop.store_id)
    assert MemberTag.objects.get(member=made).tag.name == "老客"
    assert Note.objects.get(member=made).text == "喜欢丝绸"
    assert LevelMove.objects.get(member=made).detail == {"reason": "老会员.xlsx"}
    assert messaging.consents_of(made.id) == {}
    assert AuditRow.objects.filter(action="member.registered", subject=str(made.id)).exists()
    seen = queries.get_import(shop.boss, job)
    assert (seen.state, seen.posted, seen.counts) == ("done", 1, {"new": 1})


def test_what_was_posted_keeps_no_data_of_its_own(shop: Shop) -> None:
    job = begin(shop, WANG, ["", "12", "", "", "", "", "", ""])
    confirm(shop, job)
    rows = ImportRow.objects.filter(job=job).order_by("number")
    assert [bool(row.cells) for row in rows] == [False, True]
    assert [row.phone + row.reference for row in rows] == ["", ""]


def test_a_member_who_is_known_keeps_what_is_known_and_gets_what_is_missing(shop: Shop) -> None:
    known = members.register(actor=shop.boss, at=NOON, phone="13912340001", name="王晓明")
    job = begin(shop, WANG, ["", "13912340001", "", "", "", "", "", ""])
    assert outcomes(shop, job) == ["filled", "imports.twice_in_file"]
    confirm(shop, job)

    row = Member.objects.get(id=known.id)
    assert (row.name, row.reference, row.birthday) == ("王晓明", "A-1", date(1990, 3, 5))
    assert Member.objects.count() == 1
    again = begin(shop, ["别人", "13912340001", "1991-01-01", "", "", "", "", ""])
    assert outcomes(shop, again) == ["known"]
    confirm(shop, again)
    row.refresh_from_db()
    assert row.birthday == date(1990, 3, 5)


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        (["王", "123", "", "", "", "", "", ""], "members.phone_invalid"),
        (["", "13912340001", "", "", "", "", "", ""], "members.name_needed"),
        (["王", "", "", "", "", "", "", ""], "members.phone_needed"),
        (["王", "1.39E+10", "", "", "", "", "", ""], "imports.number_shortened"),
        (["王", "13912340001", "昨天", "", "", "", "", ""], "imports.day_unreadable"),
        (["王", "13912340001", "2-30", "", "", "", "", ""], "members.birthday_invalid"),
        (["王", "13912340001", "2027-01-01", "", "", "", "", ""], "members.birthday_invalid"),
        (["王", "13912340001", "2012-03-11", "", "", "", "", ""], "members.guardian_needed"),
        (["王", "13912340001", "农历2020年1月1日", "", "", "", "", ""], "members.guardian_needed"),
        (["王", "13912340001", "", "钻石", "", "", "", ""], "imports.level_unknown"),
        (["王", "13912340001", "", "", "", "", "老客、新客", ""], "imports.tag_unknown"),
        (["王", "13912340001", "", "", "", "", "", "火星店"], "imports.store_unknown"),
        (["王" * 61, "13912340001", "", "", "", "", "", ""], "members.text_too_long"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_reason_and_the_others_go_on(
    shop: Shop, cells: list[str], code: str
) -> None:
    job = begin(shop, cells, ["李雪", "13912340002", "", "", "", "", "", ""])
    assert outcomes(shop, job) == [code, "new"]
    confirm(shop, job)
    assert [row.name for row in Member.objects.all()] == ["李雪"]
    (refused,) = queries.iter_refused(shop.boss, job)
    assert refused.number == 2
    assert refused.refusal is not None
    assert refused.refusal.message


def test_a_phone_of_one_and_a_reference_of_another_member_are_not_mixed(shop: Shop) -> None:
    members.register(actor=shop.boss, at=NOON, phone="13912340001", name="王")
    members.register(actor=shop.boss, at=NOON, phone="13912340002", name="李", reference="A-1")
    assert outcomes(shop, begin(shop, WANG)) == ["imports.two_members"]


def test_a_birthday_by_the_moon_or_without_its_year_is_kept(shop: Shop) -> None:
    lunar = ["王", "13912340001", "农历1990年8月15日", "", "", "", "", ""]
    short = ["李", "13912340002", "2月29日", "", "", "", "", ""]
    confirm(shop, begin(shop, lunar, short))
    kept = Profile.objects.order_by("member__phone").values_list(
        "birth_month", "birth_day", "birth_year", "birth_lunar"
    )
    assert list(kept) == [(8, 15, 1990, True), (2, 29, None, False)]


def test_a_consent_counts_with_its_day_and_its_proof_only(shop: Shop) -> None:
    header = ["姓名", "手机", "短信同意日期", "同意凭证"]
    rows = (
        ["王", "13912340001", "2025-06-01", "纸质登记表 17 页"],
        ["李", "13912340002", "", ""],
        ["赵", "13912340003", "2025-06-01", ""],
        ["钱", "13912340004", "2026-03-11", "明天的单据"],
    )
    job = begin(shop, *rows, header=header)
    assert outcomes(shop, job) == ["new", "new", *["imports.consent_unproved"] * 2]
    confirm(shop, job)

    wang, li = Member.objects.order_by("phone")
    consent = messaging.consents_of(wang.id)["sms_marketing"]
    assert (consent.given, consent.source, consent.at.date()) == (True, "import", date(2025, 6, 1))
    assert consent.evidence == "纸质登记表 17 页"
    assert not messaging.may_send(li.id, "marketing")


def test_the_default_store_is_the_home_of_who_names_none(shop: Shop) -> None:
    confirm(shop, begin(shop, WANG, store_id=shop.store_id))
    assert Member.objects.get().home_store_id == shop.store_id


def test_columns_can_be_chosen_and_the_rows_are_looked_at_anew(shop: Shop) -> None:
    job = begin(shop, ["13912340001", "王小明"], header=["甲", "乙"])
    assert outcomes(shop, job) == ["members.phone_needed"]
    usecases.map_columns(actor=shop.boss, at=NOON, import_id=job, mapping={"phone": 0, "name": 1})
    run(job)
    assert outcomes(shop, job) == ["new"]


def test_a_worker_that_died_leaves_whole_pieces_and_the_next_goes_on(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [[f"客{n}", f"139{n:08}", "", "", "", "", "", ""] for n in range(120)]
    job = begin(shop, *rows)
    usecases.confirm_import(actor=shop.boss, at=NOON, import_id=job)
    monkeypatch.setattr(jobs, "PIECES", 1)
    jobs.import_members(str(job))  # the queue says nothing of it: as if it had died here
    assert Member.objects.count() == 50
    assert queries.get_import(shop.boss, job).posted == 50

    usecases.confirm_import(actor=shop.boss, at=NOON, import_id=job)
    run(job)
    for _ in range(3):
        jobs.import_members(str(job))

    assert Member.objects.count() == 120
    assert queries.get_import(shop.boss, job).state == "done"


def test_a_row_that_became_known_meanwhile_is_not_made_twice(shop: Shop) -> None:
    job = begin(shop, WANG)
    members.register(actor=shop.boss, at=NOON, phone="13912340001", name="王")
    confirm(shop, job)
    assert Member.objects.count() == 1
    assert outcomes(shop, job) == ["filled"]


def test_what_was_confirmed_is_not_changed_and_what_was_not_looked_at_not_confirmed(
    shop: Shop,
) -> None:
    numbered = [(1, HEADER), (2, WANG)]
    job = usecases.begin_import(actor=shop.boss, at=NOON, name="x", rows=iter(numbered))
    with pytest.raises(Conflict, match=r"imports\.import_not_checked"):
        usecases.confirm_import(actor=shop.boss, at=NOON, import_id=job)
    run(job)
    usecases.confirm_import(actor=shop.boss, at=NOON, import_id=job)
    with pytest.raises(Conflict, match=r"imports\.import_under_way"):
        usecases.map_columns(actor=shop.boss, at=NOON, import_id=job, mapping={"phone": 1})
    with pytest.raises(Conflict, match=r"imports\.import_under_way"):
        usecases.forget_import(actor=shop.boss, at=NOON, import_id=job)


def test_a_file_that_nobody_went_on_with_is_forgotten_after_a_month(shop: Shop) -> None:
    begin(shop, WANG, ["没有电话", "", "", "", "", "", "", ""])
    with time_machine.travel(NOON + timedelta(days=30), tick=False):
        jobs.forget()
        assert MemberImport.objects.count() == 1
    with time_machine.travel(NOON + timedelta(days=30, minutes=1), tick=False):
        jobs.forget()
    assert not MemberImport.objects.exists()
    assert not ImportRow.objects.exists()
    assert AuditRow.objects.filter(action="members.import_forgotten").count() == 1


def test_a_file_is_forgotten_and_its_members_stay(shop: Shop) -> None:
    job = begin(shop, WANG)
    confirm(shop, job)
    usecases.forget_import(actor=shop.boss, at=NOON, import_id=job)
    assert not ImportRow.objects.exists()
    assert Member.objects.exists()
    with pytest.raises(NotFound, match=r"imports\.import_not_found"):
        queries.get_import(shop.boss, job)


@pytest.mark.parametrize("rows", [[], [(1, HEADER)]])
def test_a_file_without_rows_is_refused_and_leaves_nothing(shop: Shop, rows: list[Any]) -> None:
    with pytest.raises(Invalid, match=r"imports\.nothing_in_it"):
        usecases.begin_import(actor=shop.boss, at=NOON, name="x", rows=iter(rows))
    assert not MemberImport.objects.exists()


@pytest.mark.parametrize("role", ["manager", "cashier", "guide", "auditor"])
def test_only_who_may_do_so_imports(shop: Shop, role: str) -> None:
    rows = iter([(1, HEADER), (2, WANG)])
    with pytest.raises(Forbidden):
        usecases.begin_import(actor=hire(shop, role), at=NOON, name="x", rows=rows)
    assert not MemberImport.objects.exists()
