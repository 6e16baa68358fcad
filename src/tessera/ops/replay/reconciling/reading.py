"""The file's side: a reader of its own, by ``rules`` as data, in exact decimals."""

import csv
import gzip
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from tessera.ops.replay.reconciling import rules
from tessera.ops.replay.reconciling.figures import Figures

Row = dict[str, str]

_NOT_GOODS = frozenset(code for code, _ in rules.NOT_GOODS)
_PENNY = Decimal("0.01")


@dataclass(slots=True)
class FileSide:
    """What the file says should be in the database, and what of it was left out.

    Amounts are exact pounds: ``total`` of all lines, ``amounts`` by outcome, and ``rounded``,
    what rounding prices to pence took off the posted lines.
    """

    figures: Figures = field(default_factory=Figures)
    lines: Counter[str] = field(default_factory=Counter)
    amounts: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    rounded: Decimal = Decimal(0)
    rounded_lines: int = 0

    @property
    def total(self) -> Decimal:
        """The net total of all lines of the file."""
        return sum(self.amounts.values(), Decimal(0))


def read(path: Path) -> FileSide:
    """The figures of the file at ``path``, which has been checked before."""
    invoices: dict[str, list[Row]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            invoices[row["InvoiceNo"]].append(row)
    side = FileSide()
    for rows in invoices.values():
        _add_invoice(side, rows)
    return side


def _add_invoice(side: FileSide, rows: list[Row]) -> None:
    is_count = not rows[0]["CustomerID"] and not any(Decimal(row["UnitPrice"]) for row in rows)
    sold = 0
    parts = []
    for row in rows:
        quantity, price = int(row["Quantity"]), Decimal(row["UnitPrice"])
        outcome = rules.outcome(
            (
                "1" if row["InvoiceNo"].isdigit() else row["InvoiceNo"][0],
                _sign(quantity),
                _sign(price),
                "g" if _is_goods(row["StockCode"]) else "n",
                "c" if is_count else "e",
            )
        )
        pence = price.quantize(_PENNY, ROUND_HALF_UP)
        side.lines[outcome] += 1
        side.amounts[outcome] += quantity * price
        if outcome in rules.POSTED:
            side.rounded += quantity * (price - pence)
            side.rounded_lines += price != pence
            parts.append((row["StockCode"].strip(), outcome, quantity, int(quantity * pence * 100)))
            sold += parts[-1][-1]
    _add_parts(side.figures, rows[0], parts, free=not sold)


def _is_goods(code: str) -> bool:
    return code.strip().upper() not in _NOT_GOODS


def _sign(value: int | Decimal) -> str:
    return "+" if value > 0 else "-" if value < 0 else "0"


def _add_parts(
    figures: Figures, first: Row, parts: Iterable[tuple[str, str, int, int]], *, free: bool
) -> None:
    month, customer = first["InvoiceDate"][:7], first["CustomerID"].removesuffix(".0")
    for code, outcome, quantity, minor in parts:
        nameless = free and outcome == rules.SOLD
        document = figures.document(outcome, "" if nameless else first["InvoiceNo"])
        back = -1 if outcome == rules.RETURNED else 1
        document.add(lines=1, pieces=back * quantity, minor=back * minor)
        figures.months[month] += minor
        if minor:
            figures.customers[customer] += minor
        if _is_goods(code):
            figures.on_hand[code] += quantity if outcome == rules.CORRECTED else -quantity
