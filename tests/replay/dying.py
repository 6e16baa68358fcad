"""A replay that is killed again and again, for a process of its own; Django is set up before."""

import os
import signal
import sys
from pathlib import Path
from unittest import mock

from django.db import connection

from tessera.ops.replay import running, source

COMMAND = "import django; django.setup(); from tests.replay import dying; dying.main()"


def main() -> None:
    """Fork children until one comes to the end; prints how many died.

    Every child kills itself (SIGKILL) in the middle of a transaction, just before its n-th
    commit, and the next one goes on. Arguments: the file and n.
    """
    file, step = Path(sys.argv[1]), int(sys.argv[2])
    deaths = 0
    while (child := os.fork()) and not _survived(child):
        deaths += 1
    if not child:
        _live(file, step)
    sys.stdout.write(str(deaths))


def _survived(child: int) -> bool:
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return False
    if status:
        sys.exit("the replay failed")
    return True


def _live(file: Path, step: int) -> None:
    """Replay until the ``step``-th commit; ends the process one way or the other."""
    commits = 0
    commit = connection.commit

    def dying() -> None:
        nonlocal commits
        commits += 1
        if commits == step:
            os.kill(os.getpid(), signal.SIGKILL)
        commit()

    with mock.patch.object(connection, "commit", dying):
        running.run(source.read(file), lambda _: None)
    connection.close()
    os._exit(0)
