# What the team removed has its author; what authors answer to a suggestion has its words.

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
        ("proposals", "0003_co_construction"),
    ]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="removed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="people.person",
            ),
        ),
        migrations.AddField(
            model_name="suggestion",
            name="reply",
            field=models.TextField(blank=True),
        ),
    ]
