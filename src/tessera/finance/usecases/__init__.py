"""What finance writes: its own sums and terms, and who took the books along."""

from tessera.finance.usecases.keeping import keep_sums

__all__ = ["keep_sums"]
