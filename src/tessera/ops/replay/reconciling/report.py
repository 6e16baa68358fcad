"""Print a reconciliation for people."""

from decimal import Decimal

from django.utils.translation import gettext as _
from rich import box
from rich.console import Console
from rich.table import Table

from tessera.ops.replay.reconciling import rules
from tessera.ops.replay.reconciling.comparing import Month, Reconciliation
from tessera.ops.replay.reconciling.reading import FileSide

SHOWN = 20
"""How many differences are printed."""


def show(console: Console, result: Reconciliation) -> None:
    """Print lines, money, months, pieces and what differs."""
    console.print(_lines(result))
    console.print(_money(result.file))
    console.print(_months(result))
    console.print(_pieces(result))
    if result.differences:
        console.print(_differences(result))
    if result.holds:
        console.print(_("The database agrees with the file."), style="bold green")
    else:
        console.print(_("The database does not agree with the file."), style="bold red")


def _table(title: str, first: str, *figures: str) -> Table:
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD)
    table.add_column(first)
    for figure in figures:
        table.add_column(figure, justify="right", no_wrap=True)
    return table


def _lines(result: Reconciliation) -> Table:
    table = _table(_("Lines"), "", _("In the file"), _("In the database"), _("Set aside"))
    words = {
        rules.SOLD: _("sold"),
        rules.RETURNED: _("came back"),
        rules.CORRECTED: _("stock corrected"),
    }
    for outcome in rules.POSTED:
        there, here = result.file.lines[outcome], result.posted[outcome]
        table.add_row(words[outcome], f"{there:,}", f"{here:,}", "")
    for reason in sorted({*result.set_aside, *result.file.lines} - set(rules.POSTED)):
        count = result.set_aside.get(reason, 0)
        table.add_row(_(reason), f"{result.file.lines[reason]:,}", "", f"{count:,}")
    posted, aside = sum(result.posted.values()), sum(result.set_aside.values())
    whole = sum(result.file.lines.values())
    style = "bold" if posted + aside == whole else "bold red"
    table.add_section()
    table.add_row(_("all"), f"{whole:,}", f"{posted:,}", f"{aside:,}", style=style)
    return table


def _money(file: FileSide) -> Table:
    """How the file's net total becomes net revenue."""
    table = _table(_("Money"), "", _("Amount"))
    table.add_row(_("quantity x price of all lines of the file"), f"{file.total:,f}")
    posted = file.total
    for reason in sorted(set(file.lines) - set(rules.POSTED)):
        posted -= file.amounts[reason]
        if file.amounts[reason]:
            label = _("set aside: %(reason)s") % {"reason": _(reason)}
            table.add_row(label, f"{-file.amounts[reason]:,f}")
    if file.rounded_lines:
        label = _("%(lines)s prices rounded to the minor unit") % {"lines": file.rounded_lines}
        table.add_row(label, f"{-file.rounded:,f}")
    table.add_section()
    table.add_row(_("net revenue"), f"{posted - file.rounded:,f}", style="bold")
    return table


def _months(result: Reconciliation) -> Table:
    table = _table(_("Net revenue"), _("Month"), _("File"), _("Documents"), _("Ledger"))
    for month in result.months:
        _add_month(table, month)
    table.add_section()
    whole = [
        sum(figures)
        for figures in zip(
            *((m.file_minor, m.documents_minor, m.ledger_minor) for m in result.months),
            strict=True,
        )
    ]
    _add_month(table, Month(_("all"), *whole))
    return table


def _add_month(table: Table, month: Month) -> None:
    figures = (month.file_minor, month.documents_minor, month.ledger_minor)
    amounts = [f"{Decimal(figure) / 100:,.2f}" for figure in figures]
    table.add_row(month.month, *amounts, style=None if month.agrees else "red")


def _pieces(result: Reconciliation) -> Table:
    table = _table(_("Pieces"), "", _("In the file"), _("In the database"))
    words = {
        rules.SOLD: _("sold"),
        rules.RETURNED: _("came back"),
        rules.CORRECTED: _("stock corrected"),
    }
    for outcome, (there, here) in result.pieces.items():
        style = None if there == here else "red"
        table.add_row(words[outcome], f"{there:,}", f"{here:,}", style=style)
    return table


def _differences(result: Reconciliation) -> Table:
    count = len(result.differences)
    title = _("%(count)s differences; documents as lines / pieces / pence") % {"count": count}
    table = _table(title, "", _("In the file"), _("In the database"))
    for one in result.differences[:SHOWN]:
        table.add_row(one.what, one.in_file, one.in_database, style="red")
    return table
