"""Shifts, sales and returns, and who bought."""

from tessera.sales.models.buyer import Buyer
from tessera.sales.models.returns import Refund, Return, ReturnLine
from tessera.sales.models.sale import Sale, SaleLine, Tender, TenderKind
from tessera.sales.models.shift import Shift, ShiftTender

__all__ = [
    "Buyer",
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
