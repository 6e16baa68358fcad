from django.db import migrations

from tessera.platform import versions


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0001_initial"), ("platform", "0001_initial")]
    operations = [versions.beginning("campaigns")]
