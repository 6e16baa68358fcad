"""Reads of sales, returns and shifts, for surfaces."""

from tessera.sales.queries.by_hand import ManualRules, manual_rules
from tessera.sales.queries.document_views import (
    ExchangeView,
    LineView,
    ReturnView,
    SaleView,
    TenderView,
)
from tessera.sales.queries.documents import get_own_sale, get_return, get_sale
from tessera.sales.queries.lists import SaleRow, find_sale_id, list_sales
from tessera.sales.queries.parking import (
    MOST_TICKET_DAYS,
    TillRules,
    WaitingTicket,
    list_waiting,
    till_policy,
)
from tessera.sales.queries.payouts import PayoutPlan, plan_payout
from tessera.sales.queries.prepaid import BuyerView, find_noted_buyer
from tessera.sales.queries.return_policy import ReturnFacts, return_policy
from tessera.sales.queries.shifts import (
    ShiftView,
    find_open_shift,
    get_shift,
    list_open_shifts,
    list_shifts,
)
from tessera.sales.queries.trials import (
    TrialSaleRow,
    TrialView,
    find_margin,
    get_trial,
    list_trial_days,
    list_trial_sales,
    list_trials,
)

__all__ = [
    "MOST_TICKET_DAYS",
    "BuyerView",
    "ExchangeView",
    "LineView",
    "ManualRules",
    "PayoutPlan",
    "ReturnFacts",
    "ReturnView",
    "SaleRow",
    "SaleView",
    "ShiftView",
    "TenderView",
    "TillRules",
    "TrialSaleRow",
    "TrialView",
    "WaitingTicket",
    "find_margin",
    "find_noted_buyer",
    "find_open_shift",
    "find_sale_id",
    "get_own_sale",
    "get_return",
    "get_sale",
    "get_shift",
    "get_trial",
    "list_open_shifts",
    "list_sales",
    "list_shifts",
    "list_trial_days",
    "list_trial_sales",
    "list_trials",
    "list_waiting",
    "manual_rules",
    "plan_payout",
    "return_policy",
    "till_policy",
]
