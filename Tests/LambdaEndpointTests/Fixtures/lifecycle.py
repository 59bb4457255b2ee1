"""Drives a Lambda endpoint with boto3: create, invoke at three settings, publish, alias, delete.

Prints one JSON object with what was seen; the expectations are the test's.
"""

import base64
import io
import json
import re
import sys
import zipfile

import boto3
from botocore.config import Config

CODE = """
import time

def handler(event, context):
    end = time.process_time() + event.get("cpu", 0)
    while time.process_time() < end:
        pass
    print("worked", event)
    if event.get("fail"):
        raise ValueError("no luck")
    return {"version": context.function_version, "memory": context.memory_limit_in_mb}
"""


def package(code):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("app.py", code)
    return file.getvalue()


def client(endpoint):
    return boto3.client(
        "lambda",
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id="AKIAEXAMPLE",
        aws_secret_access_key="any",
        config=Config(retries={"total_max_attempts": 1}),
    )


def create(lambda_, name, **more):
    return lambda_.create_function(
        FunctionName=name,
        Runtime="python3.13",
        Role="arn:aws:iam::000000000000:role/any",
        Handler="app.handler",
        Code={"ZipFile": package(CODE)},
        Timeout=30,
        **more,
    )


def invoke(lambda_, name, event, **more):
    reply = lambda_.invoke(
        FunctionName=name, Payload=json.dumps(event), LogType="Tail", **more
    )
    log = base64.b64decode(reply.get("LogResult", "")).decode()
    report = re.search(r"REPORT RequestId: \S+\tDuration: ([0-9.]+) ms", log)
    return {
        "payload": json.loads(reply["Payload"].read()),
        "error": reply.get("FunctionError"),
        "version": reply.get("ExecutedVersion"),
        "log": log,
        "duration": float(report[1]) if report else None,
    }


def main(endpoint):
    lambda_ = client(endpoint)
    seen = {"created": create(lambda_, "life", MemorySize=256)["State"]}
    durations = {}
    for memory in (256, 512, 1024):
        lambda_.update_function_configuration(FunctionName="life", MemorySize=memory)
        lambda_.get_waiter("function_updated_v2").wait(FunctionName="life")
        invoke(lambda_, "life", {})
        runs = [invoke(lambda_, "life", {"cpu": 0.3}) for _ in range(3)]
        durations[memory] = sorted(run["duration"] for run in runs)[1]
        seen["memory"] = runs[0]["payload"]["memory"]
    seen["durations"] = durations
    failed = invoke(lambda_, "life", {"fail": True})
    seen["error"] = [failed["error"], failed["payload"]["errorType"]]
    first = lambda_.publish_version(FunctionName="life")["Version"]
    lambda_.update_function_configuration(FunctionName="life", MemorySize=2048)
    second = lambda_.publish_version(FunctionName="life")["Version"]
    again = lambda_.publish_version(FunctionName="life")["Version"]
    seen["versions"] = [first, second, again]
    lambda_.create_alias(
        FunctionName="life",
        Name="live",
        FunctionVersion=first,
        RoutingConfig={"AdditionalVersionWeights": {second: 0.1}},
    )
    counts = {first: 0, second: 0}
    for _ in range(100):
        counts[invoke(lambda_, "life", {}, Qualifier="live")["version"]] += 1
    seen["shares"] = [counts[first], counts[second]]
    seen["report"] = invoke(lambda_, "life:live", {})["log"]
    lambda_.delete_alias(FunctionName="life", Name="live")
    lambda_.delete_function(FunctionName="life")
    seen["left"] = [f["FunctionName"] for f in lambda_.list_functions()["Functions"]]
    print(json.dumps(seen))


if __name__ == "__main__":
    main(sys.argv[1])
