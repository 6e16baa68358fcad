"""The token by which a till's page and the agent on its PC know each other.

It is made from the installation's key and kept nowhere, so nobody finds it in a database or a backup of one.
"""

from uuid import UUID

from django.utils.crypto import salted_hmac

AGENT_ADDRESS = "http://127.0.0.1:9330"


def token_of(place_id: UUID, turn: int) -> str:
    """The token of a till's or store's agents, 64 letters; another ``turn`` gives another."""
    return salted_hmac(
        "tessera.printing.agent", f"{place_id}:{turn}", algorithm="sha256"
    ).hexdigest()
