import importlib
import pkgutil

import tessera
from tessera.web.office import deeds, navigation

_STORIES = [
    importlib.import_module(module.name)
    for module in pkgutil.walk_packages(tessera.__path__, "tessera.")
    if ".usecases" in module.name
]


def test_every_action_that_a_use_case_notes_has_its_words() -> None:
    actions = {
        story.audit
        for module in _STORIES
        for story in vars(module).values()
        if isinstance(getattr(story, "audit", None), str)
    }

    assert len(actions) > 30
    assert actions <= deeds.NAMES.keys()


def test_the_navigation_leads_to_pages_that_exist() -> None:
    for section in navigation.SECTIONS:
        assert section.route.startswith("office:")
