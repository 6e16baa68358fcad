"""Reads of messaging."""

from tessera.messaging.queries.challenges import new_challenge
from tessera.messaging.queries.codes import phone_of
from tessera.messaging.queries.consent_texts import (
    Agreed,
    TextVersion,
    list_agreed,
    list_versions,
)
from tessera.messaging.queries.consents import (
    ConsentFacts,
    TextFacts,
    consents_of,
    get_text,
    list_consents,
    list_texts,
    may_send,
    newest_versions,
)
from tessera.messaging.queries.outbox import (
    CALLED_BACK,
    STATES,
    MessageView,
    find_awaited,
    is_demo,
    is_told,
    list_messages,
    list_shown,
)

__all__ = [
    "CALLED_BACK",
    "STATES",
    "Agreed",
    "ConsentFacts",
    "MessageView",
    "TextFacts",
    "TextVersion",
    "consents_of",
    "find_awaited",
    "get_text",
    "is_demo",
    "is_told",
    "list_agreed",
    "list_consents",
    "list_messages",
    "list_shown",
    "list_texts",
    "list_versions",
    "may_send",
    "new_challenge",
    "newest_versions",
    "phone_of",
]
