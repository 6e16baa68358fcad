"""The stories of the till: quote, complete, return, open and close a shift."""

from tessera.sales.completing import CompletedSale
from tessera.sales.payouts import PaidOut, PayoutTerms
from tessera.sales.prepaying import BuyerNote
from tessera.sales.proving import Proof
from tessera.sales.returning import Wanted
from tessera.sales.usecases.allowances import (
    MOST_HOURS,
    MOST_MEMBERS,
    end_allowance,
    give_back_allowance,
    grant_allowances,
    set_allowances,
)
from tessera.sales.usecases.by_hand import Approved, approve_by_hand, set_manual_rules
from tessera.sales.usecases.card_upkeep import CardRound, earn_card_days, lapse_cards
from tessera.sales.usecases.complete import PricedCart, complete, price_cart, quote
from tessera.sales.usecases.exchanging import (
    Exchanged,
    QuotedExchange,
    exchange_goods,
    quote_exchange,
)
from tessera.sales.usecases.offline import (
    GivenBlock,
    RecordedSale,
    give_numbers,
    record_offline_sale,
)
from tessera.sales.usecases.parking import (
    ParkedResult,
    ParkWish,
    TakenTicket,
    drop_ticket,
    lapse_tickets,
    park_ticket,
    set_till_policy,
    take_ticket,
)
from tessera.sales.usecases.passes import UsedPass, undo_use, use_pass
from tessera.sales.usecases.paying_out import pay_out
from tessera.sales.usecases.refunding_cards import refund_card
from tessera.sales.usecases.replacing_gifts import ReplacedGift, replace_gift
from tessera.sales.usecases.retention import forget_buyers
from tessera.sales.usecases.return_policy import MOST_DAYS, set_return_policy
from tessera.sales.usecases.returns import PostedReturn, quote_return, return_lines
from tessera.sales.usecases.revealing import Revealed, reveal_buyer
from tessera.sales.usecases.reviewing import see_offline
from tessera.sales.usecases.shifts import ClosedShift, OpenedShift, close_shift, open_shift
from tessera.sales.usecases.trials import begin_trial, go_on_trying
from tessera.sales.usecases.trying import Tried, try_promotion
from tessera.sales.usecases.without_receipt import (
    LooseLine,
    LooseTerms,
    quote_loose,
    return_without_receipt,
)

__all__ = [
    "MOST_DAYS",
    "MOST_HOURS",
    "MOST_MEMBERS",
    "Approved",
    "BuyerNote",
    "CardRound",
    "ClosedShift",
    "CompletedSale",
    "Exchanged",
    "GivenBlock",
    "LooseLine",
    "LooseTerms",
    "OpenedShift",
    "PaidOut",
    "ParkWish",
    "ParkedResult",
    "PayoutTerms",
    "PostedReturn",
    "PricedCart",
    "Proof",
    "QuotedExchange",
    "RecordedSale",
    "ReplacedGift",
    "Revealed",
    "TakenTicket",
    "Tried",
    "UsedPass",
    "Wanted",
    "approve_by_hand",
    "begin_trial",
    "close_shift",
    "complete",
    "drop_ticket",
    "earn_card_days",
    "end_allowance",
    "exchange_goods",
    "forget_buyers",
    "give_back_allowance",
    "give_numbers",
    "go_on_trying",
    "grant_allowances",
    "lapse_cards",
    "lapse_tickets",
    "open_shift",
    "park_ticket",
    "pay_out",
    "price_cart",
    "quote",
    "quote_exchange",
    "quote_loose",
    "quote_return",
    "record_offline_sale",
    "refund_card",
    "replace_gift",
    "return_lines",
    "return_without_receipt",
    "reveal_buyer",
    "see_offline",
    "set_allowances",
    "set_manual_rules",
    "set_return_policy",
    "set_till_policy",
    "take_ticket",
    "try_promotion",
    "undo_use",
    "use_pass",
]
