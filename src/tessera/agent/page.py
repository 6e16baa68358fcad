"""The page that the agent shows to whoever sits at the PC: is it well, and what was printed."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from tessera.agent.queue import Job
from tessera.agent.words import STATES, TROUBLES

_STYLE = (
    "body{font:16px/1.6 system-ui,sans-serif;max-width:42rem;margin:3rem auto;padding:0 1.5rem;color:#222}"
    "h1{font-size:1.5rem}h2{font-size:1.05rem;margin-top:2.5rem}table{width:100%;border-collapse:collapse}"
    "td,th{text-align:left;padding:.5rem .75rem .5rem 0;border-bottom:1px solid #ddd;font-weight:400}"
    ".well{color:#1b6e3c}.ill{color:#a63a2b;font-weight:600}.quiet{color:#666}"
)


def drawn(shop: str, printers: Iterable[Mapping[str, Any]], jobs: Iterable[Job]) -> str:
    """The page as HTML."""
    rows = "".join(_printer(one) for one in printers)
    papers = "".join(_job(one) for one in jobs)
    nothing = '<p class="quiet">Nothing yet. · 还没有。</p>'
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>Tessera agent</title><style>{_STYLE}</style>"
        f'<h1>Tessera agent</h1><p class="quiet">{escape(shop)}</p>'
        f"<h2>Printers · 打印机</h2><table>{rows}</table>"
        f"<h2>Papers · 单据</h2>{f'<table>{papers}</table>' if papers else nothing}"
    )


def _printer(one: Mapping[str, Any]) -> str:
    trouble = TROUBLES[one["code"]] if one["code"] else ""
    state = f'<span class="ill">{escape(trouble)}</span>' if trouble else _READY
    return f"<tr><th>{escape(one['name'])}<td>{escape(one['kind'])}<td>{state}</tr>"


_READY = '<span class="well">Ready · 就绪</span>'


def _job(job: Job) -> str:
    why = f" {TROUBLES[job.code]}" if job.code else ""
    return (
        f"<tr><th>{escape(job.title)}<td>{escape(job.printer)}<td>{escape(STATES[job.state] + why)}"
    )
