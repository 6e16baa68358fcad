"""A whole day proves clean, and the command says what does not."""

import io
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import translation

from tessera.ledger.models import Account
from tessera.ops import verify
from tessera.ops.tests.conftest import Day, keep_sums
from tessera.platform.proofs import SHOWN
from tessera.stock.models import Movement


def _run() -> str:
    out = io.StringIO()
    with translation.override("en"):
        call_command("verify", stdout=out)
    return out.getvalue()


def test_a_day_in_which_everything_happened_proves_clean(day: Day) -> None:
    keep_sums()
    proofs = list(verify.verify())

    assert [proof for proof in proofs if not proof.holds] == []
    assert [proof.name for proof in proofs if not proof.count] == []


def test_no_two_claims_share_a_name() -> None:
    assert len({claim.name for claim in verify.CLAIMS}) == len(verify.CLAIMS)


def test_every_claim_is_broken_on_purpose_by_a_test() -> None:
    tests = "".join(path.read_text() for path in Path(__file__).parent.glob("test_*_proofs.py"))

    assert [claim.name for claim in verify.CLAIMS if f'"{claim.name}"' not in tests] == []


def test_the_command_prints_every_proof_with_its_count(day: Day) -> None:
    printed = _run()

    for claim in verify.CLAIMS:
        assert re.search(rf"✓ +{re.escape(claim.name)} .* [\d,]+ *$", printed, re.MULTILINE)
    assert "Everything holds." in printed


def test_the_command_exits_with_1_and_names_the_offending_rows(
    day: Day, capsys: pytest.CaptureFixture[str]
) -> None:
    account = Account.objects.filter(kind="tender.cash").get()
    Account.objects.filter(id=account.id).update(floor=-(10**15), balance=1)

    with pytest.raises(SystemExit) as left, translation.override("en"):
        call_command("verify")
    printed = capsys.readouterr().out

    assert left.value.code == 1
    assert re.search(r"✗ +ledger.balances", printed)
    assert f"account_id={account.id}" in printed
    assert "Everything holds." not in printed


def test_a_proof_shows_a_bounded_number_of_rows(day: Day) -> None:
    movement = Movement.objects.filter(kind="sale").first()
    assert movement is not None
    values = {name: getattr(movement, name) for name in ("store", "sku", "at", "business_on")}
    Movement.objects.bulk_create(
        Movement(**values, quantity=-1, kind="sale", document_id=day.shop.store_id)
        for _ in range(3)
    )
    for line in range(SHOWN + 10):
        Account.objects.create(owner=movement.id, kind=f"x{line}", unit="X", floor=0, balance=1)

    found = {proof.name: proof for proof in verify.verify()}

    assert len(found["ledger.balances"].offenders) == SHOWN
