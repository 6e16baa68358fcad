from django.db import migrations

from tessera.ledger.rules import POINTS, Place


def open_accounts(apps, _):
    """Stores that were opened before this account existed get it now."""
    account = apps.get_model("ledger", "Account")
    for store in apps.get_model("org", "Store").objects.all():
        place = Place(store.id, "points_adjusted", POINTS)
        account.objects.get_or_create(
            id=place.id,
            defaults={"owner": place.owner, "kind": place.kind, "unit": place.unit},
        )


class Migration(migrations.Migration):
    dependencies = [
        ("wallet", "0012_adjusting"),
        ("ledger", "0001_initial"),
        ("org", "0001_initial"),
    ]
    operations = [migrations.RunPython(open_accounts, migrations.RunPython.noop)]
