"""The way to the demo's stand-ins and back, as a browser goes it, and proving a phone at the door."""

from typing import Any

from django.contrib.messages import get_messages
from django.test import Client
from tests.support.messages import newest_code
from tests.support.shop import NOON, Shop, open_shop

from tessera.identity import queries as identity
from tessera.identity.queries import MemberSession
from tessera.ops.demo import marks
from tessera.ops.demo.plan import Scale
from tessera.web.member.access import COOKIE

PHONE = "139 0000 1111"
E164 = "+8613900001111"


def open_demo() -> Shop:
    """A shop whose database is the demo's."""
    shop = open_shop()
    marks.begin(actor=shop.boss, at=NOON, scale=Scale())
    return shop


def go(client: Client, who: str, provider: str = "wechat", address: str = "") -> str:
    """Go to the provider and choose ``who`` there; the address to which the browser is sent back."""
    client.get("/m/sign-in")  # marks the device
    left = client.get(address or f"/m/outside/{provider}")
    assert left.status_code == 302
    page = left["Location"].partition("#")[0]
    assert page.startswith(f"/standins/{provider}/"), page
    shown = client.get(page)
    assert shown.status_code == 200
    assert "替身" in shown.content.decode()
    sent = client.get(f"{page}&standin_as={who}")
    assert sent["Location"].startswith(f"http://testserver/m/outside/{provider}/back?")
    return str(sent["Location"].removeprefix("http://testserver"))


def come(client: Client, who: str, provider: str = "wechat", address: str = "") -> Any:
    """There and back again."""
    return client.get(go(client, who, provider, address))


def prove(client: Client, page: str, phone: str = PHONE, e164: str = E164) -> Any:
    """Prove a phone on ``page``, carrying on what it says."""
    carried = client.get(page).context
    more = {"with": carried["met"].provider} if carried["met"] else {}
    client.post(page.partition("?")[0], {"step": "phone", "phone": phone} | more)
    typed = {"step": "code", "phone": phone, "code": newest_code(e164)}
    return client.post(page.partition("?")[0], typed | more)


def become(client: Client, page: Any, address: str = "/m/sign-in") -> Any:
    step, met = page.context["step"], page.context["met"]
    versions = {one.name: one.initial for one in step.form.hidden_fields()}
    filled = {"step": "join", "phone": step.phone, "proof": step.proof, "name": "林小雅"}
    more = {"with": met.provider} if met else {}
    return client.post(address, filled | versions | {"consent_membership": "on"} | more)


def join_by(client: Client, who: str = "xiaoya", provider: str = "wechat") -> MemberSession:
    """Become a member by an account elsewhere."""
    page = prove(client, come(client, who, provider)["Location"])
    assert become(client, page).status_code == 302
    session = session_of(client)
    assert session is not None
    return session


def session_of(client: Client) -> MemberSession | None:
    cookie = client.cookies.get(COOKIE)
    return identity.find_session(cookie.value, NOON) if cookie else None


def bound(session: MemberSession) -> list[tuple[str, str]]:
    return [(one.provider, one.name) for one in identity.list_outside(session.actor)]


def told(answer: Any) -> list[str]:
    return [str(one) for one in get_messages(answer.wsgi_request)]
