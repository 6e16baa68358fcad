from django.db import migrations

from tessera.platform.guards import refuse_changes


class Migration(migrations.Migration):
    dependencies = [("platform", "0003_nameless")]
    operations = [refuse_changes("platform_auditrow")]
