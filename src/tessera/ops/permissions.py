"""What the machinery may do in looking after the house."""

RECORD_PROOFS = "ops.record_proofs"
SEAL = "ops.seal"
