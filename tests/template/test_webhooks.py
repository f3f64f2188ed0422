"""What the template promises of webhooks: nobody's private network is near, and nothing is local."""

import pytest

from studio.config import Settings
from studio.domain.webhook import Attempt
from tests.template.source import ROOT, functions, resources, template

DELIVERS = functions()["DeliverWebhookFunction"]["Properties"]


def test_webhooks_go_to_the_public_internet_unless_a_developer_says_otherwise():
    parameters = template()["Parameters"]

    assert parameters["OutboundTargets"]["Default"] == "public"
    assert parameters["OutboundTrust"]["Default"] == ""
    fields = Settings.model_fields
    offered = parameters["OutboundTargets"]["AllowedValues"]
    assert set(offered) == set(fields["outbound_targets"].annotation.__args__)
    assert fields["outbound_targets"].default == "public"


def test_only_the_local_deployment_says_otherwise():
    sections = (ROOT / "samconfig.toml").read_text().split("[local.")

    assert "OutboundTargets" not in sections[0]
    assert "OutboundTrust" not in "".join(sections)


def test_the_function_that_calls_strangers_is_in_no_network_of_ours():
    assert "VpcConfig" not in DELIVERS
    assert "VpcConfig" not in template()["Globals"]["Function"]


def test_the_function_that_calls_strangers_may_do_little():
    allowed = {}
    for policy in DELIVERS["Policies"]:
        for statement in policy["Statement"]:
            actions = statement["Action"]
            for action in [actions] if isinstance(actions, str) else actions:
                allowed.setdefault(action, []).append(str(statement["Resource"]))

    assert set(allowed) == {
        *("dynamodb:GetItem", "dynamodb:PutItem"),
        *("s3:GetObject", "s3:PutObject", "s3:ListBucket"),
    }
    assert "DeliveriesTable" in allowed["dynamodb:PutItem"][0]
    assert "/jobs/*/webhook/*" in allowed["s3:PutObject"][0]


def test_it_knows_the_domain_that_it_must_not_call():
    assert "execute-api" in str(DELIVERS["Environment"]["Variables"]["OWN_DOMAIN"])


@pytest.mark.parametrize("name", ["DeliverWebhookStateMachine"])
def test_a_delivery_is_an_execution_of_its_own_and_is_started_by_the_outbox(name):
    relay = functions()["RelayChangesFunction"]["Properties"]

    assert resources()[name]["Properties"]["Type"] == "STANDARD"
    variables = relay["Environment"]["Variables"]
    assert variables["DELIVERY_STATE_MACHINE_ARN"] == {"Ref": name}
    assert {"Ref": name} in relay["Policies"][0]["Statement"][0]["Resource"]


def test_what_an_endpoint_answered_is_not_among_what_is_kept_and_that_is_forgotten():
    expiry = resources()["DeliveriesTable"]["Properties"]["TimeToLiveSpecification"]

    assert expiry == {"AttributeName": "forget_at", "Enabled": True}
    assert not {"body", "headers", "url"} & set(Attempt.model_fields)
