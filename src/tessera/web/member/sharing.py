"""Pages that are shared: inside WeChat its own menu does it, by what the page tells it."""

from dataclasses import dataclass

from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import HttpResponse
from django.urls import reverse

from tessera.identity.outside import sharing
from tessera.web.member.access import MemberRequest

SDK = "https://res.wx.qq.com/open/js/jweixin-1.6.0.js"
"""WeChat's script; it works from there alone, and is let in only inside WeChat."""


@dataclass(frozen=True, slots=True)
class Menu:
    """What a page inside WeChat needs to say what is shared."""

    sdk: str
    sign: str
    address: str
    image: str


def menu_of(request: MemberRequest, address: str) -> Menu | None:
    """What shares ``address`` by WeChat's menu; None outside of WeChat, or without an application."""
    inside = "MicroMessenger" in request.headers.get("User-Agent", "")
    if not inside or not sharing.is_ready():
        return None
    image = request.build_absolute_uri(reverse("member:tiles", args=[180]))
    return Menu(SDK, reverse("member:earn-wechat"), address, image)


def let_in(request: MemberRequest, response: HttpResponse, menu: Menu | None) -> HttpResponse:
    """``response``, whose page may load WeChat's script where there is a ``menu``."""
    if menu is not None:
        csp_replace({"script-src": [SELF, SDK]})(lambda _request: response)(request)
    return response
