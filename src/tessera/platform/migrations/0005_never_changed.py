from django.db import migrations

from tessera.platform.guards import refuse_changes


class Migration(migrations.Migration):
    dependencies = [("platform", "0004_subjects_by_time")]
    operations = [refuse_changes("platform_auditrow")]
