"""A paper that the agent took is printed once, or somebody is told."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tessera.agent.desk import Desk
from tessera.agent.press import Press
from tessera.agent.queue import PRINTING, UNKNOWN, WAITING, Job, Queue
from tessera.agent.settings import PrinterSettings, Settings
from tessera.agent.tests.conftest import SHOP, TOKEN, Agent
from tessera.agent.tests.listener import Listener
from tessera.papers import escpos, wire
from tessera.papers.document import Pair, Paper, Text

PAPER = Paper("HZ01-1", (Text("雅集", "center", large=True), Pair("丝巾", "299.00")))
Run = Callable[[PrinterSettings], Agent]


def files(agent: Agent) -> list[Path]:
    return sorted((agent.folder / "printed").glob("*.bin"))


@pytest.fixture
def listen() -> Iterator[Callable[..., Listener]]:
    made: list[Listener] = []

    def make(**how: Any) -> Listener:
        made.append(Listener(**how))
        return made[-1]

    yield make
    for one in made:
        one.close()


def network(listener: Listener) -> PrinterSettings:
    return PrinterSettings(
        "receipt", "network", host="127.0.0.1", port=listener.port, answer_seconds=0.1
    )


def test_a_paper_is_printed_as_its_printer_understands_it(dummy: Agent) -> None:
    told = dummy.put(paper=wire.told(PAPER))

    assert (told["state"], told["title"]) == ("printed", "HZ01-1")
    (file,) = files(dummy)
    assert file.read_bytes() == escpos.written(PAPER, 32)
    assert "丝巾".encode("gb18030") in file.read_bytes()


def test_the_same_id_prints_once_and_with_another_content_not_at_all(dummy: Agent) -> None:
    asked = {"id": str(uuid4()), "paper": wire.told(PAPER)}
    dummy.put(**asked)

    assert dummy.put(**asked)["state"] == "printed"
    assert dummy.put(**asked | {"drawer": True}) == {"code": "request_reused"}
    assert len(files(dummy)) == 1


def test_the_drawer_opens_by_the_printers_command(dummy: Agent) -> None:
    told = dummy.put(drawer=True)

    assert told["state"] == "printed"
    assert files(dummy)[0].read_bytes() == bytes.fromhex("1b70003232")


@pytest.fixture
def still(tmp_path: Path) -> Iterator[tuple[Desk, Press, Path]]:
    """A desk whose printer prints when it is told to, and the folder of that printer."""
    folder = tmp_path / "printed"
    folder.mkdir()
    printer = PrinterSettings("receipt", "dummy", folder=folder)
    desk = Desk(Settings(SHOP, TOKEN, tmp_path, {"receipt": printer}), lambda: 0.0)
    yield desk, Press(desk.queue, printer, lambda: 0.0), folder
    desk.queue.close()


def ask(desk: Desk, **job: object) -> str:
    return desk.take({"id": str(uuid4()), "printer": "receipt", **job}).id


def test_a_paper_waits_for_a_printer_that_is_off_and_the_drawer_is_opened_now_or_never(
    still: tuple[Desk, Press, Path],
) -> None:
    desk, press, folder = still
    (folder / "off").touch()
    paper, drawer = ask(desk, paper=wire.told(PAPER)), ask(desk, drawer=True)

    assert press.print_next()  # the drawer: settled
    assert not press.print_next()

    assert (desk.tell(drawer).state, desk.tell(drawer).code) == ("failed", "unreachable")
    assert (desk.tell(paper).state, desk.tell(paper).code) == ("waiting", "unreachable")
    (folder / "off").unlink()
    assert press.print_next()
    assert (desk.tell(paper).state, desk.tell(paper).code) == ("printed", "")
    assert len(list(folder.glob("*.bin"))) == 1


def test_what_waited_too_long_is_given_up(still: tuple[Desk, Press, Path]) -> None:
    desk, press, folder = still
    (folder / "paper-out").touch()
    paper = ask(desk, paper=wire.told(PAPER))

    assert press._replace(clock=lambda: 600.0).print_next()

    assert (desk.tell(paper).state, desk.tell(paper).code) == ("failed", "paper_out")


def test_what_waits_can_be_dropped_and_is_not_printed_then(
    still: tuple[Desk, Press, Path],
) -> None:
    desk, press, folder = still
    paper = ask(desk, paper=wire.told(PAPER))

    assert desk.drop(paper).code == "dropped"

    assert not press.print_next()
    assert not list(folder.glob("*.bin"))


@pytest.mark.parametrize("answers", [True, False])
def test_a_network_printer_gets_every_byte_once(
    run: Run, listen: Callable[..., Listener], *, answers: bool
) -> None:
    listener = listen(answers=answers)

    told = run(network(listener)).put(paper=wire.told(PAPER))

    assert told["state"] == "printed"
    assert listener.printed == escpos.written(PAPER, 48)


@pytest.mark.parametrize("answers", [True, False])
def test_a_printer_killed_in_the_middle_is_told_of_and_nothing_is_sent_again(
    run: Run, listen: Callable[..., Listener], *, answers: bool
) -> None:
    listener = listen(answers=answers, dies_after=100)
    long = Paper("长单", (Pair("桑蚕丝连衣裙", "299.00"),) * 100)

    told = run(network(listener)).put(paper=wire.told(long))

    assert (told["state"], told["code"]) == ("unknown", "broken_off")
    assert len(listener.printed) < len(escpos.written(long, 48))


def test_a_printer_without_paper_says_so_before_anything_is_sent(
    run: Run, listen: Callable[..., Listener]
) -> None:
    listener = listen(paper_out=True)

    told = run(network(listener)).put(paper=wire.told(PAPER))

    assert (told["state"], told["code"]) == ("waiting", "paper_out")
    assert listener.printed == b""


def test_a_printer_that_is_not_there_is_unreachable(run: Run) -> None:
    gone = Listener()
    gone.close()
    agent = run(network(gone))

    _, _, status = agent.ask("GET", "/status")

    assert agent.put(drawer=True)["state"] == "failed"
    assert status["printers"][0]["code"] == "unreachable"


def test_what_a_killed_agent_was_printing_is_not_printed_again_and_the_rest_is_kept(
    tmp_path: Path,
) -> None:
    before = Queue(tmp_path, now=0)
    for name in ("one", "two"):
        before.put(Job(name, "receipt", name, b"x", WAITING, "", 0, 600))
    before.move("one", WAITING, PRINTING)
    before.close()

    after = Queue(tmp_path, now=10)

    one, two = after.find("one"), after.find("two")
    assert one is not None
    assert two is not None
    assert (one.state, one.code) == (UNKNOWN, "broken_off")
    assert two.state == WAITING
    after.close()
