"""Foreign keys named by strings are imports that import-linter cannot see: they point down as well."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

from tests.architecture import house


def _relations() -> Iterator[
    tuple[type[models.Model], "models.Field[Any, Any]", type[models.Model]]
]:
    """Each relation of our own tables: who has it, the field, whom it points at."""
    for model in apps.get_models(include_auto_created=True):
        if not model.__module__.startswith("tessera."):
            continue
        for field in model._meta.get_fields(include_hidden=True):
            target = field.related_model
            if isinstance(field, models.Field) and isinstance(target, type):
                yield model, field, target


def _points_down(model: type[models.Model], target: type[models.Model]) -> bool:
    floors = house.floors()
    here, there = model._meta.app_label, target._meta.app_label
    return here == there or floors[here] > floors.get(there, len(floors))


def test_foreign_keys_point_to_lower_floors() -> None:
    wrong = [
        f"{model._meta.label}.{field.name} -> {target._meta.label}"
        for model, field, target in _relations()
        if not _points_down(model, target)
    ]

    assert not wrong


def test_the_walk_sees_relations() -> None:
    assert any(True for _ in _relations())
