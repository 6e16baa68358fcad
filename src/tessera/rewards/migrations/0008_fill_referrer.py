from django.db import migrations


def fill(apps, _):
    """Who brought the buyer is who was promised the referrer's part of the same sale; where
    nothing was promised to them, whom the member names."""
    rewards = apps.get_model("rewards", "ReferralReward").objects
    named = dict(rewards.filter(role="referrer").values_list("sale", "member"))
    for row in rewards.filter(referrer=None).select_related("referee"):
        found = named.get(row.sale_id) or row.referee.referred_by_id
        rewards.filter(id=row.id).update(referrer=found)


class Migration(migrations.Migration):
    dependencies = [("rewards", "0007_referrer"), ("members", "0007_lists")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
