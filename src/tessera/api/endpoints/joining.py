"""Before somebody is registered: what is asked, codes for phones, and the code to scan instead."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from tessera.api.auth import session_of
from tessera.api.refusals import REFUSED, answer
from tessera.api.shapes import joining as shapes
from tessera.identity import queries as identity
from tessera.identity.usecases import MEMBERSHIP
from tessera.kernel.clock import utc_now
from tessera.members import usecases as members
from tessera.members.rules import MINIMUM_AGE
from tessera.messaging import usecases as messaging
from tessera.messaging.rules import FOR_CHILDREN
from tessera.org import queries as org
from tessera.platform.addresses import address_of

router = Router(tags=["members"])


@router.get("/joining", response={200: shapes.JoiningOut, **REFUSED}, operation_id="get_joining")
def get_joining(request: HttpRequest) -> HttpResponse:
    """What a till asks of somebody who joins, in the reader's language."""
    asked = identity.get_asked(session_of(request).actor)
    texts = [
        {
            "purpose": text.purpose,
            "title": text.title,
            "text": text.text,
            "version": text.version,
            "required": text.purpose == MEMBERSHIP,
            "for_children": text.purpose in FOR_CHILDREN,
        }
        for text in asked.texts
    ]
    body = {"code_needed": asked.code_needed, "adult_age": MINIMUM_AGE, "texts": texts}
    return answer(200, body)


@router.post("/codes", response={200: shapes.CodeOut, **REFUSED}, operation_id="send_code")
def send_code(request: HttpRequest, asked: shapes.CodeIn) -> HttpResponse:
    """Send a code to a phone. Of who is a member already, ``members.phone_taken`` tells the id."""
    session = session_of(request)
    if asked.purpose == "join":
        identity.check_free(session.actor, asked.phone)
    sent = messaging.request_code(
        actor=session.actor,
        at=utc_now(),
        request_id=asked.request_id,
        phone=asked.phone,
        purpose=asked.purpose,
        address=address_of(request),
        device=_device(session),
    )
    return answer(200, shapes.CodeOut.of(sent))


@router.post("/codes/check", response={200: shapes.ProofOut, **REFUSED}, operation_id="check_code")
def check_code(request: HttpRequest, asked: shapes.CodeCheckIn) -> HttpResponse:
    """Hold a code against the one that was sent; five tries, the wrong ones count."""
    outcome = messaging.prove_phone(
        actor=session_of(request).actor,
        at=utc_now(),
        phone=asked.phone,
        purpose=asked.purpose,
        code=asked.code,
    )
    if outcome.refusal is not None:
        raise outcome.refusal
    return answer(200, {"proof": outcome.proof})


@router.post(
    "/joining/poster", response={200: shapes.PosterOut, **REFUSED}, operation_id="get_poster"
)
def get_poster(request: HttpRequest) -> HttpResponse:
    """The invitation of this till, or of the guide who is signed in, for the customer to scan."""
    session = session_of(request)
    guide = session.actor.role == "guide"
    made = members.invite(
        actor=session.actor,
        at=utc_now(),
        kind="guide" if guide else "till",
        staff_id=session.actor.id if guide else None,
        till_id=None if guide else session.till_id,
    )
    address = request.build_absolute_uri(f"/join/{made.code}")
    return answer(200, {"code": made.code, "address": address})


def _device(session: org.TillSession) -> str:
    """A till counts as one device, whoever is signed in there."""
    return f"till:{session.till_id}"
