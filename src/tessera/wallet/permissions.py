"""What one may do with what members hold."""

SET_POLICY = "wallet.set_policy"
SET_PLANS = "wallet.set_plans"
EXPIRE = "wallet.expire"
SET_CARDS = "wallet.set_cards"
MANAGE_CARDS = "wallet.manage_cards"
SET_LEGAL = "wallet.set_legal"
FREEZE = "wallet.freeze"
UNLOCK = "wallet.unlock"
PROVE = "wallet.prove"
RECORD_CONTRACT = "wallet.record_contract"
RECORD_NAME = "wallet.record_name"
SEE_NUMBER = "wallet.see_number"
CLOSE_STORE = "wallet.close_store"
ADJUST = "wallet.adjust"
APPROVE = "wallet.approve"

OWN = "wallet.own"

ALL = frozenset(
    {
        SET_POLICY,
        SET_PLANS,
        EXPIRE,
        SET_CARDS,
        MANAGE_CARDS,
        SET_LEGAL,
        FREEZE,
        UNLOCK,
        PROVE,
        RECORD_CONTRACT,
        RECORD_NAME,
        SEE_NUMBER,
        CLOSE_STORE,
        ADJUST,
        APPROVE,
    }
)

MEMBER = frozenset({OWN})
"""Of a member who is signed in, for what is the member's own. No staff role has it."""
