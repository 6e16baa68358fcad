import json
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from tessera.web.kit import manifest


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chunks = {
        "site/main.ts": {
            "file": "assets/site.js",
            "css": ["assets/site.css"],
            "imports": ["_shared.js"],
        },
        "_shared.js": {
            "file": "assets/shared.js",
            "css": ["assets/shared.css"],
            "imports": ["_deep.js"],
        },
        "_deep.js": {"file": "assets/deep.js", "imports": ["_shared.js"]},
    }
    (tmp_path / "manifest.json").write_text(json.dumps(chunks))
    monkeypatch.setattr(manifest, "DIST", tmp_path)


def test_an_entry_brings_what_it_imports_however_deep(built: None) -> None:
    assets = manifest.get_assets("site/main.ts")

    assert assets.module == "/static/dist/assets/site.js"
    assert assets.preloads == ("/static/dist/assets/deep.js", "/static/dist/assets/shared.js")
    assert assets.styles == ("/static/dist/assets/shared.css", "/static/dist/assets/site.css")


def test_an_unknown_entry_says_what_to_do(built: None) -> None:
    with pytest.raises(ImproperlyConfigured, match="script/bootstrap"):
        manifest.get_assets("site/nothing.ts")


def test_a_front_end_that_was_not_built_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(manifest, "DIST", tmp_path)

    with pytest.raises(ImproperlyConfigured, match="script/bootstrap"):
        manifest.get_assets("site/main.ts")
