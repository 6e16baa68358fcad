"""The stories of the organisation: places, people, and tills that sign in."""

from tessera.org.usecases.people import (
    change_own_password,
    change_staff,
    dismiss,
    hire,
    reset_password,
)
from tessera.org.usecases.pins import choose_own_pin
from tessera.org.usecases.places import (
    change_brand,
    change_store,
    open_store,
    open_till,
    set_up_brand,
)
from tessera.org.usecases.signing import note_refused_sign_in, note_sign_in
from tessera.org.usecases.tokens import (
    end_own_token,
    issue_till_token,
    revoke_till_token,
    revoke_till_tokens,
)

__all__ = [
    "change_brand",
    "change_own_password",
    "change_staff",
    "change_store",
    "choose_own_pin",
    "dismiss",
    "end_own_token",
    "hire",
    "issue_till_token",
    "note_refused_sign_in",
    "note_sign_in",
    "open_store",
    "open_till",
    "reset_password",
    "revoke_till_token",
    "revoke_till_tokens",
    "set_up_brand",
]
