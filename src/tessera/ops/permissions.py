"""What one may do in looking after the house."""

RECORD_PROOFS = "ops.record_proofs"

ALL = frozenset({RECORD_PROOFS})
