"""Reads of identity."""

from tessera.identity.outside.flows import Flow, Met, met_in, vouch
from tessera.identity.passkeys import Begun, Site
from tessera.identity.queries.doors import (
    DeviceView,
    PasskeyView,
    begin_entering,
    begin_passkey,
    find_by_password,
    has_password,
    list_devices,
    list_passkeys,
    may_try,
)
from tessera.identity.queries.joining import (
    Asked,
    check_free,
    get_asked,
    is_child,
    is_code_needed,
)
from tessera.identity.queries.outside import (
    OUTSIDE_SECONDS,
    Leaving,
    OutsideView,
    come_back,
    find_account,
    leave_for,
    list_outside,
    list_providers,
    meet,
)
from tessera.identity.queries.sessions import MemberSession, find_session, language_of

__all__ = [
    "OUTSIDE_SECONDS",
    "Asked",
    "Begun",
    "DeviceView",
    "Flow",
    "Leaving",
    "MemberSession",
    "Met",
    "OutsideView",
    "PasskeyView",
    "Site",
    "begin_entering",
    "begin_passkey",
    "check_free",
    "come_back",
    "find_account",
    "find_by_password",
    "find_session",
    "get_asked",
    "has_password",
    "is_child",
    "is_code_needed",
    "language_of",
    "leave_for",
    "list_devices",
    "list_outside",
    "list_passkeys",
    "list_providers",
    "may_try",
    "meet",
    "met_in",
    "vouch",
]
