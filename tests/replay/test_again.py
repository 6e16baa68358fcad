"""Running again, into a house that is lived in, and a reconciliation that can fail."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import CommandError

from tessera.catalog import usecases as catalog
from tessera.catalog.rules import NewSku
from tessera.config.roles import EVERYTHING
from tessera.kernel.actor import system_actor
from tessera.ledger.models import Posting
from tessera.ops.replay import running, shop, source
from tessera.ops.replay.reconciling import comparing
from tessera.org import usecases as org
from tessera.org.models import Store
from tessera.platform.models import AuditRow
from tessera.sales import usecases as sales
from tessera.sales.models import Sale, SaleLine, Shift
from tessera.stock.models import Movement
from tests.replay import files, picture
from tests.replay.conftest import Replay
from tests.replay.files import line
from tests.support.unguarding import lift_guards

pytestmark = pytest.mark.django_db

YEAR = (
    line("1001", quantity=10, customer="5.0"),
    line("1001", "POST", 1, "18.00", customer="5.0"),
    line("1002", "MUG", 4, "4.25", at="2011-03-01 12:00:00"),
    line("1003", quantity=3, customer="5.0", at="2011-03-02 09:00:00"),
    line("1004", "MUG", -2, "0.0", at="2011-03-02 10:00:00", name="broken"),
    line("C1005", quantity=-12, customer="5.0", at="2011-03-02 11:00:00"),
    line("C1005", "MUG", -1, "4.25", customer="5.0", at="2011-03-02 11:00:00"),
    line("A1006", "B", 1, "-20.00", at="2011-03-02 12:00:00"),
    line("1007", "MUG", 1, "0.0", at="2011-03-04 12:00:00", name="found"),
)
BOSS = system_actor("tests", EVERYTHING)
THEN = datetime(2011, 1, 1, tzinfo=UTC)


def replayed(file: Path) -> comparing.Reconciliation:
    """Replay without the command, and compare."""
    done = running.run(source.read(files.write(file, *YEAR)), lambda _: None)
    return comparing.reconcile(file, done.store_id, done.set_aside)


def compared(file: Path) -> comparing.Reconciliation:
    """Compare once more, as the database is now."""
    return comparing.reconcile(file, Store.objects.get().id, {"bookkeeping": 1})


def test_running_it_twice_changes_nothing(replay: Replay) -> None:
    replay(*YEAR)
    before = picture.take()

    replay()

    assert picture.take() == before


def test_a_longer_file_has_a_store_of_its_own_and_shares_members_and_products(
    replay: Replay,
) -> None:
    replay(*YEAR[:3])
    replay(*YEAR)

    assert Store.objects.count() == 2
    found = picture.take()
    assert len(found["members"]) == 1
    assert len(found["products"]) == 3


def test_a_brand_in_another_currency_is_refused_and_told_what_to_do(replay: Replay) -> None:
    org.set_up_brand(actor=BOSS, at=THEN, name="锦绣", currency="CNY")
    audited = AuditRow.objects.count()

    with pytest.raises(CommandError, match="TESSERA_DATA"):
        replay(*YEAR)

    assert AuditRow.objects.count() == audited
    assert not Store.objects.exists()


def test_a_product_of_another_kind_under_a_stock_code_is_refused(replay: Replay) -> None:
    org.set_up_brand(actor=BOSS, at=THEN, name="Towels", currency="GBP")
    catalog.add_product(
        actor=BOSS, at=THEN, style="POST", name="Posters", skus=[NewSku(tag_minor=100)]
    )

    with pytest.raises(CommandError, match="POST"):
        replay(*YEAR)

    assert not Store.objects.exists()


def test_an_invoice_that_is_refused_stops_the_replay_and_a_second_run_goes_on(
    replay: Replay, file: Path
) -> None:
    read = source.read(files.write(file, *YEAR))
    into = shop.prepare(read)
    org.change_store(
        actor=BOSS,
        at=THEN,
        store_id=into.store_id,
        name="Online Retail",
        zone="Europe/London",
        cutover_hour=0,
        allows_negative_stock=False,
    )

    with pytest.raises(CommandError, match="1001"):
        replay()
    assert not Sale.objects.exists()

    org.change_store(
        actor=BOSS,
        at=THEN,
        store_id=into.store_id,
        name="Online Retail",
        zone="Europe/London",
        cutover_hour=0,
        allows_negative_stock=True,
    )
    replay()
    assert Sale.objects.count() == 3


def test_a_shift_that_somebody_closed_meanwhile_is_opened_anew(replay: Replay, file: Path) -> None:
    read = source.read(files.write(file, *YEAR))
    into = shop.prepare(read)
    till = {"store_id": into.store_id, "till_id": into.till_id}
    at = read.invoices[0].at
    drawer = running._Drawer(into, read.id)
    drawer.open(at.date(), read.invoices[0])
    sales.close_shift(actor=BOSS, at=at, request_id=uuid4(), counted_minor=0, **till)

    replay()

    assert Shift.objects.filter(business_on=at.date()).count() == 2
    assert not Shift.objects.filter(is_open=True).exists()


def test_the_reconciliation_accounts_for_every_line_piece_and_penny(file: Path) -> None:
    found = replayed(file)

    assert found.holds
    assert found.posted == {"sold": 4, "returned": 2, "corrected": 2}
    assert found.set_aside == {"bookkeeping": 1}
    [month] = found.months
    assert month.file_minor == 10 * 250 + 1800 + 4 * 425 + 3 * 250 - 12 * 250 - 425
    assert found.pieces == {"sold": (18, 18), "returned": (13, 13), "corrected": (-1, -1)}


def test_a_changed_amount_shows_in_its_document_month_and_customer(file: Path) -> None:
    assert replayed(file).holds
    SaleLine.objects.filter(net_minor=2500).update(net_minor=2501)

    found = compared(file)

    assert not found.holds
    assert [one.what for one in found.differences] == ["sold 1001", "customer 5"]
    assert not found.months[0].agrees


def test_a_lost_line_shows(file: Path) -> None:
    assert replayed(file).holds
    SaleLine.objects.filter(net_minor=1700).delete()

    found = compared(file)

    assert not found.holds
    assert found.posted["sold"] == 3
    assert "sold 1002" in [one.what for one in found.differences]


def test_money_that_the_ledger_moved_otherwise_shows(file: Path) -> None:
    assert replayed(file).holds
    posting = Posting.objects.filter(amount=1700).get()
    lift_guards()
    Posting.objects.filter(id=posting.id).update(amount=1600)

    found = compared(file)

    assert not found.holds
    assert not found.differences
    assert found.months[0].ledger_minor == found.months[0].file_minor - 100


def test_a_lost_correction_and_wrong_reasons_show(file: Path) -> None:
    assert replayed(file).holds
    Movement.objects.filter(reason="1004 broken").delete()

    assert "corrected 1004" in [one.what for one in compared(file).differences]
    wrong = comparing.reconcile(file, Store.objects.get().id, {"negative price": 1})
    assert not wrong.holds


def test_the_command_ends_with_status_1_when_something_differs(replay: Replay) -> None:
    replay(*YEAR)
    SaleLine.objects.filter(net_minor=2500).update(net_minor=2499)

    with pytest.raises(SystemExit) as ended:
        replay()

    assert ended.value.code == 1
