"""What a deleted stack has left in its account, and its removal when that is asked for by the stack's name
(``make leftovers``).

CloudFormation keeps what holds data: tables, buckets and the key that they are encrypted with. They are found by the
names that CloudFormation gave them, ``STACK-LogicalId-SUFFIX``, and the key by its description. API Gateway's role for
logs is the account's by then, so it is named and never removed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from local.report import LocalError, say, step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: Logical ids of the template's resources that outlive their stack, as patterns; a test keeps them in step.
TABLE = r"\w+Table"
BUCKET = r"\w+Bucket"
KEY = "DataKey"
ROLE = "ApiGatewayLogsRole"
#: How the template describes its key, behind the stack's name.
KEY_DESCRIPTION = ": tables, buckets, queues, topics, logs and function variables"
KEY_WAITS_DAYS = 30
_AT_ONCE = 1000


@dataclass(frozen=True)
class Leftover:
    """One thing that is left: what it is, its name or id, and what to do about it."""

    kind: str
    name: str
    do: str
    remove: Callable[[], object] | None = None


def find(stack_name: str, client: Callable[[str], Any]) -> list[Leftover]:
    """Return what a stack has left; ``client`` returns a boto3 client by the service's name.

    Raises
    ------
    LocalError
        When the stack is still there.
    """
    if _stack_is_there(stack_name, client("cloudformation")):
        raise LocalError(
            f"the stack {stack_name} is still there, and what it holds is in use: "
            f"delete it first (aws cloudformation delete-stack --stack-name {stack_name})."
        )
    return [
        *_tables(stack_name, client("dynamodb")),
        *_buckets(stack_name, client("s3")),
        *_keys(stack_name, client("kms")),
        *_roles(stack_name, client("iam")),
    ]


def report(found: list[Leftover]) -> None:
    """Print what is left, and what to do about each."""
    for each in found:
        say(f"  left       {each.kind} {each.name}\n             {each.do}")
    if not found:
        say("  nothing is left")


def remove(found: list[Leftover]) -> None:
    """Remove for good all that can be."""
    for each in found:
        if each.remove:
            with step(f"removing {each.name}"):
                each.remove()


def _stack_is_there(name: str, cloudformation: Any) -> bool:
    from botocore.exceptions import ClientError  # only deploying needs it

    try:
        status: str = cloudformation.describe_stacks(StackName=name)["Stacks"][0]["StackStatus"]
    except ClientError as error:
        if "does not exist" not in str(error):
            raise
        return False
    return status != "DELETE_COMPLETE"


def _is_of(stack_name: str, name: str, pattern: str) -> bool:
    """Tell whether a physical name is of such a resource of the stack; ``stockcast`` has no ``stockcast-dev-…``."""
    return bool(re.fullmatch(rf"{re.escape(stack_name)}-{pattern}-[a-z0-9]+", name, re.IGNORECASE))


def _tables(stack_name: str, dynamodb: Any) -> Iterator[Leftover]:
    names = (name for page in dynamodb.get_paginator("list_tables").paginate() for name in page["TableNames"])
    for name in names:
        if _is_of(stack_name, name, TABLE):
            command = f"aws dynamodb delete-table --table-name {name}"
            yield Leftover("table", name, command, partial(_delete_table, dynamodb, name))


def _delete_table(dynamodb: Any, name: str) -> None:
    described = dynamodb.describe_table(TableName=name)["Table"]
    if described.get("DeletionProtectionEnabled"):
        dynamodb.update_table(TableName=name, DeletionProtectionEnabled=False)
        dynamodb.get_waiter("table_exists").wait(TableName=name)
    dynamodb.delete_table(TableName=name)
    dynamodb.get_waiter("table_not_exists").wait(TableName=name)


def _buckets(stack_name: str, s3: Any) -> Iterator[Leftover]:
    for bucket in s3.list_buckets()["Buckets"]:
        name = bucket["Name"]
        if _is_of(stack_name, name, BUCKET):
            command = f"empty it with its versions, then aws s3 rb s3://{name}"
            yield Leftover("bucket", name, command, partial(_delete_bucket, s3, name))


def _delete_bucket(s3: Any, name: str) -> None:
    for page in s3.get_paginator("list_object_versions").paginate(Bucket=name, PaginationConfig={"PageSize": _AT_ONCE}):
        listed = [*page.get("Versions", []), *page.get("DeleteMarkers", [])]
        doomed = [{"Key": each["Key"], "VersionId": each["VersionId"]} for each in listed]
        if doomed:
            failed = s3.delete_objects(Bucket=name, Delete={"Objects": doomed, "Quiet": True}).get("Errors", [])
            if failed:
                raise LocalError(f"{len(failed)} objects of {name} cannot be deleted: {failed[0]}")
    s3.delete_bucket(Bucket=name)


def _keys(stack_name: str, kms: Any) -> Iterator[Leftover]:
    ids = (key["KeyId"] for page in kms.get_paginator("list_keys").paginate() for key in page["Keys"])
    for key_id in ids:
        described = kms.describe_key(KeyId=key_id)["KeyMetadata"]
        if described.get("Description") == stack_name + KEY_DESCRIPTION and described["KeyState"] != "PendingDeletion":
            days = f"--pending-window-in-days {KEY_WAITS_DAYS}"
            command = (
                f"aws kms schedule-key-deletion --key-id {key_id} {days}: last, for without it the rest is unreadable"
            )
            yield Leftover("key", key_id, command, partial(_delete_key, kms, key_id))


def _delete_key(kms: Any, key_id: str) -> None:
    kms.schedule_key_deletion(KeyId=key_id, PendingWindowInDays=KEY_WAITS_DAYS)


def _roles(stack_name: str, iam: Any) -> Iterator[Leftover]:
    names = (role["RoleName"] for page in iam.get_paginator("list_roles").paginate() for role in page["Roles"])
    for name in names:
        if _is_of(stack_name, name, ROLE):
            yield Leftover(
                "role", name, "API Gateway logs with it in this account and region: leave it while any API there does."
            )
