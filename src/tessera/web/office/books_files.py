"""Entries as rows of a file for an accountant."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from tessera.finance.queries.lines import Line
from tessera.kernel.money import exponent_of
from tessera.ledger.rules import POINTS, USES
from tessera.web.kit.spreadsheets import Value
from tessera.web.office import statement_words, words

COUNTED = frozenset({POINTS, USES})


def header() -> list[str]:
    """What stands above the columns."""
    return [
        _("Day"),
        _("Store"),
        _("Store's name"),
        _("Document"),
        _("Kind"),
        _("Entry"),
        _("Ledger account"),
        _("Account's name"),
        _("Belongs to"),
        _("Debit"),
        _("Credit"),
        _("Unit"),
    ]


class Words:
    """What kinds of entries and accounts are called in the reader's language."""

    def __init__(self) -> None:
        self._entries = {key: str(name) for key, name in statement_words.ENTRIES.items()}
        self._accounts = {key: str(name) for key, name in words.ACCOUNTS.items()}
        self.in_all = _("In all")

    def texts(self, line: Line) -> list[str]:
        """What stands left of the amounts."""
        return [
            line.day.isoformat(),
            line.store_code,
            line.store_name,
            line.number,
            self._entries.get(line.entry_kind, line.entry_kind),
            line.entry_id.hex,
            line.account,
            self._accounts.get(line.account, line.account),
            line.place,
        ]


def rows(lines: Iterable[Line]) -> Iterator[list[Value]]:
    """The lines, and at the end the totals.

    All words are looked up before the first line: when the rest is sent, the request is over.
    """
    return _rows(lines, Words())


def _rows(lines: Iterable[Line], called: Words) -> Iterator[list[Value]]:
    totals = Totals(called)
    for line in totals.watch(lines):
        yield [*called.texts(line), *_amounts(line)]
    yield from totals.rows()


class Totals:
    """Debit and credit of each unit, added up while the lines go by."""

    def __init__(self, called: Words) -> None:
        self._called = called
        self._sums: dict[str, tuple[int, int]] = {}

    def watch(self, lines: Iterable[Line]) -> Iterator[Line]:
        """The lines, as they are."""
        for line in lines:
            debit, credit = self._sums.get(line.unit, (0, 0))
            self._sums[line.unit] = debit + line.debit, credit + line.credit
            yield line

    def rows(self) -> list[list[Value]]:
        """A row for each unit; both sums are the same."""
        blank: list[Value] = [""] * (len(header()) - 4)
        return [
            [self._called.in_all, *blank, _decimal(debit, unit), _decimal(credit, unit), unit]
            for unit, (debit, credit) in sorted(self._sums.items())
        ]


def _amounts(line: Line) -> list[Value]:
    return [
        _decimal(line.debit, line.unit) if line.debit else None,
        _decimal(line.credit, line.unit) if line.credit else None,
        line.unit,
    ]


def _decimal(amount: int, unit: str) -> Decimal:
    """``12345`` fen as ``123.45``; points and uses as they are."""
    places = 0 if unit in COUNTED else exponent_of(unit)
    return Decimal(amount).scaleb(-places)
