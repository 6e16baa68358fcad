from django.db import migrations

from tessera.platform.guards import refuse_changes


class Migration(migrations.Migration):
    dependencies = [("ledger", "0005_fill_holder")]
    operations = [
        refuse_changes("ledger_entry"),
        refuse_changes("ledger_posting"),
        refuse_changes("ledger_lotchange"),
    ]
