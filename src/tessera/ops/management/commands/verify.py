"""`tessera verify`: prove the books from the rows alone."""

from collections.abc import Iterator
from typing import IO, Any, cast

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from tessera.ops import verify
from tessera.platform.proofs import SHOWN, Proof


class Command(BaseCommand):
    """Prints every proof with its count; exits with 1 and the offending rows where one fails."""

    help = "Prove the books from the rows alone: entries, balances, lots, documents and counts."

    def handle(self, *args: Any, **options: Any) -> None:
        """Judge, print, and say by the exit status whether all holds."""
        self.stdout.ending = ""  # rich ends its own lines
        console = Console(file=cast(IO[str], self.stdout), highlight=False)
        proofs = list(_judged(Console(stderr=True)))
        console.print(_table(proofs))
        broken = [proof for proof in proofs if not proof.holds]
        for proof in broken:
            _print_offenders(console, proof)
        if broken:
            raise SystemExit(1)
        console.print(_("Everything holds."), style="bold green")


def _judged(terminal: Console) -> Iterator[Proof]:
    """The proofs, while the terminal tells which one is being made."""
    with terminal.status("") as status:
        for claim in verify.CLAIMS:
            status.update(_(claim.sentence))
            yield verify.judge(claim)


def _table(proofs: list[Proof]) -> Table:
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("")
    table.add_column(_("Proof"), no_wrap=True)
    table.add_column(_("What must hold"), overflow="fold")  # a sentence without spaces wraps too
    table.add_column(_("Rows"), justify="right", no_wrap=True)
    for proof in proofs:
        mark = "[green]✓[/]" if proof.holds else "[bold red]✗[/]"
        style = None if proof.holds else "red"
        table.add_row(mark, proof.name, _(proof.sentence), f"{proof.count:,}", style=style)
    return table


def _print_offenders(console: Console, proof: Proof) -> None:
    """One row a line, so that a terminal never cuts an id off."""
    more = "+" if len(proof.offenders) == SHOWN else ""
    console.print(
        f"[bold red]✗ {proof.name}[/]  {_(proof.sentence)}  [red]{len(proof.offenders)}{more}[/]"
    )
    for row in proof.offenders:
        text = "  ".join(f"{name}={value}" for name, value in row.items())
        console.print("   " + escape(text), soft_wrap=True)
