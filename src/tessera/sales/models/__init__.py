"""Shifts, sales and returns, and who bought."""

from tessera.sales.models.allowance import Allowance, AllowancePolicy
from tessera.sales.models.buyer import Buyer
from tessera.sales.models.by_hand import Approval, ManualChange, ManualKind, ManualPolicy
from tessera.sales.models.exchange import Exchange
from tessera.sales.models.guides import SaleGuide
from tessera.sales.models.offline import MadeOffline, NumberBlock, SyncRemark
from tessera.sales.models.parked import ParkedTicket, TicketEnding, TillPolicy
from tessera.sales.models.passes import PassUse
from tessera.sales.models.payout import Payout, PayoutKind
from tessera.sales.models.prepaid import PrepaidBuyer
from tessera.sales.models.return_policy import ReturnPolicy
from tessera.sales.models.returns import Refund, Return, ReturnLine
from tessera.sales.models.sale import Sale, SaleLine, Tender, TenderKind
from tessera.sales.models.shift import Shift, ShiftTender
from tessera.sales.models.topups import TopUpPaidOut
from tessera.sales.models.trial import Trial, TrialSale, TrialState

__all__ = [
    "Allowance",
    "AllowancePolicy",
    "Approval",
    "Buyer",
    "Exchange",
    "MadeOffline",
    "ManualChange",
    "ManualKind",
    "ManualPolicy",
    "NumberBlock",
    "ParkedTicket",
    "PassUse",
    "Payout",
    "PayoutKind",
    "PrepaidBuyer",
    "Refund",
    "Return",
    "ReturnLine",
    "ReturnPolicy",
    "Sale",
    "SaleGuide",
    "SaleLine",
    "Shift",
    "ShiftTender",
    "SyncRemark",
    "Tender",
    "TenderKind",
    "TicketEnding",
    "TillPolicy",
    "TopUpPaidOut",
    "Trial",
    "TrialSale",
    "TrialState",
]
