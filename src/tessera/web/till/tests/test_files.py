"""What the till's page loads beside what is built."""

import json

from django.test import Client
from django.urls import reverse

from tessera.sales import engine_files
from tessera.web.kit import manifest


def test_the_engines_sources_are_this_servers_own_under_the_name_of_their_content() -> None:
    packed = engine_files.pack()
    answer = Client().get(reverse("till:engine", args=[packed.version]))
    files = json.loads(answer.content)
    assert "tessera/pricing/desk.py" in files
    assert "tessera/kernel/money.py" in files
    assert not [name for name in files if "tests" in name or "/web/" in name]
    assert "immutable" in answer["Cache-Control"]
    assert Client().get(reverse("till:engine", args=["older"])).status_code == 404


def test_a_browser_that_reads_gzip_gets_a_fraction_of_it() -> None:
    address = reverse("till:engine", args=[engine_files.pack().version])
    answer = Client(headers={"accept-encoding": "gzip"}).get(address)
    assert answer["Content-Encoding"] == "gzip"
    assert len(answer.content) < len(Client().get(address).content) / 3


def test_only_the_worker_that_prices_may_compile_wasm() -> None:
    names = [path.stem for path in (manifest.DIST / "assets").glob("worker-*.js")]
    answers = [Client().get(reverse("till:pricing-worker", args=[name])) for name in names]
    assert answers
    assert all("wasm-unsafe-eval" in one["Content-Security-Policy"] for one in answers)
    page = Client().get(reverse("till:service-worker"))
    assert "wasm" not in page["Content-Security-Policy"]
    for other in ("till-1", "worker-1"):
        assert Client().get(reverse("till:pricing-worker", args=[other])).status_code == 404
