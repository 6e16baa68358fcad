from django.db import migrations

from tessera.ledger.rules import USES, Place


def open_accounts(apps, _):
    """Stores that were opened before these accounts existed get them now."""
    account = apps.get_model("ledger", "Account")
    for store in apps.get_model("org", "Store").objects.all():
        for kind in ("uses_sold", "uses_used", "uses_ended"):
            place = Place(store.id, kind, USES)
            account.objects.get_or_create(
                id=place.id,
                defaults={"owner": place.owner, "kind": place.kind, "unit": place.unit},
            )


class Migration(migrations.Migration):
    dependencies = [
        ("sales", "0007_passes"),
        ("ledger", "0003_closed_accounts"),
        ("org", "0001_initial"),
    ]
    operations = [migrations.RunPython(open_accounts, migrations.RunPython.noop)]
