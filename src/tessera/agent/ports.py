"""The ways to a printer: over the network, by USB, by a serial cable, and one that prints into files.

Once a printer has begun it is never told the same again by itself: what was sent may be on paper.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from escpos.exceptions import Error as EscposError
from escpos.printer import Dummy, Network, Serial, Usb

from tessera.agent.settings import PrinterSettings

CONNECT_SECONDS = 4
PRINT_SECONDS = 20
"""A long receipt is printed in less."""

ONLINE, OFFLINE_WHY, PAPER = b"\x10\x04\x01", b"\x10\x04\x02", b"\x10\x04\x04"
DONE = b"\x1dr\x01"
"""Answered when everything before it is on paper."""

COVER_OPEN, PAPER_END = 0x04, 0x60


class PortError(Exception):
    """A paper that is not known to be printed. ``code`` says why, in the words of ``words``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class NotBegunError(PortError):
    """Nothing reached the printer: it may be tried again."""


class BrokenOffError(PortError):
    """Some or all of it may be on paper."""


def put(settings: PrinterSettings, data: bytes, name: str) -> None:
    """Have ``data`` printed; returns once it is, as far as the printer tells.

    ``name`` is what the paper is called where it goes into a file. Raises NotBegunError with
    ``unreachable``, ``paper_out`` or ``cover_open``; BrokenOffError ``broken_off``.
    """
    if settings.kind == "dummy":
        _into_file(settings.folder, data, name)
        return
    with _opened(settings) as printer:
        talks = _look(printer, settings)
        try:
            printer._raw(data)
            _wait_for_paper(printer, settings, talks=talks)
        except (OSError, EscposError) as error:
            raise BrokenOffError("broken_off") from error


def check(settings: PrinterSettings) -> None:
    """See whether a printer is there and has paper. Raises NotBegunError."""
    if settings.kind == "dummy":
        _check_folder(settings.folder)
        return
    with _opened(settings) as printer:
        _look(printer, settings)


@contextlib.contextmanager
def _opened(settings: PrinterSettings) -> Iterator[Any]:
    printer = _printer(settings)
    try:
        printer.open()
    except (OSError, EscposError) as error:
        raise NotBegunError("unreachable") from error
    try:
        yield printer
    finally:
        with contextlib.suppress(OSError, EscposError):
            printer.close()


def _printer(settings: PrinterSettings) -> Any:
    if settings.kind == "network":
        return Network(settings.host, settings.port, timeout=CONNECT_SECONDS)
    if settings.kind == "serial":
        return Serial(settings.device, baudrate=settings.speed, timeout=settings.answer_seconds)
    return Usb(settings.vendor, settings.product, timeout=round(settings.answer_seconds * 1000))


def _look(printer: Any, settings: PrinterSettings) -> bool:
    """Whether the printer answers questions. Raises NotBegunError when it says that it cannot print."""
    patience = settings.answer_seconds
    try:
        if _ask(printer, ONLINE, patience) is None:
            return False
        paper = _ask(printer, PAPER, patience) or 0
        why = _ask(printer, OFFLINE_WHY, patience) or 0
    except (OSError, EscposError) as error:
        raise NotBegunError("unreachable") from error
    if paper & PAPER_END == PAPER_END:
        raise NotBegunError("paper_out")
    if why & COVER_OPEN:
        raise NotBegunError("cover_open")
    return True


def _ask(printer: Any, question: bytes, seconds: float) -> int | None:
    """The byte that the printer answers; None from one that does not answer in time."""
    printer._raw(question)
    return _hear(printer, seconds)


def _hear(printer: Any, seconds: float) -> int | None:
    if isinstance(printer, Network):
        printer.device.settimeout(seconds)
    try:
        heard = printer._read()
    except TimeoutError:
        return None
    if not heard and isinstance(printer, Network):
        raise ConnectionResetError("the printer hung up")
    return heard[0] if heard else None


def _wait_for_paper(printer: Any, settings: PrinterSettings, *, talks: bool) -> None:
    """Until all is on paper, where the printer tells. Raises OSError when it went away."""
    if settings.kind != "network":
        return  # a cable loses nothing on its way: what is written without an error has arrived
    if talks and _ask(printer, DONE, PRINT_SECONDS) is None:
        raise TimeoutError("the printer fell silent")
    if not talks:
        # A printer that went away has thrown away what it was sent, and says that on this line.
        with contextlib.suppress(TimeoutError):
            printer.device.settimeout(settings.answer_seconds)
            printer.device.recv(1)


def _into_file(folder: Path, data: bytes, name: str) -> None:
    """One file for each paper. The files ``off`` and ``paper-out`` in the folder are its troubles."""
    _check_folder(folder)
    printer = Dummy()
    printer._raw(data)
    (folder / f"{name}.bin").write_bytes(printer.output)


def _check_folder(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / "off").exists():
        raise NotBegunError("unreachable")
    if (folder / "paper-out").exists():
        raise NotBegunError("paper_out")
