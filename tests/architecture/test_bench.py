"""The measurements write rows past the use cases: their SQL keeps up with the tables."""

import re
from collections.abc import Iterator

from bench.raw_sqlite import COLUMNS
from django.apps import apps
from django.db.models import NOT_PROVIDED

from tests.architecture import house


def _written() -> Iterator[tuple[str, str, set[str]]]:
    """Each INSERT: where it stands, its table and the columns that it names."""
    folder = house.ROOT / "bench"
    for path in [*folder.glob("*.py"), *folder.glob("sql/*")]:
        joined = re.sub(r'"\s*f?"', "", path.read_text())
        for table, columns in re.findall(r"INSERT INTO (\w+)\s*\(([^)]*)\)", joined):
            yield path.name, table, set(re.findall(r"\w+", columns))
    for table, columns in COLUMNS.items():
        yield "raw_sqlite.py", table, set(re.findall(r"\w+", columns))


def test_whatever_a_measurement_inserts_names_every_column_that_must_be_filled() -> None:
    tables = {model._meta.db_table: model for model in apps.get_models()}
    wrong = []
    for name, table, columns in _written():
        fields = tables[table]._meta.concrete_fields
        must = {
            str(one.column) for one in fields if not one.null and one.db_default is NOT_PROVIDED
        }
        wrong += [f"{name}: {table}.{one}" for one in sorted(must - columns)]
        wrong += [f"{name}: {table}.{one}" for one in sorted(columns - {f.column for f in fields})]
    assert not wrong
