"""ID tokens of a user pool whose keys are ours: what is taken, and all that is not."""

import base64
import json
import time

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from studio.adapters.cognito import CognitoTokens
from studio.domain.errors import InvalidApiKey, SignInUnavailable

POOL, CLIENT = "eu-west-1_abc", "client"
ISSUER = f"https://cognito-idp.eu-west-1.amazonaws.com/{POOL}"


def new_key():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


ours, theirs = new_key(), new_key()


class Pool:
    def __init__(self):
        self.published, self.fetched, self.seconds, self.down = {"k1": ours}, [], 0.0, False
        self.tokens = CognitoTokens(
            endpoint=lambda: "http://cognito.test",
            pool=POOL,
            client_id=CLIENT,
            fetch=self.fetch,
            seconds=lambda: self.seconds,
        )

    def fetch(self, url):
        self.fetched.append(url)
        if self.down:
            raise OSError("no route")
        keys = [
            json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key()))
            | {"kid": kid, "alg": "RS256", "use": "sig"}
            for kid, key in self.published.items()
        ]
        return json.dumps({"keys": keys}).encode()


@pytest.fixture
def pool():
    return Pool()


def claims(**changes):
    now = int(time.time())
    usual = {
        "sub": "person-1",
        "iss": ISSUER,
        "aud": CLIENT,
        "iat": now,
        "exp": now + 3600,
        "token_use": "id",
    }
    return {name: value for name, value in {**usual, **changes}.items() if value is not None}


def signed(key=ours, kid="k1", algorithm="RS256", **changes):
    return jwt.encode(claims(**changes), key, algorithm, headers={"kid": kid})


def part(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def test_a_token_names_its_person_and_the_keys_are_fetched_once(pool):
    assert [pool.tokens.person(signed()) for _ in range(3)] == ["person-1"] * 3
    assert pool.fetched == [f"http://cognito.test/{POOL}/.well-known/jwks.json"]


@pytest.mark.parametrize(
    "changes",
    [
        {"exp": int(time.time()) - 1},
        {"exp": None},
        {"iss": ISSUER + "x"},
        {"iss": None},
        {"aud": "another client"},
        {"aud": [CLIENT]},
        {"aud": None},
        {"token_use": "access"},
        {"token_use": None},
        {"sub": None},
        {"sub": 5},
        {"nbf": int(time.time()) + 600},
    ],
)
def test_a_token_with_a_claim_that_is_not_right_is_refused(pool, changes):
    with pytest.raises(InvalidApiKey):
        pool.tokens.person(signed(**changes))


def test_an_access_token_is_no_id_token(pool):
    with pytest.raises(InvalidApiKey):
        pool.tokens.person(signed(token_use="access", aud=None, client_id=CLIENT))  # noqa: S106


def test_a_token_signed_by_another_key_is_refused(pool):
    with pytest.raises(InvalidApiKey):
        pool.tokens.person(signed(theirs))


def test_a_token_without_a_signature_is_refused_whatever_it_calls_its_algorithm(pool):
    payload = part(claims())
    for algorithm in ("none", "None", "NONE", "", "RS256"):
        with pytest.raises(InvalidApiKey):
            pool.tokens.person(f"{part({'alg': algorithm, 'kid': 'k1'})}.{payload}.")


def test_the_public_key_is_not_taken_for_a_shared_secret(pool):
    import hmac  # noqa: PLC0415

    from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415
        Encoding,
        PublicFormat,
    )

    public = ours.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    unsigned = f"{part({'alg': 'HS256', 'kid': 'k1'})}.{part(claims())}"
    forged = base64.urlsafe_b64encode(hmac.digest(public, unsigned.encode(), "sha256"))

    with pytest.raises(InvalidApiKey):
        pool.tokens.person(f"{unsigned}.{forged.rstrip(b'=').decode()}")


@pytest.mark.parametrize("token", ["a.b.c", "..", "é.é.é", f"{part([])}.{part({})}.x", "\0.\0.\0"])
def test_what_is_no_token_is_refused(pool, token):
    with pytest.raises(InvalidApiKey):
        pool.tokens.person(token)


def test_a_new_key_of_the_pool_is_found_and_a_made_up_one_asked_for_once_a_minute(pool):
    pool.tokens.person(signed())
    pool.published["k2"] = theirs
    for _ in range(5):
        with pytest.raises(InvalidApiKey):
            pool.tokens.person(signed(theirs, kid="k2"))
    assert len(pool.fetched) == 1

    pool.seconds = 60
    assert pool.tokens.person(signed(theirs, kid="k2")) == "person-1"
    assert len(pool.fetched) == 2


def test_without_the_pools_keys_nobody_can_tell(pool):
    pool.down = True

    with pytest.raises(SignInUnavailable):
        pool.tokens.person(signed())
    pool.down = False
    assert pool.tokens.person(signed()) == "person-1"
