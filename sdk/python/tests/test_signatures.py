import hashlib
import hmac

import pytest

from chalkboard import verify_webhook_signature

SECRET, NOW, BODY = "whsec_abc", 1_800_000_000, '{"event":"job.completed","topic":"é"}'.encode()


def signed(body=BODY, secret=SECRET, t=NOW):
    mac = hmac.new(secret.encode(), f"{t}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={t},v1={mac}"


def test_what_chalkboard_signed_is_from_chalkboard():
    assert verify_webhook_signature(BODY, signed(), SECRET, now=NOW + 300)
    assert verify_webhook_signature(BODY, signed(), SECRET, now=NOW - 300)


def test_during_a_rotation_either_secret_opens():
    both = signed(secret="whsec_new") + "," + signed().partition(",")[2]

    assert verify_webhook_signature(BODY, both, SECRET, now=NOW)
    assert verify_webhook_signature(BODY, both, "whsec_new", now=NOW)


@pytest.mark.parametrize(
    ("body", "header", "now"),
    [
        (BODY + b" ", signed(), NOW),
        (BODY, signed(secret="whsec_other"), NOW),
        (BODY, signed(), NOW + 301),
        (BODY, signed(), NOW - 301),
        (BODY, signed().replace(f"t={NOW}", f"t={NOW + 1}"), NOW),
        (BODY, signed().partition(",")[0], NOW),
        (BODY, signed().partition(",")[2], NOW),
        (BODY, f"t={NOW},{signed()}", NOW),
        (BODY, signed().replace("t=", "t=٣"), NOW),
        (BODY, "t=x,v1=é", NOW),
        (BODY, "", NOW),
    ],
)
def test_anything_else_is_not(body, header, now):
    assert not verify_webhook_signature(body, header, SECRET, now=now)


def test_without_a_time_it_is_now():
    assert not verify_webhook_signature(BODY, signed(t=1), SECRET)
