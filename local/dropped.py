"""What MiniStack's CloudFormation leaves out of a resource, applied from the same template."""

from typing import Any

from local.ground import Ground
from local.template import Properties, Template


def apply(ground: Ground, template: Template, physical: dict[str, str]) -> None:
    dynamodb, s3 = ground.client("dynamodb"), ground.client("s3")
    for name, table in template.resources("AWS::DynamoDB::Table").items():
        if expiry := table.get("TimeToLiveSpecification"):
            _let_items_expire(dynamodb, physical[name], expiry)
    for name, bucket in template.resources("AWS::S3::Bucket").items():
        if lifecycle := bucket.get("LifecycleConfiguration"):
            rules = [lifecycle_rule(rule) for rule in lifecycle["Rules"]]
            s3.put_bucket_lifecycle_configuration(
                Bucket=physical[name], LifecycleConfiguration={"Rules": rules}
            )


def _let_items_expire(dynamodb: Any, table: str, expiry: Properties) -> None:
    description = dynamodb.describe_time_to_live(TableName=table)["TimeToLiveDescription"]
    if description["TimeToLiveStatus"] != "ENABLED":
        dynamodb.update_time_to_live(TableName=table, TimeToLiveSpecification=expiry)


def lifecycle_rule(rule: Properties) -> Properties:
    """A bucket's rule in the words of the S3 API, which differ from CloudFormation's."""
    said = dict(rule)
    said["Filter"] = {"Prefix": said.pop("Prefix", "")}
    if "ExpirationInDays" in said:
        said["Expiration"] = {"Days": said.pop("ExpirationInDays")}
    if "Id" in said:
        said["ID"] = said.pop("Id")
    return said
