"""What the template promises of those who ask a language model, and of everybody else."""

from studio.config import Settings
from tests.template.source import functions, resources, template

ASK = {
    *("WriteScriptFunction", "ComposeScenesFunction", "ResearchFunction", "CheckFactsFunction"),
    *("RepairSceneFunction", "WriteQuizFunction", "ReviewVideoFunction"),
}


def variables(function):
    return function["Properties"].get("Environment", {}).get("Variables", {})


def test_only_those_who_ask_a_model_know_where_the_key_is():
    told = {name for name, each in functions().items() if "ANTHROPIC_KEY_ARN" in variables(each)}

    assert told == ASK
    assert not any(
        "ANTHROPIC" in name for name in variables({"Properties": template()["Globals"]["Function"]})
    )


def test_only_those_who_ask_a_model_may_and_only_where_it_was_chosen():
    for name, writer in (("AskAnthropic", "AsksAnthropic"), ("AskBedrock", "AsksBedrock")):
        policy = resources("AWS::IAM::Policy")[name]
        roles = {role["Ref"].removesuffix("Role") for role in policy["Properties"]["Roles"]}

        assert roles == ASK
        assert policy["Condition"] == writer


def test_the_key_is_the_one_secret_they_may_read_and_claude_all_that_bedrock_answers_with():
    (reads,) = resources()["AskAnthropic"]["Properties"]["PolicyDocument"]["Statement"]
    (asks,) = resources()["AskBedrock"]["Properties"]["PolicyDocument"]["Statement"]

    assert reads["Action"] == "secretsmanager:GetSecretValue"
    assert "${AnthropicKeyArn}" in reads["Resource"]["Fn::Sub"]
    assert all("anthropic." in each["Fn::Sub"] for each in asks["Resource"])


def test_no_key_is_a_parameter_and_claude_is_not_deployed_without_one():
    parameters = template()["Parameters"]
    (claude,) = template()["Rules"].values()

    assert parameters["ScriptWriter"]["Default"] == "offline"
    assert parameters["AnthropicKeyArn"]["Default"] == ""
    assert claude["RuleCondition"] == {"Fn::Equals": [{"Ref": "ScriptWriter"}, "claude"]}
    assert {"Ref": "AnthropicKeyArn"} in claude["Assertions"][0]["Assert"]["Fn::Not"][0][
        "Fn::Equals"
    ]
    assert "ANTHROPIC_API_KEY" not in str(template())


def test_the_api_is_anthropics_own_unless_an_operator_says_otherwise():
    default = template()["Parameters"]["AnthropicUrl"]["Default"]

    assert default == Settings.model_fields["anthropic_url"].default == "https://api.anthropic.com"
