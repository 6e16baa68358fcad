"""Taking the database's guards off, as somebody would who tampers with the books."""

from django.db import connection

from tessera.platform.guards import lifting

GUARDED = (
    "ledger_entry",
    "ledger_posting",
    "ledger_lotchange",
    "ops_seal",
    "platform_auditrow",
)


def lift_guards() -> None:
    """Let rows of every guarded table be changed until the transaction is rolled back."""
    with connection.cursor() as cursor:
        for table in GUARDED:
            for sql in lifting(table, connection.vendor):
                cursor.execute(sql)
