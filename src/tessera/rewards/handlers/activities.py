"""What becomes of a member's words when the member leaves, inside the same transaction."""

from tessera.identity.events import MemberLeft
from tessera.platform.batch import Batch
from tessera.rewards.models import Review, SurveyAnswer


def forget_words(event: MemberLeft, batch: Batch) -> None:
    """Reviews keep their stars and lose their words; answers to surveys go."""
    del batch
    Review.objects.filter(member=event.member_id).update(text="")
    SurveyAnswer.objects.filter(member=event.member_id).delete()
