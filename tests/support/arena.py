"""Several doing things at the same moment, as they really would.

On PostgreSQL each is a thread with a connection of its own; on SQLite, where each web process
has the file open, each is a process. All wait at one barrier. A deed is a function of a module
or a method, with arguments that can be pickled.
"""

import multiprocessing
import pickle
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from multiprocessing.connection import Connection
from typing import Any

from django.db import connection

from tests.support import arena_member
from tests.support.arena_member import PATIENCE, Answer, Deed

PRELOADED = [arena_member.__name__, "tests.support.shop", "pytest"]
"""What the processes' parent has loaded: what deeds need, and what a child would load again."""


def deed(function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Deed:
    """``function`` with its arguments, to be done later and elsewhere."""
    return partial(function, *args, **kwargs)


def at_once(deeds: Sequence[Deed], *, processes: bool = False) -> list[Answer]:
    """Do all at the same moment; the answers in the order of the deeds.

    On PostgreSQL by threads, unless ``processes`` are asked for.
    """
    if processes or connection.vendor == "sqlite":
        return _by_processes(deeds)
    return _by_threads(deeds)


def told(answers: Sequence[Answer]) -> str:
    """The answers as evidence, one a line."""
    return "\n".join(f"{number}: {answer}" for number, answer in enumerate(answers))


def _by_threads(deeds: Sequence[Deed]) -> list[Answer]:
    barrier = threading.Barrier(len(deeds))
    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(partial(arena_member.answer, barrier), deeds, timeout=PATIENCE))


def _by_processes(deeds: Sequence[Deed]) -> list[Answer]:
    """Each is forked from a process that has Django ready and no connection open."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    barrier = context.Barrier(len(deeds))
    name = str(connection.settings_dict["NAME"])
    ends, members = [], []
    for work in deeds:
        ours, theirs = context.Pipe(duplex=False)
        args = (theirs, barrier, name, pickle.dumps(work))
        member = context.Process(target=arena_member.run, args=args, daemon=True)
        member.start()
        theirs.close()
        ends.append(ours)
        members.append(member)
    try:
        return [_received(end) for end in ends]
    finally:
        for member in members:
            member.join(5)
            member.kill()


def _received(end: Connection) -> Answer:
    if not end.poll(PATIENCE):
        return Answer(fault=f"no answer within {PATIENCE} seconds")
    try:
        answer: Answer = end.recv()
    except EOFError:
        return Answer(fault="the process died")
    return answer
