"""The page on which a tester chooses as whom to come back: a person, or a fault."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode, urlsplit

from tessera.standins.wire import Asked, Written

AS = "standin_as"
"""The parameter that names the choice."""

_PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>替身 stand-in · {provider}</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 28rem; margin: 0 auto; padding: 1rem;
  color: #1c1c1c; background: #fff }}
header {{ border: 3px dashed #a15c00; background: #fff6e5; border-radius: .75rem; padding: 1rem }}
h1 {{ font-size: 1.15rem; margin: 0 }} h1 + p {{ margin: .25rem 0 0 }}
ul {{ list-style: none; padding: 0 }} li {{ margin: .5rem 0 }}
a {{ display: block; border: 1px solid #767676; border-radius: .5rem; padding: .7rem 1rem;
  color: inherit; text-decoration: none }}
a:hover, a:focus {{ background: #f1f1f1 }} small {{ display: block; color: #565656 }}
</style></head><body><main>
<header><h1>替身，不是{provider} · A stand-in, not {provider}</h1>
<p>演示用：请选择以谁的身份返回。<br><span lang="en">For trying out: choose as whom to come back.</span></p></header>
{content}
</main></body></html>
"""


@dataclass(frozen=True, slots=True)
class Someone:
    """A person or a fault to choose. ``fate`` names what goes wrong; empty for nothing."""

    key: str
    name: str
    note: str
    fate: str = ""


def choose(asked: Asked, provider: str, people: Iterable[Someone]) -> Written:
    """The page with everybody who can be chosen; each leads to the same address with a name."""
    rows = "".join(
        f'<li><a href="{escape(_with(asked, one.key))}">{escape(one.name)}'
        f"<small>{escape(one.note)}</small></a></li>"
        for one in people
    )
    return Written(_PAGE.format(provider=provider, content=f"<ul>{rows}</ul>"))


def refuse(provider: str, problem: str) -> Written:
    """The page of a provider that does not go on, and why."""
    told = f'<p role="alert">{escape(problem)}</p>'
    return Written(_PAGE.format(provider=provider, content=told), status=400)


def send_back(address: str, **told: str) -> Written:
    """Back to ``address`` with what is told in its query."""
    joint = "&" if urlsplit(address).query else "?"
    return Written(status=302, location=f"{address}{joint}{urlencode(told)}")


def is_registered(asked: Asked, address: str, hosts: Iterable[str]) -> bool:
    """Whether ``address`` is on a host that was registered; without any, on the stand-in's own."""
    known = set(hosts) or {asked.headers.get("host", "")}
    parts = urlsplit(address)
    return parts.scheme in {"http", "https"} and parts.netloc in known


def _with(asked: Asked, key: str) -> str:
    return "?" + urlencode({**asked.query, AS: key})
