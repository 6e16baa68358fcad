"""What one may do with files of members."""

IMPORT_MEMBERS = "imports.import_members"

ALL = frozenset({IMPORT_MEMBERS})
