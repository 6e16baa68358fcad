"""What one may do in looking after the house."""

RECORD_PROOFS = "ops.record_proofs"
IMPORT_MEMBERS = "ops.import_members"

STAFF = frozenset({IMPORT_MEMBERS})
"""What people may be given; the rest is the machinery's."""

ALL = frozenset({RECORD_PROOFS}) | STAFF
