"""What the template promises of webhooks: nobody's private network is near, and nothing is local."""

from studio.adapters.eventbridge import SOURCE
from studio.application.artifacts import ping_body_key
from studio.application.relay_changes import _ANNOUNCED
from studio.config import Settings
from studio.domain.delivery import Attempt, Delivery
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
        *("dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"),
        *("s3:GetObject", "s3:ListBucket", "kms:Decrypt"),
    }
    assert "DeliveriesTable" in allowed["dynamodb:PutItem"][0]
    assert "EndpointsTable" in allowed["dynamodb:UpdateItem"][0]
    assert "outputs" not in str(allowed["s3:GetObject"])


def test_who_seals_secrets_cannot_open_them_and_who_opens_them_cannot_seal():
    may = {
        name: {
            action
            for policy in function["Properties"].get("Policies", [])
            for statement in policy.get("Statement", [])
            for action in listed(statement["Action"])
            if action.startswith("kms:") and "WebhookSecretsKey" in str(statement["Resource"])
        }
        for name, function in functions().items()
    }

    assert {name: actions for name, actions in may.items() if actions} == {
        "ApiFunction": {"kms:Encrypt"},
        "DeliverWebhookFunction": {"kms:Decrypt"},
    }
    key = resources()["WebhookSecretsKey"]
    assert key["DeletionPolicy"] == "Retain"
    assert key["Properties"]["EnableKeyRotation"] is True


def listed(actions):
    return [actions] if isinstance(actions, str) else actions


def test_it_knows_the_domain_that_it_must_not_call():
    assert "execute-api" in str(DELIVERS["Environment"]["Variables"]["OWN_DOMAIN"])


def test_a_delivery_is_an_execution_of_its_own_and_is_started_off_a_queue_of_jobs_that_are_over():
    dispatches = functions()["DispatchWebhooksFunction"]["Properties"]
    rule = resources()["WebhookRule"]["Properties"]

    assert resources()["DeliverWebhookStateMachine"]["Properties"]["Type"] == "STANDARD"
    variables = dispatches["Environment"]["Variables"]
    assert variables["DELIVERY_STATE_MACHINE_ARN"] == {"Ref": "DeliverWebhookStateMachine"}
    over = {name for status, name in _ANNOUNCED.items() if status.is_final}
    assert set(rule["EventPattern"]["detail-type"]) == over
    assert rule["EventPattern"]["source"] == [SOURCE]
    assert rule["Targets"][0]["Arn"] == {"Fn::GetAtt": "WebhookQueue.Arn"}
    (event,) = dispatches["Events"].values()
    assert event["Properties"]["Queue"] == {"Fn::GetAtt": "WebhookQueue.Arn"}
    assert event["Properties"]["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


def test_the_api_names_the_state_machine_that_the_template_makes():
    name = resources()["DeliverWebhookStateMachine"]["Properties"]["Name"]["Fn::Sub"]
    variables = functions()["ApiFunction"]["Properties"]["Environment"]["Variables"]

    assert variables["DELIVERY_STATE_MACHINE_ARN"]["Fn::Sub"].endswith(f":stateMachine:{name}")


def test_pings_are_forgotten():
    rules = resources()["MediaBucket"]["Properties"]["LifecycleConfiguration"]["Rules"]
    (days,) = [
        rule["ExpirationInDays"]
        for rule in rules
        if ping_body_key("x").startswith(rule.get("Prefix", "nothing"))
    ]

    assert days == 30


def test_what_an_endpoint_answered_is_not_among_what_is_kept_and_that_is_forgotten():
    expiry = resources()["DeliveriesTable"]["Properties"]["TimeToLiveSpecification"]

    assert expiry == {"AttributeName": "forget_at", "Enabled": True}
    assert not {"body", "headers", "url"} & (set(Attempt.model_fields) | set(Delivery.model_fields))
