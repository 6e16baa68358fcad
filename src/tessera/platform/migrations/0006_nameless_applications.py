from django.db import migrations

from tessera.platform import guards

TABLE = "platform_auditrow"


def forget_names(apps, editor):
    """Rows about applications name members no more than those that are written now."""
    vendor = editor.connection.vendor
    without = "data - 'name'" if vendor == "postgresql" else "json_remove(data, '$.name')"
    for sql in guards.lifting(TABLE, vendor):
        editor.execute(sql)
    editor.execute(
        f"UPDATE {TABLE} SET data = {without} WHERE substr(action, 1, 12) = 'application.'"
    )


class Migration(migrations.Migration):
    dependencies = [("platform", "0005_never_changed")]
    operations = [
        migrations.RunPython(forget_names, migrations.RunPython.noop),
        guards.refuse_changes(TABLE),
    ]
