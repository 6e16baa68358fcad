"""Starts web servers quickly: a process that has the application loaded and forks for each.

Run as a module. For each line on standard input, a port, it starts the web server just as
``script/server`` does and answers with the id of the server's process group. It has no
database connection and never serves itself.
"""

import os
import re
import shlex
import signal
import sys
from pathlib import Path

from django.urls import get_resolver

SERVER = Path(__file__).resolve().parents[2] / "script" / "server"


def command(port: int) -> list[str]:
    """The arguments that ``script/server`` gives to granian, with its own defaults."""
    text = SERVER.read_text().replace("\\\n", " ")
    found = re.search(r"^serve \S*/(granian .*)$", text, re.MULTILINE)
    assert found, "script/server does not start granian any more"
    filled = re.sub(r"\$\{\w+:-(\w+)\}", r"\1", found.group(1)).replace("$port", str(port))
    assert "$" not in filled, filled
    return shlex.split(filled)


def serve(port: int) -> None:
    """Be the web server, in a process group of its own."""
    from granian.cli import cli  # noqa: PLC0415 - only here, after the fork

    os.setsid()
    os.dup2(2, 1)  # answers are the launcher's
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    cli(command(port)[1:], prog_name="granian", auto_envvar_prefix="GRANIAN")


def main() -> None:
    """Load the application, then fork a server for each port that is asked for."""
    from tessera.config import wsgi  # noqa: PLC0415 - sets Django up

    assert callable(wsgi.application)
    assert get_resolver().url_patterns
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those who were killed
    for line in sys.stdin:
        if (pid := os.fork()) == 0:
            sys.stdin.close()
            serve(int(line))
            os._exit(0)
        print(pid, flush=True)  # noqa: T201 - the answer


if __name__ == "__main__":
    main()
