"""What the agent is told by its file: whose page may print, and which printers there are."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tessera.papers.columns import NARROW, WIDE
from tessera.papers.escpos import KICK

PORT = 9330
KINDS = ("network", "usb", "serial", "dummy")
SHORTEST_TOKEN = 32


class WrongFileError(Exception):
    """The file cannot be used; the message says what to mend."""


@dataclass(frozen=True, slots=True)
class PrinterSettings:
    """One printer. ``columns`` is 32 for paper of 58 mm and 48 for 80 mm.

    One that does not answer a question within ``answer_seconds`` is taken for one that never does.
    """

    name: str
    kind: str
    host: str = ""
    port: int = 9100
    device: str = ""
    speed: int = 9600
    vendor: int = 0
    product: int = 0
    columns: int = WIDE
    drawer: bytes = KICK
    folder: Path = Path()
    answer_seconds: float = 1.0


@dataclass(frozen=True, slots=True)
class Settings:
    """``shop`` is the origin of the shop's pages; ``folder`` is where the queue is kept."""

    shop: str
    token: str = field(repr=False)
    folder: Path
    printers: Mapping[str, PrinterSettings]
    port: int = PORT


def read(path: Path) -> Settings:
    """The settings in the file. Raises WrongFileError with what is wrong, in words for its writer."""
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise WrongFileError(
            f"There is no file {path}. Download it in the office under Printers."
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WrongFileError(f"{path} cannot be read: {error}") from error
    shop, token = str(given.get("shop", "")).rstrip("/"), str(given.get("token", ""))
    if not shop.startswith(("https://", "http://")):
        raise WrongFileError('"shop" must be the address of the shop, such as https://shop.example')
    if len(token) < SHORTEST_TOKEN:
        raise WrongFileError(f'"token" must have {SHORTEST_TOKEN} letters or more')
    folder = path.absolute().parent / str(given.get("folder", "tessera-agent"))
    printers = given.get("printers")
    if not isinstance(printers, dict) or not printers:
        raise WrongFileError("No printer is named. Each has a part [printers.NAME] of its own.")
    named = {name: _printer(name, one, folder) for name, one in printers.items()}
    return Settings(shop, token, folder, named, _whole(given, "port", PORT))


def _printer(name: str, given: Any, folder: Path) -> PrinterSettings:
    kind = given.get("kind") if isinstance(given, dict) else None
    if kind not in KINDS:
        raise WrongFileError(f'[printers.{name}] needs a "kind": {", ".join(KINDS)}')
    needed = {"network": ("host",), "serial": ("device",), "usb": ("vendor", "product")}
    for one in needed.get(kind, ()):
        if not given.get(one):
            raise WrongFileError(f'[printers.{name}] of the kind {kind} needs "{one}"')
    columns = _whole(given, "columns", WIDE)
    if columns not in {NARROW, WIDE}:
        raise WrongFileError(
            f'"columns" of [printers.{name}] is {NARROW} (58 mm) or {WIDE} (80 mm)'
        )
    return PrinterSettings(
        name=name,
        kind=kind,
        host=str(given.get("host", "")),
        port=_whole(given, "port", 9100),
        device=str(given.get("device", "")),
        speed=_whole(given, "speed", 9600),
        vendor=_whole(given, "vendor", 0),
        product=_whole(given, "product", 0),
        columns=columns,
        drawer=_hex(given.get("drawer", KICK.hex()), name),
        folder=folder / "printed" / name,
    )


def _whole(given: Mapping[str, Any], name: str, otherwise: int) -> int:
    value = given.get(name, otherwise)
    if not isinstance(value, int) or isinstance(value, bool):
        raise WrongFileError(f'"{name}" must be a whole number')
    return value


def _hex(text: object, name: str) -> bytes:
    try:
        return bytes.fromhex(str(text))
    except ValueError:
        raise WrongFileError(
            f'"drawer" of [printers.{name}] is a command in hexadecimal, such as {KICK.hex(" ")}'
        ) from None
