"""What looking after the house keeps: imports, and the seals of the ledger's days."""

from tessera.ops.models.importing import ImportRow, ImportState, MemberImport, Outcome
from tessera.ops.models.sealing import Seal

__all__ = ["ImportRow", "ImportState", "MemberImport", "Outcome", "Seal"]
