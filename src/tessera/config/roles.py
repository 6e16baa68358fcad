"""What each of the five roles may do. The one table; org asks it by ``settings.ROLES``."""

from tessera.campaigns import permissions as campaigns
from tessera.care import permissions as care
from tessera.catalog import permissions as catalog
from tessera.charters import permissions as charters
from tessera.finance import permissions as finance
from tessera.identity import permissions as identity
from tessera.imports import permissions as imports
from tessera.insights import permissions as insights
from tessera.members import permissions as members
from tessera.messaging import permissions as messaging
from tessera.offers import permissions as offers
from tessera.ops import permissions as ops
from tessera.org import permissions as org
from tessera.printing import permissions as printing
from tessera.rewards import permissions as rewards
from tessera.sales import permissions as sales
from tessera.stock import permissions as stock
from tessera.wallet import permissions as wallet

EVERYTHING = (
    campaigns.ALL
    | care.ALL
    | catalog.ALL
    | charters.ALL
    | finance.ALL
    | identity.SHOP
    | imports.ALL
    | insights.ALL
    | members.ALL
    | messaging.ALL
    | offers.ALL
    | ops.STAFF
    | org.ALL
    | printing.SHOP
    | rewards.ALL
    | sales.ALL
    | stock.ALL
    | wallet.ALL
)

_OWN_ACCOUNT = frozenset({org.SIGN_IN, org.CHANGE_OWN_PASSWORD})

_TILL = _OWN_ACCOUNT | {
    org.SIGN_IN_TILL,
    catalog.VIEW,
    stock.VIEW,
    offers.VIEW,
    members.FIND,
    members.VIEW,
    members.REGISTER,
    members.TAG,
    members.WRITE_NOTES,
    members.INVITE,
    members.BLOCK_CARD,
    messaging.PROVE_PHONE,
    messaging.RECORD_CONSENTS,
    charters.VIEW,
    charters.SUBMIT,
    rewards.VIEW,
    rewards.REDEEM,
    printing.PRINT,
    printing.OPEN_DRAWER,
    sales.QUOTE,
    sales.COMPLETE,
    sales.RETURN,
    sales.USE_CARD,
    sales.SHIFT,
    sales.VIEW,
    wallet.PROVE,
    wallet.RECORD_CONTRACT,
    wallet.RECORD_NAME,
}

_MANAGER = _TILL | {
    care.VIEW,
    care.FOLLOW_UP,
    campaigns.VIEW_TAG_RULES,
    charters.REVIEW,
    charters.DECIDE,
    finance.VIEW,
    insights.VIEW,
    insights.VIEW_AUDIT,
    members.ASSIGN_GUIDE,
    members.SET_EARNING,
    members.CHANGE,
    members.SEE_PHONE,
    members.SEE_MANAGERS_NOTES,
    members.MERGE,
    members.TRANSFER_CARD,
    messaging.VIEW,
    offers.ISSUE_COUPONS,
    offers.SET_PROMOTIONS,
    offers.APPROVE_PROMOTIONS,
    org.VIEW_STAFF,
    org.MANAGE_STAFF,
    org.REVOKE_TOKENS,
    printing.SET_UP,
    rewards.DECIDE_HOLDS,
    rewards.MOVE_LEVELS,
    rewards.TAKE_BACK,
    rewards.READ_REVIEWS,
    sales.OVERRIDE_PRICE,
    sales.REVIEW_OFFLINE,
    sales.APPROVE_PRICE,
    sales.RETURN_WITHOUT_RECEIPT,
    sales.PAY_OUT,
    wallet.ADJUST,
    wallet.APPROVE,
    stock.RECEIVE,
    stock.ADJUST,
    wallet.FREEZE,
    wallet.UNLOCK,
    wallet.MANAGE_CARDS,
}

_GUIDE = _OWN_ACCOUNT | {
    care.VIEW,
    care.FOLLOW_UP,
    org.SIGN_IN_TILL,
    catalog.VIEW,
    stock.VIEW,
    offers.VIEW,
    members.FIND,
    members.VIEW,
    members.REGISTER,
    members.TAG,
    members.WRITE_NOTES,
    members.INVITE,
    messaging.PROVE_PHONE,
    messaging.RECORD_CONSENTS,
    charters.VIEW,
    charters.SUBMIT,
    rewards.VIEW,
    rewards.REDEEM,
    sales.QUOTE,
    sales.VIEW,
}

_AUDITOR = _OWN_ACCOUNT | {
    ops.VIEW_SEALS,
    care.VIEW,
    campaigns.VIEW_TAG_RULES,
    catalog.VIEW,
    charters.VIEW,
    finance.VIEW,
    finance.EXPORT,
    insights.VIEW,
    insights.VIEW_AUDIT,
    members.FIND,
    members.VIEW,
    messaging.VIEW,
    offers.VIEW,
    org.VIEW_STAFF,
    rewards.VIEW,
    sales.VIEW,
    stock.VIEW,
}

ROLES: dict[str, frozenset[str]] = {
    "owner": EVERYTHING,
    "manager": frozenset(_MANAGER),
    "cashier": frozenset(_TILL),
    "guide": frozenset(_GUIDE),
    "auditor": frozenset(_AUDITOR),
}

MEMBER = (
    identity.MEMBER
    | charters.MEMBER
    | messaging.MEMBER
    | offers.MEMBER
    | rewards.MEMBER
    | {members.OWN}
    | wallet.MEMBER
)
"""What a member may do who is signed in; identity asks it by ``settings.MEMBER_PERMISSIONS``."""
