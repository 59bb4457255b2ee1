"""Drives a Lambda endpoint with the AWS CLI: create, invoke at three settings, publish, alias, delete."""

import base64
import json
import os
import re
import subprocess
import sys

from lifecycle import CODE, package

endpoint, folder = sys.argv[1:]
environment = dict(
    os.environ,
    HOME=folder,
    AWS_ACCESS_KEY_ID="AKIAEXAMPLE",
    AWS_SECRET_ACCESS_KEY="any",
    AWS_DEFAULT_REGION="us-east-1",
    AWS_EC2_METADATA_DISABLED="true",
    AWS_ENDPOINT_URL_LAMBDA=endpoint,
)


def aws(*arguments, check=True):
    done = subprocess.run(
        [sys.executable, "-m", "awscli", "lambda", *arguments, "--output", "json"],
        env=environment,
        capture_output=True,
        text=True,
    )
    if check and done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout) if done.stdout and check else done.stderr


with open(f"{folder}/app.zip", "wb") as file:
    file.write(package(CODE))
name = ("--function-name", "life")
seen = {
    "state": aws(
        "create-function", *name, "--runtime", "python3.13", "--handler", "app.handler",
        "--role", "arn:aws:iam::000000000000:role/any", "--timeout", "30",
        "--zip-file", f"fileb://{folder}/app.zip",
    )["State"]
}
durations, memories = [], []
for memory in ("256", "512", "1024"):
    aws("update-function-configuration", *name, "--memory-size", memory)
    aws("wait", "function-updated-v2", *name)
    for _ in range(2):
        reply = aws(
            "invoke", *name, "--payload", base64.b64encode(b'{"cpu": 0.3}').decode()
            if os.environ.get("AWS_CLI_V2") else '{"cpu": 0.3}',
            "--log-type", "Tail", f"{folder}/out.json",
        )
    log = base64.b64decode(reply["LogResult"]).decode()
    durations.append(float(re.search(r"\tDuration: ([0-9.]+) ms", log)[1]))
    memories.append(json.load(open(f"{folder}/out.json"))["memory"])
seen["durations"], seen["memories"] = durations, memories
aws("publish-version", *name)
aws("update-function-configuration", *name, "--description", "another")
aws("publish-version", *name)
alias = aws(
    "create-alias", *name, "--name", "live", "--function-version", "1",
    "--routing-config", '{"AdditionalVersionWeights": {"2": 0.1}}',
)
seen["weights"] = alias["RoutingConfig"]["AdditionalVersionWeights"]
aws("invoke", *name, "--qualifier", "live", f"{folder}/out.json")
aws("delete-function", *name)
seen["after"] = re.search(r"\((\w+)\)", aws("get-function", *name, check=False))[1]
print(json.dumps(seen))
