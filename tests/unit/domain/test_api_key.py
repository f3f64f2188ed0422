import base64
import re
import secrets
import string

from hypothesis import given
from hypothesis import strategies as st

from studio.domain.api_key import (
    ENTROPY_BYTES,
    display_prefix,
    hint,
    id_of,
    kind_of,
    mint,
    new_secret,
)

entropy = st.binary(min_size=ENTROPY_BYTES, max_size=ENTROPY_BYTES)
modes = st.sampled_from(["live", "test"])


@given(modes, entropy)
def test_a_minted_key_tells_its_mode(mode, noise):
    key = mint(mode, noise)

    assert kind_of(key) == "chalkboard"
    assert key.startswith(f"chk_{mode}_")
    assert len(key) == len("chk_live_") + 38


@given(modes, entropy, st.integers(9, 46), st.sampled_from(string.ascii_letters + string.digits))
def test_one_mistyped_character_is_noticed(mode, noise, position, character):
    key = mint(mode, noise)
    typo = key[:position] + character + key[position + 1 :]

    assert typo == key or kind_of(typo) is None


@given(entropy)
def test_a_kodisc_key_is_48_hex_characters_and_nobody_takes_it_for_a_chalkboard_one(noise):
    key = mint("live", noise, kind="kodisc")

    assert re.fullmatch("kdsc_live_[0-9a-f]{48}", key)
    assert kind_of(key) == "kodisc"
    assert kind_of(mint("live", noise)) == "chalkboard"


@given(entropy, st.integers(10, 57), st.sampled_from("0123456789abcdef"))
def test_one_mistyped_character_of_a_kodisc_key_is_noticed(noise, position, character):
    key = mint("live", noise, kind="kodisc")
    typo = key[:position] + character + key[position + 1 :]

    assert typo == key or kind_of(typo) is None


@given(entropy)
def test_what_may_be_shown_of_a_key_is_its_head_and_four_characters(noise):
    for key, length in ((mint("test", noise), 13), (mint("live", noise, kind="kodisc"), 14)):
        assert key.startswith(display_prefix(key))
        assert len(display_prefix(key)) == length
        assert key.endswith(hint(key))
        assert len(hint(key)) == 4


def test_a_keys_webhook_secret_has_its_shape():
    secret = new_secret(secrets.token_bytes)
    assert secret.startswith("whsec_")
    assert len(base64.b64decode(secret.removeprefix("whsec_"), validate=True)) >= 24


@given(st.text())
def test_nothing_made_up_passes(text):
    assert kind_of(text) is None


def test_a_live_key_relabelled_test_is_refused():
    key = mint("live", b"0" * ENTROPY_BYTES)

    assert kind_of(key.replace("live", "test")) is None


def test_a_keys_id_depends_on_the_pepper_and_hides_the_key():
    key = mint("live", b"1" * ENTROPY_BYTES)

    assert re.fullmatch("key_[0-9a-f]{32}", id_of(key, pepper="a"))
    assert id_of(key, pepper="a") != id_of(key, pepper="b")
    assert key not in id_of(key, pepper="a")
