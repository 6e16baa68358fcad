from django.db import migrations

from tessera.platform.guards import refuse_emptying


class Migration(migrations.Migration):
    dependencies = [("platform", "0006_nameless_applications")]
    operations = [refuse_emptying("platform_auditrow")]
