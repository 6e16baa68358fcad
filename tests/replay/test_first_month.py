"""The real file's first month, through everything: 42,481 lines of December 2010.

Committed invoice by invoice, as in life: one transaction around all would drag its own dead rows along.
"""

import io
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import translation

from tessera.platform.models import AuditRow
from tessera.sales.models import ReturnLine, SaleLine
from tests.replay import files


@pytest.mark.slow
@pytest.mark.skipif(not files.REAL.exists(), reason="the shared data are not here")
def test_the_first_month_reconciles_and_a_second_run_changes_nothing(
    database: None, file: Path
) -> None:
    files.write_real(file, until="2011-01-01")
    printed = io.StringIO()
    with translation.override("en"):
        call_command("replay", str(file), stdout=printed)

        before = AuditRow.objects.count(), SaleLine.objects.count(), ReturnLine.objects.count()
        call_command("replay", str(file), stdout=printed)

    assert (
        AuditRow.objects.count(),
        SaleLine.objects.count(),
        ReturnLine.objects.count(),
    ) == before
    assert printed.getvalue().count("The database agrees with the file.") == 2
    assert printed.getvalue().count("Everything holds.") == 2
    assert "748,957.02" in printed.getvalue()
