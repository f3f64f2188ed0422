"""Credentials that open nothing."""

from local.keys import Credentials

KEYS = Credentials(
    "http://api.test/api/v1",
    "chk_live_1",
    "chk_test_1",
    "kdsc_live_1",
    "whsec_1",
    email="local@example.com",
    password="p",  # noqa: S106
    user_pool_client="c",
)
