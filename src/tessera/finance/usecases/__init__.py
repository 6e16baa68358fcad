"""What finance writes: its own sums and terms, and who took the books along."""

from tessera.finance.usecases.exporting import Export, export_entries
from tessera.finance.usecases.keeping import keep_ages, keep_sums
from tessera.finance.usecases.terms import NewTerms, set_terms

__all__ = ["Export", "NewTerms", "export_entries", "keep_ages", "keep_sums", "set_terms"]
