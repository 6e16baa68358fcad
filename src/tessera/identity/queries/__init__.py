"""Reads of identity."""

from tessera.identity.passkeys import Begun, Site
from tessera.identity.queries.doors import (
    DeviceView,
    OutsideView,
    PasskeyView,
    begin_entering,
    begin_passkey,
    find_by_password,
    has_password,
    list_devices,
    list_outside,
    list_passkeys,
    may_try,
)
from tessera.identity.queries.sessions import MemberSession, find_session

__all__ = [
    "Begun",
    "DeviceView",
    "MemberSession",
    "OutsideView",
    "PasskeyView",
    "Site",
    "begin_entering",
    "begin_passkey",
    "find_by_password",
    "find_session",
    "has_password",
    "list_devices",
    "list_outside",
    "list_passkeys",
    "may_try",
]
