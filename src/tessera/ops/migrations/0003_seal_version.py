from django.db import migrations, models

from tessera.platform.guards import allow_changes, refuse_changes, refuse_emptying


class Migration(migrations.Migration):
    """SQLite makes the table anew for a column, without its guards: they are put on again."""

    dependencies = [("ops", "0002_never_changed")]
    operations = [
        allow_changes("ops_seal"),
        migrations.AddField(
            model_name="seal",
            name="version",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        refuse_changes("ops_seal"),
        refuse_emptying("ops_seal"),
    ]
