"""Tables whose rows the database itself refuses to change or remove (law 1, law 9).

Whoever has the database can take a trigger off; that leaves a trace in the chain of seals.
"""

from typing import Any

from django.db import migrations

_FUNCTION = """
CREATE OR REPLACE FUNCTION tessera_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed or removed', TG_TABLE_NAME
        USING ERRCODE = 'raise_exception';
END $$
"""


def refuse_changes(table: str) -> migrations.RunPython:
    """The step of a migration after which rows of ``table`` can only be added."""

    def guard(_: Any, editor: Any) -> None:
        if editor.connection.vendor == "postgresql":
            editor.execute(_FUNCTION, None)  # its text is no format
            editor.execute(
                f'CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE ON "{table}"'
                " FOR EACH ROW EXECUTE FUNCTION tessera_refuse_change()"
            )
            return
        for deed in ("UPDATE", "DELETE"):
            editor.execute(
                f'CREATE TRIGGER "{table}_no_{deed.lower()}" BEFORE {deed} ON "{table}" BEGIN'
                f" SELECT RAISE(ABORT, 'rows of {table} are never changed or removed'); END"
            )

    def lift(_: Any, editor: Any) -> None:
        for sql in lifting(table, editor.connection.vendor):
            editor.execute(sql)

    return migrations.RunPython(guard, lift)


def refuse_emptying(table: str) -> migrations.RunPython:
    """The step of a migration after which ``table``, whose changes are refused already, cannot be
    emptied at once either: PostgreSQL asks no row of it. SQLite has no such statement."""

    def guard(_: Any, editor: Any) -> None:
        if editor.connection.vendor == "postgresql":
            editor.execute(
                f'CREATE TRIGGER never_emptied BEFORE TRUNCATE ON "{table}"'
                " FOR EACH STATEMENT EXECUTE FUNCTION tessera_refuse_change()"
            )

    def lift(_: Any, editor: Any) -> None:
        if editor.connection.vendor == "postgresql":
            editor.execute(f'DROP TRIGGER IF EXISTS never_emptied ON "{table}"')

    return migrations.RunPython(guard, lift)


def allow_changes(table: str) -> migrations.RunPython:
    """The step before one that remakes ``table``; guard it anew afterwards."""

    def lift(_: Any, editor: Any) -> None:
        for sql in lifting(table, editor.connection.vendor):
            editor.execute(sql)

    return migrations.RunPython(lift, migrations.RunPython.noop)


def lifting(table: str, vendor: str) -> list[str]:
    """What takes the guard off again, for a migration that must."""
    if vendor == "postgresql":
        names = ("never_changed", "never_emptied")
        return [f'DROP TRIGGER IF EXISTS {name} ON "{table}"' for name in names]
    return [f'DROP TRIGGER IF EXISTS "{table}_no_{deed}"' for deed in ("update", "delete")]
