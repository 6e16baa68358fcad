from django.db import migrations, models
from django.db.models import F


def count(apps, _):
    """Whatever was taken back was all of it."""
    gifts = apps.get_model("rewards", "TopUpGift").objects
    gifts.filter(is_taken_back=True).update(points_back=F("points"))


class Migration(migrations.Migration):

    dependencies = [
        ('rewards', '0018_only_pending'),
    ]

    operations = [
        migrations.AddField(
            model_name='topupgift',
            name='points_back',
            field=models.BigIntegerField(default=0),
        ),
        migrations.RunPython(count, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name='topupgift',
            name='is_taken_back',
        ),
    ]
