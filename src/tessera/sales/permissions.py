"""What one may do with sales, returns and shifts."""

QUOTE = "sales.quote"
COMPLETE = "sales.complete"
OVERRIDE_PRICE = "sales.override_price"
APPROVE_PRICE = "sales.approve_price"
SET_BY_HAND = "sales.set_by_hand"
RETURN = "sales.return"
RETURN_WITHOUT_RECEIPT = "sales.return_without_receipt"
SET_RETURNS = "sales.set_returns"
SET_ALLOWANCES = "sales.set_allowances"
SET_TILL = "sales.set_till"
PAY_OUT = "sales.pay_out"
USE_CARD = "sales.use_pass"
SHIFT = "sales.shift"
VIEW = "sales.view"
REVIEW_OFFLINE = "sales.review_offline"

ALL = frozenset(
    {
        QUOTE,
        COMPLETE,
        OVERRIDE_PRICE,
        APPROVE_PRICE,
        SET_BY_HAND,
        RETURN,
        RETURN_WITHOUT_RECEIPT,
        SET_RETURNS,
        SET_ALLOWANCES,
        SET_TILL,
        PAY_OUT,
        USE_CARD,
        SHIFT,
        VIEW,
        REVIEW_OFFLINE,
    }
)
