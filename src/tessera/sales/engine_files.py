"""The price engine as one file for browsers: the very sources that this server runs.

What is handed out is read from beside the code that prices sales, so there is nothing to build and
nothing that can differ; its name is its content's.
"""

import gzip
import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import tessera
from tessera import kernel, pricing

ROOMS = (kernel, pricing)


@dataclass(frozen=True, slots=True)
class Packed:
    """``{path: text}`` of the sources as JSON, plain and by gzip; ``version`` names the content."""

    version: str
    plain: bytes
    packed: bytes


@cache
def pack() -> Packed:
    """The kernel and the price engine, without their tests."""
    root = Path(tessera.__file__).parent
    found = [root / "__init__.py"]
    for room in ROOMS:
        found += sorted(Path(str(room.__file__)).parent.rglob("*.py"))
    files = {
        path.relative_to(root.parent).as_posix(): path.read_text(encoding="utf-8")
        for path in found
        if "tests" not in path.parts
    }
    plain = json.dumps(files, ensure_ascii=False, sort_keys=True).encode()
    version = hashlib.sha256(plain).hexdigest()[:16]
    return Packed(version, plain, gzip.compress(plain, 9, mtime=0))
