"""The content security policy, for what a browser runs."""

from csp.middleware import CSPMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase


class PagePolicy(CSPMiddleware):
    """Sends the policy with pages only: JSON and files run nothing, and building it takes time."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Add the policy to a page."""
        if response.get("Content-Type", "").startswith("text/html"):
            return super().process_response(request, response)
        return response
