import hashlib
import hmac
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks import Webhook, WebhookVerificationError

from studio.domain.delivery import Attempt
from studio.domain.job import JobStatus
from studio.domain.webhook import (
    chalkboard_headers,
    event_of,
    kodisc_headers,
    signature,
)
from tests.builders import NOON, a_delivery
from tests.receiver import verify

SECRET, OTHER = "whsec_c2VjcmV0", "whsec_YW5vdGhlcg=="
NOW = int(NOON.timestamp())
FIVE_MINUTES = 300
bodies = st.binary(max_size=200)
times = st.integers(min_value=0, max_value=2**39)


def test_the_signature_is_the_one_the_dialect_describes():
    expected = hmac.new(SECRET.encode(), f'{NOW}.{{"a":1}}'.encode(), hashlib.sha256).hexdigest()

    assert signature(b'{"a":1}', SECRET, at=NOW) == f"t={NOW},v1={expected}"


@given(bodies, times, st.integers(-FIVE_MINUTES, FIVE_MINUTES))
def test_what_was_signed_verifies_for_five_minutes(body, at, later):
    assert verify(signature(body, SECRET, at=at), body, secret=SECRET, now=at + later)


@given(bodies, st.data())
def test_one_changed_bit_of_the_body_does_not_verify(body, data):
    signed = signature(body + b"!", SECRET, at=NOW)
    changed = bytearray(body + b"!")
    place = data.draw(st.integers(0, len(changed) * 8 - 1))
    changed[place // 8] ^= 1 << place % 8

    assert not verify(signed, bytes(changed), secret=SECRET, now=NOW)


@given(bodies, st.text(max_size=20))
def test_another_secret_does_not_verify(body, other):
    assert (other == SECRET) == verify(signature(body, other, at=NOW), body, secret=SECRET, now=NOW)


@pytest.mark.parametrize("drift", [FIVE_MINUTES + 1, -FIVE_MINUTES - 1])
def test_an_old_or_future_signature_does_not_verify(drift):
    signed = signature(b"{}", SECRET, at=NOW)

    assert not verify(signed, b"{}", secret=SECRET, now=NOW + drift)


def test_the_time_is_signed_too():
    _, _, digest = signature(b"{}", SECRET, at=NOW).partition(",")

    assert not verify(f"t={NOW + 1},{digest}", b"{}", secret=SECRET, now=NOW)


@given(st.text(max_size=40))
def test_no_header_is_anything_but_refused(header):
    assert not verify(header, b"{}", secret=SECRET, now=NOW)


@pytest.mark.parametrize(
    ("status", "event"),
    [
        (JobStatus.SUCCEEDED, "completed"),
        (JobStatus.FAILED, "failed"),
        (JobStatus.CANCELLED, "failed"),
    ],
)
def test_every_end_of_a_job_is_one_of_two_events(status, event):
    assert event_of(status) == event


def test_a_repetition_has_the_same_id_and_a_fresh_time():
    delivery = a_delivery(event="failed", message="msg_1")
    first = kodisc_headers(delivery, b"{}", secret=SECRET, at=NOON)
    again = kodisc_headers(delivery, b"{}", secret=SECRET, at=NOON.replace(hour=13))

    assert first["webhook-id"] == again["webhook-id"] == "msg_1"
    assert first["kodisc-signature"] != again["kodisc-signature"]
    assert (first["kodisc-event"], first["content-type"]) == ("failed", "application/json")


def seeds_recipe(headers, body, secret):
    """What the page of the API tells its readers to do."""
    t, *digests = [part.split("=", 1)[1] for part in headers["x-chalkboard-signature"].split(",")]
    signed = f"{t}.{body.decode()}".encode()
    return hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest() in digests


def reference(headers, body, secret):
    """What a receiver with the library of standardwebhooks.com does."""
    try:
        Webhook(secret).verify(body, dict(headers))
    except WebhookVerificationError:
        return False
    return True


@pytest.mark.parametrize("verifies", [seeds_recipe, reference])
@given(body=st.dictionaries(st.text(), st.text()).map(lambda said: json.dumps(said).encode()))
def test_endpoints_can_verify_both_ways(verifies, body):
    headers = chalkboard_headers(a_delivery(), body, secrets=[SECRET], at=datetime.now(UTC))

    assert verifies(headers, body, SECRET)
    assert not verifies(headers, body + b" ", SECRET)
    assert not verifies(headers, body, OTHER)
    later = {name: value.replace("t=1", "t=2") for name, value in headers.items()}
    later["webhook-timestamp"] = str(int(headers["webhook-timestamp"]) + 1)
    assert not verifies(later, body, SECRET)


@pytest.mark.parametrize("verifies", [seeds_recipe, reference])
def test_while_a_secret_is_rotated_both_verify(verifies):
    secrets = [OTHER, SECRET]
    headers = chalkboard_headers(a_delivery(), b"{}", secrets=secrets, at=datetime.now(UTC))

    assert verifies(headers, b"{}", SECRET)
    assert verifies(headers, b"{}", OTHER)
    assert not verifies(headers, b"{}", "whsec_bm8=")


def test_another_message_id_does_not_verify():
    headers = chalkboard_headers(a_delivery(), b"{}", secrets=[SECRET], at=datetime.now(UTC))

    assert not reference(headers | {"webhook-id": "evt_other"}, b"{}", SECRET)


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(200, "delivered"), (204, "delivered"), (299, "delivered"), (410, "gone")]
    + [(bad, "failed") for bad in (0, 101, 199, 300, 302, 400, 404, 429, 500, 503)],
)
def test_only_two_hundreds_are_success_and_only_gone_is_final(status, outcome):
    attempt = Attempt(delivery=a_delivery(), number=1, at=NOON, status=status, seconds=0)

    assert attempt.outcome == outcome


def test_during_a_rotation_a_receiver_that_reads_one_v1_alone_finds_the_new_secrets():
    said = signature(b"{}", "whsec_bmV3", "whsec_b2xk", at=1)
    naive = dict(part.split("=", 1) for part in said.split(","))

    assert f"t=1,v1={naive['v1']}" == signature(b"{}", "whsec_bmV3", at=1)
