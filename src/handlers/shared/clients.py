"""AWS clients, made on first use from one session: the only place in the handlers that knows boto3."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from domain.shared.errors import UnavailableError
from handlers.shared.settings import optional

if TYPE_CHECKING:
    import boto3
    from mypy_boto3_bedrock_runtime.client import BedrockRuntimeClient
    from mypy_boto3_dynamodb.client import DynamoDBClient
    from mypy_boto3_lambda.client import LambdaClient
    from mypy_boto3_s3.client import S3Client
    from mypy_boto3_secretsmanager.client import SecretsManagerClient
    from mypy_boto3_sns.client import SNSClient
    from mypy_boto3_sqs.client import SQSClient
    from mypy_boto3_stepfunctions.client import SFNClient

_CONNECT_TIMEOUT_SECONDS = 2
_READ_TIMEOUT_SECONDS = 10
_ATTEMPTS = 4
#: All attempts together end before a function of the API does, so that it answers 503 itself.
_DATABASE_TIMEOUT_SECONDS = 5
_NO_SECRET = "Lists cannot be continued at the moment. Try again shortly."  # noqa: S105  # a sentence


@cache
def session() -> boto3.Session:
    """Return the one session that all clients share."""
    import boto3

    return boto3.Session(region_name=optional("AWS_REGION", "us-east-1"))


def _client(
    service: Any, *, read_timeout: float = _READ_TIMEOUT_SECONDS, attempts: int = _ATTEMPTS, **options: Any
) -> Any:
    from botocore.config import Config

    config = Config(
        connect_timeout=_CONNECT_TIMEOUT_SECONDS,
        read_timeout=read_timeout,
        retries={"mode": "standard", "total_max_attempts": attempts},
        **options,
    )
    return session().client(service, config=config, endpoint_url=optional("STOCKCAST_ENDPOINT_URL") or None)


def dynamodb() -> DynamoDBClient:
    """Return a DynamoDB client.

    It sends requests as the adapters build them: checking each against the service's model takes up to half of a
    write's processor time, and the service checks them anyway.
    """
    client: DynamoDBClient = _client(
        "dynamodb", read_timeout=_DATABASE_TIMEOUT_SECONDS, max_pool_connections=32, parameter_validation=False
    )
    return client


def s3() -> S3Client:
    """Return an S3 client that signs with version 4, which KMS-encrypted objects need, for the bucket's regional host.

    The web app's content security policy names that host and no other; unasked, us-east-1 is signed for the global one.
    """
    local = bool(optional("STOCKCAST_ENDPOINT_URL"))
    addressing = {"addressing_style": "path"} if local else {"us_east_1_regional_endpoint": "regional"}
    client: S3Client = _client("s3", signature_version="s3v4", s3=addressing)
    return client


def bedrock_runtime(read_timeout: float) -> BedrockRuntimeClient:
    """Return a Bedrock client that gives up after ``read_timeout`` seconds and leaves retrying to its caller."""
    client: BedrockRuntimeClient = _client("bedrock-runtime", read_timeout=read_timeout, attempts=1)
    return client


def step_functions() -> SFNClient:
    """Return a Step Functions client."""
    client: SFNClient = _client("stepfunctions")
    return client


def secrets_manager() -> SecretsManagerClient:
    """Return a Secrets Manager client."""
    client: SecretsManagerClient = _client("secretsmanager")
    return client


def secret(arn: str) -> str:
    """Return a secret's text; raises :class:`UnavailableError` when the service does not answer."""
    from botocore.exceptions import ClientError, ConnectionError, HTTPClientError  # noqa: A004  # botocore's own name

    try:
        return secrets_manager().get_secret_value(SecretId=arn)["SecretString"]
    except (ConnectionError, HTTPClientError) as error:
        raise UnavailableError(_NO_SECRET) from error
    except ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] >= 500 or "Throttl" in error.response["Error"]["Code"]:
            raise UnavailableError(_NO_SECRET) from error
        raise


def sns() -> SNSClient:
    """Return an SNS client."""
    client: SNSClient = _client("sns")
    return client


def sqs() -> SQSClient:
    """Return an SQS client."""
    client: SQSClient = _client("sqs")
    return client


def lambda_() -> LambdaClient:
    """Return a Lambda client."""
    client: LambdaClient = _client("lambda")
    return client


def events() -> Any:
    """Return an EventBridge client."""
    return _client("events")
