"""The stories of the members' door."""

from tessera.identity.operations import Device, Entered
from tessera.identity.usecases.consents import change_own_consents
from tessera.identity.usecases.devices import end_device, sign_out, touch
from tessera.identity.usecases.entering import (
    MEMBERSHIP,
    enter_by_code,
    enter_by_password,
    join,
)
from tessera.identity.usecases.keys import add_passkey, enter_by_passkey, remove_passkey
from tessera.identity.usecases.leaving import close_account, note_export
from tessera.identity.usecases.ordering import Ordered, join_by_order
from tessera.identity.usecases.outside import (
    bind_outside,
    enter_by_outside,
    note_unproved,
    unbind_outside,
)
from tessera.identity.usecases.phones import change_phone
from tessera.identity.usecases.registering import (
    Consents,
    GuardianProof,
    register,
    set_joining_policy,
)
from tessera.identity.usecases.secrets import choose_password, confirm

__all__ = [
    "MEMBERSHIP",
    "Consents",
    "Device",
    "Entered",
    "GuardianProof",
    "Ordered",
    "add_passkey",
    "bind_outside",
    "change_own_consents",
    "change_phone",
    "choose_password",
    "close_account",
    "confirm",
    "end_device",
    "enter_by_code",
    "enter_by_outside",
    "enter_by_passkey",
    "enter_by_password",
    "join",
    "join_by_order",
    "note_export",
    "note_unproved",
    "register",
    "remove_passkey",
    "set_joining_policy",
    "sign_out",
    "touch",
    "unbind_outside",
]
