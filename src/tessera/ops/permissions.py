"""What one may do in looking after the house."""

RECORD_PROOFS = "ops.record_proofs"
SEAL = "ops.seal"
IMPORT_MEMBERS = "ops.import_members"
VIEW_SEALS = "ops.view_seals"

STAFF = frozenset({IMPORT_MEMBERS, VIEW_SEALS})
"""What people may be given; the rest is the machinery's."""

ALL = frozenset({RECORD_PROOFS, SEAL}) | STAFF
