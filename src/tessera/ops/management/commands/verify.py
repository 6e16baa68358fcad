"""`tessera verify`: prove the books from the rows alone."""

from argparse import ArgumentTypeError
from collections.abc import Iterator
from datetime import date
from typing import IO, Any, cast

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from tessera.kernel import clock
from tessera.ops import chain, verify
from tessera.platform.proofs import SHOWN, Proof

HASH_LENGTH = 64


class Command(BaseCommand):
    """Prints every proof with its count; exits with 1 and the offending rows where one fails."""

    help = "Prove the books from the rows alone: entries, balances, lots, documents and counts."

    def add_arguments(self, parser: CommandParser) -> None:
        """``--chain`` checks the seals of the ledger's days instead of the proofs."""
        parser.add_argument("--chain", action="store_true", help="check the seals day by day")
        parser.add_argument(
            "--expect",
            action="append",
            default=[],
            type=_expected,
            metavar="DAY=HASH",
            help="a seal that was printed or sent out, such as 2026-03-01=9f86d0…",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Judge, print, and say by the exit status whether all holds."""
        self.stdout.ending = ""  # rich ends its own lines
        console = Console(file=cast(IO[str], self.stdout), highlight=False)
        if options["chain"]:
            _check_chain(console, dict(options["expect"]))
            return
        proofs = list(_judged(Console(stderr=True)))
        console.print(_table(proofs))
        broken = [proof for proof in proofs if not proof.holds]
        for proof in broken:
            _print_offenders(console, proof)
        if broken:
            raise SystemExit(1)
        console.print(_("Everything holds."), style="bold green")


def _expected(text: str) -> tuple[date, str]:
    day, _sign, digest = text.partition("=")
    if len(digest) != HASH_LENGTH:
        raise ArgumentTypeError(f"{text} is not DAY=HASH")
    return date.fromisoformat(day), digest.lower()


def _check_chain(console: Console, expected: dict[date, str]) -> None:
    """Check every seal; print the last good one, or every day that does not hold."""
    links = list(chain.check(expected, at=clock.utc_now()))
    broken = [link for link in links if link.problem]
    for link in broken:
        console.print(f"[bold red]✗ {link.day}[/]  {_(link.problem)}", soft_wrap=True)
    if broken:
        raise SystemExit(1)
    if not links:
        console.print(_("No day is sealed yet."))
        return
    last, entries = links[-1], sum(link.entries for link in links)
    told = ngettext(
        "%(days)s day with %(entries)s entries is as it was sealed.",
        "%(days)s days with %(entries)s entries are as they were sealed.",
        len(links),
    )
    console.print(told % {"days": f"{len(links):,}", "entries": f"{entries:,}"})
    console.print(f"{last.day}={last.digest}", style="bold green", soft_wrap=True)


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
