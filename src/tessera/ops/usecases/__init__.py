"""The stories of looking after the house."""

from tessera.ops.usecases.proving import record_proofs
from tessera.ops.usecases.sealing import seal_days, send_seals_to

__all__ = ["record_proofs", "seal_days", "send_seals_to"]
