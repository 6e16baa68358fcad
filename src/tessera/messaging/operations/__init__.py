"""Writes of messaging for the rooms above; the caller owns the transaction."""

from tessera.messaging.operations.codes import check_code, send_code, spend_proof
from tessera.messaging.operations.consents import note_reply, record_consents
from tessera.messaging.operations.outbox import call_back, forget_member, queue

__all__ = [
    "call_back",
    "check_code",
    "forget_member",
    "note_reply",
    "queue",
    "record_consents",
    "send_code",
    "spend_proof",
]
