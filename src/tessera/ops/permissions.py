"""What one may do in looking after the house."""

RECORD_PROOFS = "ops.record_proofs"
SEAL = "ops.seal"
VIEW_SEALS = "ops.view_seals"
SEND_SEALS = "ops.send_seals"

STAFF = frozenset({VIEW_SEALS, SEND_SEALS})
"""What people may be given; the rest is the machinery's."""
