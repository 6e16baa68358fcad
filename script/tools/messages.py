"""Texts and their translations: gather the source texts, merge them into the catalogues, check, compile.

    update    write every source text into the catalogues; what is new is left empty to be translated
    check     exit 1 and say what is missing, when a catalogue does not match the source or is incomplete
    compile   write the .mo files that Django reads

Two domains, as Django has them: `django` for Python and templates, `djangojs` for what runs in the browser.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
LOCALE = ROOT / "src/tessera/locale"
LOCALES = ("zh_Hans", "zh_Hant")
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
}
# t("..."), noop("...") and tn("one", "many", ...) in TypeScript and Vue.
_LITERAL = r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\$]|\\.)*`)"""
_CALL = re.compile(rf"(?<![\w.$])(?:(?:t|noop)\(\s*{_LITERAL}|tn\(\s*{_LITERAL}\s*,\s*{_LITERAL})")
_VOLATILE = re.compile(
    r'^"(POT-|PO-Rev|Last-Tr|Language-Team|Generated-By|Report-Msgid|Project-Id).*\n', re.MULTILINE
)

Text = str | tuple[str, ...]


def python_texts(source: bytes) -> Iterator[Text]:
    """Source texts of a Python file."""
    # babel's own types leave out that an argument which is no literal comes as None
    found: Iterator[Any] = extract_python(io.BytesIO(source), KEYWORDS, (), {})
    for _line, name, arguments, _comments in found:
        parts = arguments if isinstance(arguments, tuple | list) else (arguments,)
        texts = tuple(part for part in parts if isinstance(part, str))
        if texts:
            yield texts[:2] if KEYWORDS[name] else texts[0]


def template_texts(source: bytes) -> Iterator[Text]:
    """Source texts of a Django template, which Django itself turns into something like Python."""
    code = templatize(source.decode())
    # Indentation means nothing in a template and much in Python.
    yield from python_texts("\n".join(line.strip() for line in code.splitlines()).encode())


def script_texts(source: bytes) -> Iterator[Text]:
    """Source texts of a TypeScript or Vue file."""
    for match in _CALL.finditer(source.decode()):
        single, *forms = (
            re.sub(r"\\(.)", r"\1", group[1:-1]) if group else "" for group in match.groups()
        )
        yield single or (forms[0], forms[1])


def sources(domain: str) -> Iterator[tuple[Path, Iterator[Text]]]:
    """Each file of a domain with its texts."""
    if domain == "djangojs":
        for path in sorted((ROOT / "frontend").rglob("*")):
            if path.suffix in {".ts", ".vue"} and not path.name.endswith(".test.ts"):
                yield path, script_texts(path.read_bytes())
        return
    for path in sorted((ROOT / "src").rglob("*")):
        if path.suffix == ".html":
            yield path, template_texts(path.read_bytes())
        elif path.suffix == ".py" and not {"tests", "migrations"} & set(path.parts):
            yield path, python_texts(path.read_bytes())


def gather(domain: str) -> Catalog:
    """All source texts of a domain."""
    template = Catalog(charset="utf-8", fuzzy=False)
    for path, texts in sources(domain):
        for text in texts:
            template.add(text, locations=[(path.relative_to(ROOT).as_posix(), 1)])
    return template


def po_file(locale: str, domain: str) -> Path:
    return LOCALE / locale / "LC_MESSAGES" / f"{domain}.po"


def read(locale: str, domain: str) -> Catalog:
    """The catalogue as it is checked in; empty when there is none yet."""
    path = po_file(locale, domain)
    if not path.exists():
        return Catalog(locale=locale, charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=locale, charset="utf-8")


def update(locale: str, domain: str) -> list[str]:
    """Merge the source texts in; texts that are gone go from the catalogue as well."""
    catalog = read(locale, domain)
    catalog.update(gather(domain), no_fuzzy_matching=True)
    catalog.header_comment = f"# Tessera, {locale}"
    out = io.BytesIO()
    write_po(out, catalog, sort_output=True, ignore_obsolete=True, include_lineno=False, width=100)
    path = po_file(locale, domain)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_VOLATILE.sub("", out.getvalue().decode()))
    return []


def faults(message: Message, catalog: Catalog) -> Iterator[str]:
    """What is wrong with one translation."""
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    if not all(strings):
        yield "not translated"
    elif message.fuzzy:
        yield "fuzzy"
    elif message.id and "python-format" in message.flags:
        yield from (str(error) for error in message.check(catalog))


def check(locale: str, domain: str) -> list[str]:
    """Each fault of a catalogue in a line."""
    catalog, name = read(locale, domain), f"{locale}/{domain}.po"
    wanted = {message.id for message in gather(domain) if message.id}
    present = {message.id: message for message in catalog if message.id}
    found = [f"{name}: not in the catalogue: {text!r}" for text in wanted - present.keys()]
    found += [f"{name}: not in the source: {text!r}" for text in present.keys() - wanted]
    for text, message in present.items():
        found += [f"{name}: {fault}: {text!r}" for fault in faults(message, catalog)]
    return sorted(found)


def compile_(locale: str, domain: str) -> list[str]:
    """Write what Django reads, when it is older than its source."""
    path = po_file(locale, domain)
    target = path.with_suffix(".mo")
    if not path.exists() or (target.exists() and target.stat().st_mtime >= path.stat().st_mtime):
        return []
    with target.open("wb") as file:
        write_mo(file, read(locale, domain))
    return []


def main() -> int:
    settings.configure(USE_I18N=True)
    work = {"update": update, "check": check, "compile": compile_}[sys.argv[1]]
    found = [
        line
        for locale in LOCALES
        for domain in ("django", "djangojs")
        for line in work(locale, domain)
    ]
    sys.stderr.writelines(f"{line}\n" for line in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
