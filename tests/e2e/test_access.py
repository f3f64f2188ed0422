"""Accounts, sign-in, keys, limits and the pause: over real HTTP, as customers and operators."""

import json
import subprocess
import sys
from functools import partial

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.e2e import conftest
from tests.e2e.conftest import eventually, token
from tests.template.source import ROOT

PASSWORD = "a Password of 2 words"  # noqa: S105 - of nobody
KEYS = "/account/api-keys"


@pytest.fixture(scope="module")
def operate(cloud):
    """`python -m operate …`, as `make account` and its like run it."""

    def run(*command, ok=True):
        home = ["--home", str(cloud.ground.home)]
        argv = [sys.executable, "-m", "operate", *home, *command]
        done = subprocess.run(argv, cwd=ROOT, capture_output=True, text=True, check=False)
        assert (done.returncode == 0) == ok, done.stderr
        return json.loads(done.stdout) if ok else done.stderr

    return run


@pytest.fixture(scope="module")
def calling(cloud):
    return partial(conftest.calling, cloud.base_url)


def look(calling, credential, path="/jobs"):
    with calling(credential) as http:
        return http.get(path)


@pytest.fixture(scope="module")
def opened(operate):
    return operate(
        "account", "--email", "ci@example.com", "--password", PASSWORD, "--credits", "250"
    )


@pytest.fixture(scope="module")
def id_token(cloud, opened):
    return token(cloud, "ci@example.com", PASSWORD)


def test_an_account_that_operators_open_has_keys_credits_and_a_sign_in(calling, opened, id_token):
    assert look(calling, id_token).json() == []
    assert look(calling, opened["test"]).json() == []
    with calling(opened["live"]) as http:
        estimate = http.post("/jobs/estimate", json={"topic": "x"}).raise_for_status()
    assert estimate.json()["balance"] >= 250


def test_operators_sign_in_as_the_owner_of_the_local_account_or_another(calling, operate, opened):
    theirs = operate("session", "--email", "ci@example.com", "--password", PASSWORD)
    ours = operate("session")

    assert look(calling, theirs["id_token"], "/account").json()["id"] == opened["account_id"]
    assert look(calling, ours["id_token"], "/account").json()["name"] == "local"
    refused = operate("session", "--email", "ci@example.com", "--password", "wrong", ok=False)
    assert "Incorrect username or password" in refused


def test_a_temporary_password_must_be_changed_and_a_person_has_one_account(cloud, operate):
    made = operate("account", "--email", "new@example.com")
    answer = cloud.client("cognito-idp").initiate_auth(
        ClientId=cloud.stack.physical["UserPoolClient"],
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "new@example.com", "PASSWORD": made["password"]},
    )

    assert answer["ChallengeName"] == "NEW_PASSWORD_REQUIRED"
    assert "has an account" in operate("account", "--email", "NEW@example.com", ok=False)


def test_people_are_added_by_operators_alone(cloud):
    pool = cloud.client("cognito-idp").describe_user_pool(
        UserPoolId=cloud.stack.physical["UserPool"]
    )["UserPool"]

    assert pool["AdminCreateUserConfig"]["AllowAdminCreateUserOnly"] is True


def test_a_key_is_made_used_and_revoked_by_whoever_is_signed_in(calling, id_token):
    with calling(id_token) as owner:
        made = owner.post(KEYS, json={"name": "ci", "mode": "test"}).raise_for_status().json()
        with calling(made["key"]) as http:
            assert http.get("/jobs").status_code == 200
            assert http.get(KEYS).status_code == 403
            assert owner.delete(f"{KEYS}/{made['id']}").status_code == 204
            assert http.get("/jobs").status_code == 401
        listed = {key["id"]: key for key in owner.get(KEYS).json()}
    assert listed[made["id"]]["is_active"] is False


def test_keys_are_managed_without_the_version_as_the_sdk_does(cloud, calling, id_token):
    base = cloud.base_url.removesuffix("/v1")

    assert look(calling, id_token, f"{base}{KEYS}").status_code == 200


def forged(id_token, key, algorithm="RS256", **changes):
    claims = jwt.decode(id_token, options={"verify_signature": False}) | changes
    kid = jwt.get_unverified_header(id_token)["kid"]
    return jwt.encode(claims, key, algorithm, headers={"kid": kid})


def test_all_that_looks_like_a_token_and_is_not_one_gets_the_same_bytes(
    cloud, calling, opened, id_token
):
    stranger = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    tokens = cloud.client("cognito-idp").initiate_auth(
        ClientId=cloud.stack.physical["UserPoolClient"],
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "ci@example.com", "PASSWORD": PASSWORD},
    )["AuthenticationResult"]
    bad = [
        "nonsense",
        opened["kodisc"],
        opened["live"][:-1] + "_",
        tokens["AccessToken"],
        forged(id_token, stranger),
        forged(id_token, stranger, exp=1),
        forged(id_token, "", algorithm="none"),
        id_token[:-4],
    ]
    answers = [look(calling, credential) for credential in bad]

    assert {answer.status_code for answer in answers} == {401}
    assert {answer.content for answer in answers} == {b'{"detail":"Invalid or missing API key"}'}
    assert look(calling, tokens["IdToken"]).status_code == 200


def test_a_person_without_an_account_is_nobody(cloud, calling):
    cognito, pool = cloud.client("cognito-idp"), cloud.stack.physical["UserPool"]
    cognito.admin_create_user(UserPoolId=pool, Username="nobody@example.com")
    cognito.admin_set_user_password(
        UserPoolId=pool, Username="nobody@example.com", Password=PASSWORD, Permanent=True
    )

    assert look(calling, token(cloud, "nobody@example.com", PASSWORD)).status_code == 401


def test_chalkboards_credentials_do_not_open_kodisc(cloud, calling, opened, id_token):
    url = f"{cloud.keys.kodisc_url}/me"
    answers = [look(calling, credential, url) for credential in (opened["live"], id_token)]

    assert {answer.status_code for answer in answers} == {401}
    assert look(calling, opened["kodisc"], url).status_code == 200


def test_a_key_in_the_query_is_not_accepted_and_in_no_log(cloud, opened):
    answer = httpx.get(
        f"{cloud.base_url}/jobs", params={"api_key": opened["test"]}, timeout=60, trust_env=False
    )

    assert answer.status_code == 401
    logs = [file.read_text(errors="replace") for file in cloud.ground.logs.iterdir()]
    assert not [log for log in logs if opened["test"] in log or opened["live"] in log]


def test_a_banned_account_is_shut_out_at_once_and_let_in_again(cloud, calling, operate):
    made = operate("account", "--email", "rude@example.com", "--password", PASSWORD)
    signed_in = token(cloud, "rude@example.com", PASSWORD)
    operate("ban", "rude@example.com")
    answers = [look(calling, made["live"]), look(calling, signed_in)]
    operate("unban", made["account_id"])

    assert [answer.status_code for answer in answers] == [403, 403]
    assert answers[0].json() == {"detail": "This account is banned."}
    assert look(calling, made["live"]).status_code == 200


def test_the_sixty_first_request_of_a_minute_waits_and_limits_can_be_raised(calling, operate):
    made = operate("account", "--email", "fast@example.com")

    def a_full_minute():
        with calling(made["test"]) as http:
            answers = [http.get("/jobs") for _ in range(61)]
        resets = [int(answer.headers["ratelimit-reset"]) for answer in answers]
        return answers if resets == sorted(resets, reverse=True) else None  # else it rolled over

    *answers, refused = eventually(a_full_minute)
    assert {answer.status_code for answer in answers} == {200}
    assert (refused.status_code, refused.headers["ratelimit-limit"]) == (429, "60")
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert "60 requests a minute" in refused.json()["detail"]

    assert operate("limits", made["account_id"], "--requests", "500")["requests_a_minute"] == 500
    assert look(calling, made["test"]).headers["ratelimit-limit"] == "500"


def test_a_paused_service_takes_no_orders_and_goes_on_reading(cloud, calling, operate, opened):
    operate("pause", "--retry-after", "77", "--reason", "a rehearsal")
    try:
        with calling(opened["test"]) as http:
            refused = http.post("/jobs", json={"topic": "How hash tables work"})
            assert http.get("/jobs").status_code == 200
        with calling(opened["kodisc"]) as http:
            body = {"code": "class A(Scene): pass", "className": "A"}
            kodisc = http.post(f"{cloud.keys.kodisc_url}/render", json=body)
    finally:
        operate("resume")

    assert (refused.status_code, refused.headers["retry-after"]) == (503, "77")
    assert refused.json()["detail"].startswith("Service temporarily paused")
    assert (kodisc.status_code, kodisc.json()["error"]) == (503, "service_paused")


def test_a_grant_happens_once_and_an_unknown_account_gets_none(operate, opened):
    totals = {
        operate("grant", "ci@example.com", "--grant", "invoice-1", "--credits", "10")["paid"]
        for _ in range(2)
    }

    assert len(totals) == 1
    for command in (["limits", "acct_0"], ["ban", "nobody.at.all@example.com"]):
        assert "no account" in operate(*command, ok=False)


def test_the_local_owner_signs_in(owner):
    assert owner.get(KEYS).status_code == 200
