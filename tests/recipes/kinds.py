"""The kinds of entries that the house posts, read from its source."""

import ast
from collections.abc import Iterator, Mapping

from tests.architecture import house

POSTING = {"Books", "sweep"}
"""What makes entries of the ``kind`` that it is given."""


def posted_in_the_house() -> dict[str, str]:
    """Every kind of entry, and a file that posts it.

    The word is either given to what makes the entry, or to a function beside it that hands it on.
    """
    found: dict[str, str] = {}
    for path in house.files(".py"):
        name = path.relative_to(house.ROOT).as_posix()
        if name.startswith("src/") and "/tests/" not in name:
            found |= dict.fromkeys(_kinds_in(ast.parse(path.read_text())), name)
    return found


def _kinds_in(tree: ast.Module) -> set[str]:
    named = dict(_constants(tree))
    makers = {name: _place_of(function) for name, function in _handing_on(tree)}
    kinds: set[str] = set()
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = _called(call)
        if name in POSTING | makers.keys():
            kinds |= {
                word for given in _given(call, makers.get(name)) for word in _words(given, named)
            }
    return kinds


def _handing_on(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    """The functions that take a ``kind`` and make an entry of it."""
    for function in (node for node in tree.body if isinstance(node, ast.FunctionDef)):
        names = [arg.arg for arg in [*function.args.args, *function.args.kwonlyargs]]
        calls = (node for node in ast.walk(function) if isinstance(node, ast.Call))
        if "kind" in names and any(_called(call) in POSTING for call in calls):
            yield function.name, function


def _place_of(function: ast.FunctionDef) -> int | None:
    names = [arg.arg for arg in function.args.args]
    return names.index("kind") if "kind" in names else None


def _called(call: ast.Call) -> str:
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _given(call: ast.Call, place: int | None) -> Iterator[ast.expr]:
    """What a call gives as ``kind``."""
    yield from (keyword.value for keyword in call.keywords if keyword.arg == "kind")
    if place is not None and place < len(call.args):
        yield call.args[place]


def _constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The words that the module has given a name."""
    for node in tree.body:
        match node:
            case ast.Assign([ast.Name(id=name)], ast.Constant(value=str(word))):
                yield name, word


def _words(given: ast.expr, named: Mapping[str, str]) -> set[str]:
    """The words that an expression may be; none where it is handed on."""
    match given:
        case ast.IfExp(body=first, orelse=second):
            return _words(first, named) | _words(second, named)
        case ast.Constant(value=str(word)):
            return {word}
        case ast.Name(id=name) if name in named:
            return {named[name]}
    return set()
