from django.db import migrations

FILL = """
UPDATE ledger_entry SET holder = (
    SELECT a.owner FROM ledger_posting p
    JOIN ledger_account a ON a.id = p.destination_id OR a.id = p.source_id
    WHERE p.entry_id = ledger_entry.id AND a.floor IS NOT NULL
    ORDER BY CASE WHEN a.id = p.destination_id THEN 0 ELSE 1 END, a.id LIMIT 1
) WHERE kind NOT IN ('sale', 'return')
"""
"""Of a merge, which is the one entry with two holders, who received is named."""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_holder")]
    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
