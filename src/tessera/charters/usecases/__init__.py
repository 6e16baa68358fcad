"""Write the charter, apply, review, decide, and what the machinery does by itself."""

from tessera.charters.queries import Words
from tessera.charters.usecases.applying import apply, apply_for, withdraw
from tessera.charters.usecases.deciding import approve, issue_card, refuse, review
from tessera.charters.usecases.driving import grant, lapse, take_level_back
from tessera.charters.usecases.papers import (
    PaperRead,
    add_paper,
    add_paper_for,
    read_own_paper,
    read_paper,
)
from tessera.charters.usecases.writing import publish_charter, set_way

__all__ = [
    "PaperRead",
    "Words",
    "add_paper",
    "add_paper_for",
    "apply",
    "apply_for",
    "approve",
    "grant",
    "issue_card",
    "lapse",
    "publish_charter",
    "read_own_paper",
    "read_paper",
    "refuse",
    "review",
    "set_way",
    "take_level_back",
    "withdraw",
]
