"""Reads of the organisation: facts from memory, lists within the actor's scope, sessions."""

from tessera.org.queries.colleagues import Colleague, list_colleagues
from tessera.org.queries.days import due_by
from tessera.org.queries.directory import (
    BrandFacts,
    Known,
    StoreFacts,
    TillFacts,
    TillSession,
    known,
    known_at,
)
from tessera.org.queries.people import (
    StaffStore,
    StaffView,
    find_by_pin,
    get_staff,
    list_staff,
    permissions_of,
)
from tessera.org.queries.places import (
    StoreView,
    choose_stores,
    find_brand,
    first_store_id,
    get_brand,
    get_store,
    get_store_view,
    get_till,
    get_till_view,
    list_stores,
    list_tills,
)
from tessera.org.queries.sessions import (
    SignInChanged,
    check_current,
    find_session,
    find_staff_actor,
    find_token_id,
    recall_session,
)
from tessera.org.queries.signing import may_try_sign_in

__all__ = [
    "BrandFacts",
    "Colleague",
    "Known",
    "SignInChanged",
    "StaffStore",
    "StaffView",
    "StoreFacts",
    "StoreView",
    "TillFacts",
    "TillSession",
    "check_current",
    "choose_stores",
    "due_by",
    "find_brand",
    "find_by_pin",
    "find_session",
    "find_staff_actor",
    "find_token_id",
    "first_store_id",
    "get_brand",
    "get_staff",
    "get_store",
    "get_store_view",
    "get_till",
    "get_till_view",
    "known",
    "known_at",
    "list_colleagues",
    "list_staff",
    "list_stores",
    "list_tills",
    "may_try_sign_in",
    "permissions_of",
    "recall_session",
]
