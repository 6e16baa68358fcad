"""What the audit log says was done."""

from typing import Any

from tessera.platform.models import AuditRow


def noted(action: str) -> list[dict[str, Any]]:
    """What was noted of each deed of that name, the oldest first."""
    found = AuditRow.objects.filter(action=action).order_by("at", "id")
    return list(found.values_list("data", flat=True))
