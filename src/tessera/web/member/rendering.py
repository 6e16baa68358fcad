"""A member's page: a kit page inside the app's frame."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tessera.web.kit import rendering
from tessera.web.member.access import MemberRequest


@dataclass(frozen=True, slots=True)
class Tab:
    """A place in the bar at the bottom."""

    key: str
    route: str
    icon: str
    label: str | Promise


TABS = (
    Tab("card", "member:card", "phone", _("My card")),
    Tab("holdings", "member:holdings", "wallet", _("Benefits")),
    Tab("purchases", "member:purchases", "sales", _("Purchases")),
    Tab("invite", "member:invite", "members", _("Invite")),
    Tab("me", "member:me", "staff", _("Me")),
)


def page(
    request: MemberRequest,
    template: str,
    context: dict[str, Any],
    *,
    tab: str,
    part: str = "",
    status: int = 200,
) -> HttpResponse:
    """``member/<template>`` with the bar at ``tab``; its ``part`` for HTMX."""
    frame = {"tabs": TABS, "tab": tab}
    return rendering.page(  # the kit's pages ask nothing of who looks
        request,  # type: ignore[arg-type]
        f"member/{template}",
        frame | context,
        part=part,
        status=status,
    )
