"""Two owners who dismiss each other at the same moment, on connections of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tessera.kernel.errors import Conflict
from tessera.org import usecases
from tessera.org.models import Staff
from tessera.org.tests.conftest import AT, Hire, Hired, House


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_owners_who_dismiss_each_other_leave_one(house: House, hired: Hire) -> None:
    first, second = hired("owner", name="first"), hired("owner", name="second")
    start = Barrier(2)

    def dismiss(pair: tuple[Hired, Hired]) -> str:
        try:
            start.wait()
            usecases.dismiss(actor=pair[0].actor, at=AT, staff_id=pair[1].id)
        except Conflict as refused:
            return refused.code
        else:
            return "dismissed"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(dismiss, [(first, second), (second, first)]))
    assert answers == ["dismissed", "org.last_owner"]
    assert Staff.objects.filter(role="owner", is_active=True).count() == 1
