"""List prices that the cost figures rest on, in US dollars, for us-east-1.

They are what AWS and Anthropic publish on their pricing pages, written down on the date below, without free tiers,
discounts or taxes. Check them before you decide anything on them; every figure follows from this one table.
"""

from __future__ import annotations

from typing import Final

AS_OF: Final = "2026-11-22, from the price lists as the authors last knew them"

LAMBDA_GB_SECOND_ARM: Final = 0.0000133334
LAMBDA_REQUEST: Final = 0.20 / 1e6
API_REQUEST: Final = 3.50 / 1e6
DYNAMODB_WRITE_UNIT: Final = 0.625 / 1e6
DYNAMODB_READ_UNIT: Final = 0.125 / 1e6
DYNAMODB_GB_MONTH: Final = 0.25
DYNAMODB_BACKUP_GB_MONTH: Final = 0.20
S3_PUT: Final = 0.005 / 1e3
S3_GET: Final = 0.0004 / 1e3
STEP_FUNCTIONS_TRANSITION: Final = 0.025 / 1e3
LOGS_GB: Final = 0.50
S3_GB_MONTH: Final = 0.023
KMS_REQUEST: Final = 0.03 / 1e4
XRAY_TRACE: Final = 5.00 / 1e6
EVENT: Final = 1.00 / 1e6
CLOUDFRONT_GB: Final = 0.085
CLOUDFRONT_REQUEST: Final = 0.01 / 1e4

MODEL_INPUT_TOKEN: Final = 3.00 / 1e6
MODEL_OUTPUT_TOKEN: Final = 15.00 / 1e6

#: What is billed by the month whether or not anything happens: name, dollars, and the template's parameter that
#: turns it off.
FIXED: Final = (
    ("customer-managed KMS key", 1.00, "none: encryption at rest is not optional"),
    ("cursor secret in Secrets Manager", 0.40, "none"),
    ("alarms ({alarms} at $0.10)", 0.10, "Alarms=false"),
    (
        "custom metrics ({metrics} at $0.30, those that are written in the month)",
        0.30,
        "none: a metric that nothing writes costs nothing",
    ),
    ("dashboard", 3.00, "Alarms=false"),
    ("API cache, 0.5 GB", 0.020 * 730, "ApiCache=false (the default)"),
    ("WAF: web ACL and three rules", 5.00 + 3 * 1.00, "Waf=false (the default)"),
    (
        "snapshots of {functions} functions, 1 GB each, and as much for each older version kept",
        3.90,
        "SnapStart=false (the default)",
    ),
)
