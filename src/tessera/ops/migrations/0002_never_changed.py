from django.db import migrations

from tessera.platform.guards import refuse_changes


class Migration(migrations.Migration):
    dependencies = [("ops", "0001_seals")]
    operations = [refuse_changes("ops_seal")]
