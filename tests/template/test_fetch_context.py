"""What the template promises of the function that fetches pages: it may do little."""

from studio.application.artifacts import fetched_key
from studio.application.stages.fetch_context import AT_ONCE, SECONDS
from studio.config import Settings
from studio.domain.brief import JobId
from studio.domain.sources import MAX_SOURCES
from tests.statemachine.asl import definition
from tests.template.source import functions, template

FETCHES = functions()["FetchContextFunction"]["Properties"]


def actions(statement):
    said = statement["Action"]
    return [said] if isinstance(said, str) else said


def test_it_is_in_no_network_of_ours_and_knows_the_domain_it_must_not_call():
    assert "VpcConfig" not in FETCHES
    assert "execute-api" in str(FETCHES["Environment"]["Variables"]["OWN_DOMAIN"])


def test_it_may_read_its_job_append_to_the_timeline_and_store_what_it_fetched():
    statements = [each for policy in FETCHES["Policies"] for each in policy["Statement"]]
    allowed = {(act, str(each["Resource"])) for each in statements for act in actions(each)}

    assert {action for action, _ in allowed} == {
        *("dynamodb:GetItem", "dynamodb:UpdateItem", "dynamodb:PutItem", "s3:PutObject")
    }
    (stored,) = [resource for action, resource in allowed if action == "s3:PutObject"]
    folder = fetched_key(JobId("*"), "*")
    assert stored == str({"Fn::Sub": "${MediaBucket.Arn}/" + folder})
    (put,) = [resource for action, resource in allowed if action == "dynamodb:PutItem"]
    assert "TimelineTable" in put


def test_all_sources_together_fit_into_the_function_and_the_function_into_its_state():
    longest = SECONDS * 2 * MAX_SOURCES / AT_ONCE
    state = definition()["States"]["FetchContext"]

    assert longest < FETCHES["Timeout"] < state["TimeoutSeconds"]


def test_repositories_are_githubs_unless_a_test_says_otherwise():
    default = template()["Parameters"]["GithubFilesUrl"]["Default"]

    assert default == Settings.model_fields["github_files_url"].default
    assert default == "https://raw.githubusercontent.com"
