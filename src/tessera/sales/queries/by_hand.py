"""Who may set prices by hand, kept in the process, and what a manager has approved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from tessera.org import rules as org_rules
from tessera.platform import versions
from tessera.sales.models import Approval, ManualPolicy
from tessera.sales.rules.by_hand import DEFAULTS, Limits


@dataclass(frozen=True, slots=True)
class ManualRules:
    """The limits of each role, and the reasons to choose from (none: those of the language)."""

    limits: Mapping[str, Limits] = field(default_factory=lambda: dict(DEFAULTS))
    reasons: tuple[str, ...] = ()

    def of(self, role: str) -> Limits:
        """What ``role`` may set by hand; a till behind which nobody stands sets nothing."""
        return self.limits.get(role, Limits())


def _load() -> ManualRules:
    row = ManualPolicy.objects.first()
    if row is None:
        return ManualRules()
    limits = {role: Limits(**one) for role, one in row.limits.items()}
    return ManualRules({**DEFAULTS, **limits}, tuple(row.reasons))


manual_rules: versions.Cached[ManualRules] = versions.Cached("manual", _load)
"""The current rules, kept in the process by the version ``manual``."""


@dataclass(frozen=True, slots=True)
class ApprovalFacts:
    """What was approved, by whom; ``is_open`` while it has been used by no sale and has not ended."""

    id: UUID
    approver_id: UUID
    approver_name: str
    changes: Sequence[Mapping[str, Any]]
    is_open: bool


def find_approval(*, token: str, till_id: UUID, at: datetime) -> ApprovalFacts | None:
    """The approval that the till was handed; None for one that is unknown or of another till."""
    found = Approval.objects.filter(digest=org_rules.digest(token), till_id=till_id)
    row = found.select_related("approver").first()
    if row is None:
        return None
    return ApprovalFacts(
        row.id,
        row.approver_id,
        row.approver.name,
        row.changes,
        not row.uses and at < row.expires_at,
    )
