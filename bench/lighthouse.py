"""Lighthouse's marks for the member's app on a phone: performance, accessibility, best practices."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from bench import servers

LIGHTHOUSE = "lighthouse@12"
GOAL = 95
PAGES = ("/m/sign-in", "/m/", "/m/holdings", "/m/me")
SIGN_IN = """
import django; django.setup()
from django.db import transaction
from tessera.identity import operations
from tessera.kernel import clock
from tessera.kernel.actor import system_actor
from tessera.members.models import Member
from tessera.platform import work
at = clock.utc_now()
with work.begin(work.Work("member.sign_in", at, None, "")), transaction.atomic():
    member = Member.objects.exclude(phone=None).first()
    door, device = system_actor("bench", frozenset()), operations.Device("127.0.0.1")
    entered = operations.let_in(actor=door, at=at, member_id=member.id, means="code", device=device)
print(entered.token)
"""


def main() -> None:
    """Fill a shop, serve it, and have its pages judged as a member's phone would load them."""
    with servers.surroundings(sqlite=True) as data:
        servers.make_chain(data, members=200, sales=500)
        tessera = str(Path(sys.executable).with_name("tessera"))
        subprocess.run([tessera, "collectstatic", "--no-input", "-v", "0"], check=True)
        token = subprocess.run(
            [sys.executable, "-c", SIGN_IN], check=True, capture_output=True, text=True
        ).stdout.strip()
        with servers.served(workers=1, threads=2) as web:
            for page in PAGES:
                _tell(page, _marks(web.address + page, token, data))


def _marks(address: str, token: str, data: Path) -> dict[str, int]:
    """Each category's mark in hundredths."""
    headers, report = data / "headers.json", data / "report.json"
    headers.write_text(json.dumps({"Cookie": f"tessera-member={token}"}))
    command = ["npx", "--yes", LIGHTHOUSE, address, "--quiet", "--output=json"]
    command += [f"--output-path={report}", f"--extra-headers={headers}"]
    command += ["--only-categories=performance,accessibility,best-practices"]
    command += ["--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-quic"]
    browser = os.environ.get("TESSERA_CHROMIUM") or shutil.which("chromium") or ""
    subprocess.run(command, check=True, env=os.environ | {"CHROME_PATH": browser})
    found = json.loads(report.read_text())["categories"]
    return {name: round(one["score"] * 100) for name, one in found.items()}


def _tell(page: str, marks: dict[str, int]) -> None:
    words = ", ".join(f"{name} {mark}" for name, mark in marks.items())
    print(f"{page:<12} {words}  (goal {GOAL} each)")


if __name__ == "__main__":
    main()
