"""What an accountant takes along is balanced, names nobody, and is noted."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from tests.support.chain import Chain
from tests.support.payouts import pay_out
from tests.support.shop import NOON, TODAY, Shop

from tessera.finance import jobs, permissions, usecases
from tessera.finance.queries import lines
from tessera.finance.usecases import exporting
from tessera.kernel.actor import Actor
from tessera.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from tessera.ledger.models import Entry, Posting
from tessera.platform.models import AuditRow

SPAN: dict[str, Any] = {"since": TODAY, "until": TODAY + timedelta(days=40)}


def taken(shop: Shop) -> list[lines.Line]:
    found = usecases.export_entries(actor=shop.boss, at=NOON, **SPAN)
    told = list(lines.iter_lines(found.wanted))
    assert len(told) == found.lines
    return told


def test_debit_and_credit_are_the_same_in_every_entry_and_unit(shop: Shop) -> None:
    member = shop.join()
    shop.top_up(member)
    order = shop.order((shop.dress, 2), member_id=member)
    sold = shop.sell(order, ("wallet", 22000), ("cash", 37800))
    shop.give_back(sold.sale_id, 1, at=NOON + timedelta(days=30))
    jobs.keep_sums(NOON + timedelta(hours=2))
    off: Counter[tuple[object, str]] = Counter()
    told = taken(shop)
    for line in told:
        assert min(line.debit, line.credit) == 0 < max(line.debit, line.credit)
        off[line.entry_id, line.unit] += line.debit - line.credit
    assert set(off.values()) == {0}
    assert len(told) == 2 * Posting.objects.count()


def test_lines_name_documents_stores_and_tills_and_no_member(shop: Shop) -> None:
    member = shop.join("=王芳")
    topped = shop.top_up(member)
    paid = pay_out(shop, member, 50000)
    told = taken(shop)
    assert {line.number for line in told} == {topped.number, paid.number}
    assert {(line.account, line.place) for line in told if line.place} == {
        ("tender.cash", "S1-T1"),
        ("tender.bank", "S1-T1"),
        ("bonus_granted", "S1"),
    }
    assert "王芳" not in repr(told)
    assert member not in {value for line in told for value in vars_of(line)}


def vars_of(line: lines.Line) -> list[object]:
    return [getattr(line, name) for name in line.__slots__]


def test_lines_are_read_in_pieces_without_gap_or_doubling(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in (2, 0, 1, 0, 2):
        shop.sell(shop.order((shop.fee, 1)), at=NOON + timedelta(days=day))
    monkeypatch.setattr(lines, "PIECE", 2)
    told = taken(shop)
    assert len({line.entry_id for line in told}) == Entry.objects.count() == 5
    assert len(told) == 10
    assert [line.day for line in told] == sorted(line.day for line in told)


def test_who_takes_it_along_is_noted_before_the_first_line(shop: Shop) -> None:
    shop.top_up(shop.join())
    usecases.export_entries(actor=shop.boss, at=NOON, is_workbook=True, **SPAN)
    row = AuditRow.objects.get(action="finance.exported")
    assert row.data == {
        "since": "2026-03-10",
        "until": "2026-04-19",
        "lines": 4,
        "file": "xlsx",
    }


def test_a_workbook_is_not_begun_that_would_not_hold_all(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.top_up(shop.join())
    monkeypatch.setattr(exporting, "MOST_IN_WORKBOOK", 3)
    with pytest.raises(Conflict, match=r"finance\.too_many_lines"):
        usecases.export_entries(actor=shop.boss, at=NOON, is_workbook=True, **SPAN)
    assert not AuditRow.objects.filter(action="finance.exported").exists()
    assert usecases.export_entries(actor=shop.boss, at=NOON, **SPAN).lines == 4


def test_days_that_end_before_they_begin_are_refused(shop: Shop) -> None:
    with pytest.raises(Invalid, match=r"finance\.range_empty"):
        usecases.export_entries(
            actor=shop.boss, at=NOON, since=TODAY, until=TODAY - timedelta(days=1)
        )
    assert not AuditRow.objects.filter(action="finance.exported").exists()


def test_an_auditor_of_one_store_takes_along_its_entries_only(chain: Chain) -> None:
    chain.shop.top_up(chain.shop.join())
    franchise = chain.franchise
    franchise.sell(franchise.order((chain.shop.fee, 1)))
    scope = frozenset({franchise.store_id})
    auditor = Actor("staff", None, "审计", "auditor", frozenset({permissions.EXPORT}), scope)
    found = usecases.export_entries(actor=auditor, at=NOON, **SPAN)
    assert {line.store_code for line in lines.iter_lines(found.wanted)} == {"F1"}
    with pytest.raises(NotFound, match=r"org\.store_not_found"):
        usecases.export_entries(actor=auditor, at=NOON, chosen=chain.shop.store_id, **SPAN)
    with pytest.raises(Forbidden):
        usecases.export_entries(actor=chain.manager, at=NOON, **SPAN)
