"""Messages: what was sent to whom, and what became of it."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from tessera.messaging import permissions, queries
from tessera.web.kit import asked
from tessera.web.kit.access import PageRequest, page
from tessera.web.office import rendering, words

SIZE = 40


@require_GET
@page(permissions.VIEW)
def messages(request: PageRequest) -> HttpResponse:
    """The newest messages, narrowed by state and the last digits of the phone; more on demand."""
    after, state = asked.uuid(request, "after"), asked.text(request, "state")
    found = queries.list_messages(
        actor=request.actor,
        state=state,
        digits=asked.text(request),
        after=after,
        limit=SIZE + 1,
    )
    context = {
        "messages_shown": found[:SIZE],
        "after": found[SIZE - 1].id if len(found) > SIZE else None,
        "states": list(words.MESSAGE_STATES.items()),
        "state": state,
        "demo": queries.is_demo(),
        "filtered": any(request.GET.get(name) for name in ("q", "state")),
    }
    part = "more" if after else "rows"
    return rendering.page(request, "messages.html", context, section="messages", part=part)
