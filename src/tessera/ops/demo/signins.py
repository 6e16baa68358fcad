"""The demo's sign-ins that still work, for whoever starts the server."""

from dataclasses import dataclass

from tessera.ops.demo import brand
from tessera.org.models import Staff


@dataclass(frozen=True, slots=True)
class SignIn:
    """Somebody who gets in with the demo's password; ``shop`` is empty for who works everywhere."""

    username: str
    name: str
    role: str
    shop: str


def list_signins() -> list[SignIn]:
    """Everybody of the demo who still works here and has kept the demo's password."""
    shops = {shop.code: shop.name for shop in brand.SHOPS}
    known = {colleague.username: colleague for colleague in brand.STAFF}
    found = Staff.objects.filter(is_active=True, user__username__in=list(known))
    kept = {
        staff.user.username
        for staff in found.select_related("user")
        if staff.user.check_password(brand.PASSWORD)
    }
    return [
        SignIn(username, who.name, who.role, shops.get(who.shop, ""))
        for username, who in known.items()
        if username in kept
    ]
