"""What is written of the API is so: the OpenAPI document, and the codes that docs/api.md names."""

import json
import re
from pathlib import Path

from django.core.management import call_command
from django.test import Client

from tessera.api import openapi


def test_the_document_that_is_checked_in_is_current() -> None:
    assert openapi.PATH.read_text() == openapi.text(), "run `tessera openapi`"


def test_the_command_writes_the_document(tmp_path: Path) -> None:
    call_command("openapi", tmp_path / "openapi.json", verbosity=0)
    assert json.loads((tmp_path / "openapi.json").read_text()) == openapi.document()


def test_the_api_serves_the_same_document() -> None:
    assert Client().get("/api/v1/openapi.json").json() == openapi.document()


def test_every_operation_says_who_may_call_it_and_how_it_refuses() -> None:
    for path, operations in openapi.document()["paths"].items():
        for operation in operations.values():
            assert operation["security"], path
            refused = {status for status in operation["responses"] if status != "200"}
            assert refused == {"400", "401", "403", "404", "409", "413", "415", "422", "500"}
            assert operation["description"], path


def test_every_code_that_the_documentation_names_is_one_of_the_source() -> None:
    source = openapi.PATH.parents[1] / "src/tessera"
    named = {
        code
        for row in openapi.PATH.with_name("api.md").read_text().splitlines()
        if row.startswith("|")
        for code in re.findall(r"`([a-z]+\.[a-z_]+)`", row)
    }
    texts = [path.read_text() for path in source.rglob("*.py") if "tests" not in path.parts]
    assert len(named) > 15
    assert [code for code in sorted(named) if not any(f'"{code}"' in t for t in texts)] == []
