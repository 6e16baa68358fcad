"""Shifts, sales and returns."""

from tessera.sales.models.returns import Refund, Return, ReturnLine
from tessera.sales.models.sale import Sale, SaleLine, Tender, TenderKind
from tessera.sales.models.shift import Shift, ShiftTender

__all__ = [
    "Refund",
    "Return",
    "ReturnLine",
    "Sale",
    "SaleLine",
    "Shift",
    "ShiftTender",
    "Tender",
    "TenderKind",
]
