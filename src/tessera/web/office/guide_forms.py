"""What the dialogs about members' own guides ask for."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from tessera.kernel.actor import Actor
from tessera.members import queries as members
from tessera.web.office.forms import SheetForm

NOBODY = "nobody"
"""Said in so many words: nobody loses a guide by a choice that was not made."""


class GuideForm(SheetForm):
    """Who looks after a member, or all members of somebody, from now on, and why."""

    guide = forms.ChoiceField(label=_("Guide"))
    reason = forms.CharField(label=_("Why"), max_length=80)

    def __init__(self, *args: Any, actor: Actor, without: UUID | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [(str(key), name) for key, name in members.list_guides(actor) if key != without]
        self.offer("guide", [("", "–"), *others, (NOBODY, _("Nobody"))])

    def clean_guide(self) -> UUID | None:
        """Who was chosen; None for nobody."""
        chosen = self.cleaned_data["guide"]
        return None if chosen == NOBODY else UUID(chosen)


class GuidePolicyForm(SheetForm):
    """Whether members read who looks after them."""

    shown = forms.BooleanField(
        label=_("Members read in their app who their guide is"), required=False
    )
