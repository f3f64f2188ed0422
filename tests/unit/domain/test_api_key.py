import string

from hypothesis import given
from hypothesis import strategies as st

from studio.domain.api_key import ENTROPY_BYTES, digest, mint, mode_of

entropy = st.binary(min_size=ENTROPY_BYTES, max_size=ENTROPY_BYTES)
modes = st.sampled_from(["live", "test"])


@given(modes, entropy)
def test_a_minted_key_tells_its_mode(mode, noise):
    key = mint(mode, noise)

    assert mode_of(key) == mode
    assert len(key) == len("chk_live_") + 38


@given(modes, entropy, st.integers(9, 46), st.sampled_from(string.ascii_letters + string.digits))
def test_one_mistyped_character_is_noticed(mode, noise, position, character):
    key = mint(mode, noise)
    typo = key[:position] + character + key[position + 1 :]

    assert typo == key or mode_of(typo) is None


@given(st.text())
def test_nothing_made_up_passes(text):
    assert mode_of(text) is None


def test_a_live_key_relabelled_test_is_refused():
    key = mint("live", b"0" * ENTROPY_BYTES)

    assert mode_of(key.replace("live", "test")) is None


def test_the_digest_depends_on_the_pepper_and_hides_the_key():
    key = mint("live", b"1" * ENTROPY_BYTES)

    assert digest(key, pepper="a") != digest(key, pepper="b")
    assert key not in digest(key, pepper="a")
