"""The stories of codes, messages and consents."""

from tessera.messaging.usecases.codes import CodeSent, Outcome, prove_phone, request_code
from tessera.messaging.usecases.consents import (
    note_reply,
    record_consents,
    withdraw_consent,
    write_consent_text,
)
from tessera.messaging.usecases.outbox import forget, mark_read, settle
from tessera.messaging.usecases.pushed import take_pushed

__all__ = [
    "CodeSent",
    "Outcome",
    "forget",
    "mark_read",
    "note_reply",
    "prove_phone",
    "record_consents",
    "request_code",
    "settle",
    "take_pushed",
    "withdraw_consent",
    "write_consent_text",
]
