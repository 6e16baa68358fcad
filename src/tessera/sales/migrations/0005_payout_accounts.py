from django.db import migrations

from tessera.ledger.rules import Place


def open_accounts(apps, _):
    """Stores and tills that were opened before these accounts existed get them now."""
    account = apps.get_model("ledger", "Account")
    brand = apps.get_model("org", "Brand").objects.first()
    owners = [(store.id, "payout_kept") for store in apps.get_model("org", "Store").objects.all()]
    owners += [(till.id, "tender.bank") for till in apps.get_model("org", "Till").objects.all()]
    for owner, kind in owners:
        place = Place(owner, kind, brand.currency)
        account.objects.get_or_create(
            id=place.id,
            defaults={"owner": place.owner, "kind": place.kind, "unit": place.unit},
        )


class Migration(migrations.Migration):
    dependencies = [
        ("sales", "0004_payouts"),
        ("ledger", "0003_closed_accounts"),
        ("org", "0001_initial"),
    ]
    operations = [migrations.RunPython(open_accounts, migrations.RunPython.noop)]
