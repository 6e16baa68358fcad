"""Reads of identity."""

from tessera.identity.queries.doors import (
    DeviceView,
    OutsideView,
    PasskeyView,
    find_by_password,
    has_password,
    list_devices,
    list_outside,
    list_passkeys,
    may_try,
)
from tessera.identity.queries.sessions import MemberSession, find_session

__all__ = [
    "DeviceView",
    "MemberSession",
    "OutsideView",
    "PasskeyView",
    "find_by_password",
    "find_session",
    "has_password",
    "list_devices",
    "list_outside",
    "list_passkeys",
    "may_try",
]
