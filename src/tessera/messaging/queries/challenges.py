"""A piece of work for a browser, before it may ask for another code."""

import json
import secrets
from datetime import datetime, timedelta

import altcha
from django.conf import settings
from django.utils.crypto import salted_hmac

LONGEST = 4096
"""No solution is longer, in letters."""

VALID = timedelta(minutes=10)

_ALGORITHM = "PBKDF2/SHA-256"
_FEWEST, _MORE = 40, 80
"""So many tries the browser needs: about one second on a PC, a few on an old phone."""


def new_challenge(at: datetime) -> str:
    """A challenge as JSON, signed and good for ten minutes, the same for every asker."""
    made = altcha.create_challenge(
        _ALGORITHM,
        settings.CODE_LIMITS.challenge_cost,
        counter=_FEWEST + secrets.randbelow(_MORE),
        expires_at=at + VALID,
        hmac_secret=secret(),
    )
    return json.dumps(made.to_dict())


def secret() -> str:
    """What challenges of this installation are signed with."""
    return salted_hmac("tessera.messaging.challenge", "").hexdigest()
