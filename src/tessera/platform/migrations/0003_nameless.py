from django.db import migrations

NAMES = ("name", "phone", "gone_name", "from_name", "from_phone")
"""What rows about members used to say of the person, who must be forgotten on demand."""

ABOUT = "substr(action, 1, 7) = 'member.' OR substr(action, 1, 5) = 'task.'"


def forget_names(apps, editor):
    """Rows from before name members no more than those that are written now."""
    if editor.connection.vendor == "postgresql":
        without = "data" + "".join(f" - '{name}'" for name in NAMES)
    else:
        paths = ", ".join(f"'$.{name}'" for name in NAMES)
        without = f"json_remove(data, {paths})"
    editor.execute(f"UPDATE platform_auditrow SET data = {without} WHERE {ABOUT}")
    editor.execute("UPDATE platform_auditrow SET actor_name = '' WHERE actor_kind = 'member'")


class Migration(migrations.Migration):
    dependencies = [("platform", "0002_rare_actions")]
    operations = [migrations.RunPython(forget_names, migrations.RunPython.noop)]
