"""No English leaks into a Chinese page: the catalogues hold every source text, translated."""

import subprocess
import sys

from tests.architecture import house


def test_the_chinese_catalogues_match_the_source_and_are_complete() -> None:
    done = subprocess.run(
        [sys.executable, "script/tools/messages.py", "check"],
        cwd=house.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, f"run script/messages and translate:\n{done.stderr}"
