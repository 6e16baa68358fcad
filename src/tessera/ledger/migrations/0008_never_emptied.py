from django.db import migrations

from tessera.platform.guards import refuse_emptying


class Migration(migrations.Migration):
    dependencies = [("ledger", "0007_by_day")]
    operations = [
        refuse_emptying("ledger_entry"),
        refuse_emptying("ledger_posting"),
        refuse_emptying("ledger_lotchange"),
    ]
