"""The stories of looking after the house."""

from tessera.ops.usecases.importing import (
    JOB,
    begin_import,
    check_piece,
    confirm_import,
    forget_import,
    map_columns,
    post_piece,
)
from tessera.ops.usecases.proving import record_proofs
from tessera.ops.usecases.sealing import seal_days

__all__ = [
    "JOB",
    "begin_import",
    "check_piece",
    "confirm_import",
    "forget_import",
    "map_columns",
    "post_piece",
    "record_proofs",
    "seal_days",
]
