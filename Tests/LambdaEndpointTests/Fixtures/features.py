"""Drives what else a Lambda endpoint can do with boto3, and prints what was seen as one JSON object."""

import io
import json
import sys
import threading
import time
import zipfile

from botocore.exceptions import ClientError
from lifecycle import client, create, invoke, package
from meeting import Meeting, opened, until

endpoint = sys.argv[1]
lambda_ = client(endpoint)
seen = {}


def error(call, **arguments):
    try:
        call(**arguments)
    except ClientError as failure:
        reply = failure.response
        return [
            reply["ResponseMetadata"]["HTTPStatusCode"],
            reply["Error"]["Code"],
            reply.get("Reason", ""),
        ]
    return None


server = opened()

# A function that says that it runs, and ends when it is told to.
HELD = """
import os, urllib.request

def handler(event, context):
    urllib.request.urlopen(event["place"]).read()
    return os.environ["AWS_LAMBDA_INITIALIZATION_TYPE"]
"""
COUNTED = """
import urllib.request

def handler(event, context):
    urllib.request.urlopen(event["place"]).read()
    raise ValueError("again")
"""
BROKEN = """
print("about to fail")
import nothing_of_that_name
"""
LAYERED = """
import shared

def handler(event, context):
    return shared.word
"""


def place(path):
    return {"place": f"http://127.0.0.1:{server.server_port}{path}"}


def held(number, **more):
    def call():
        answers[number] = invoke(client(endpoint), "held", place(f"/held/{number}"), **more)

    thread = threading.Thread(target=call, daemon=True)
    thread.start()
    if not Meeting.arrived[f"/held/{number}"].wait(60):
        sys.exit(f"held {number} did not start")
    return thread


def end(*threads):
    for number, thread in threads:
        Meeting.leave[f"/held/{number}"].set()
    for number, thread in threads:
        thread.join()


answers = {}
create(lambda_, "held")
lambda_.update_function_code(FunctionName="held", ZipFile=package(HELD))
lambda_.put_function_concurrency(FunctionName="held", ReservedConcurrentExecutions=1)
first = held(1)
seen["throttled"] = error(lambda_.invoke, FunctionName="held", Payload="{}")
end((1, first))
seen["reserved"] = lambda_.get_function_concurrency(FunctionName="held")["ReservedConcurrentExecutions"]
lambda_.delete_function_concurrency(FunctionName="held")

version = lambda_.publish_version(FunctionName="held")["Version"]
lambda_.put_provisioned_concurrency_config(
    FunctionName="held", Qualifier=version, ProvisionedConcurrentExecutions=1
)
while True:
    status = lambda_.get_provisioned_concurrency_config(FunctionName="held", Qualifier=version)
    if status["Status"] == "READY":
        break
    time.sleep(0.05)
first = held(2, Qualifier=version)
second = held(3, Qualifier=version)
end((2, first), (3, second))
seen["init"] = ["Init Duration" in answers[number]["log"] for number in (2, 3)]
seen["types"] = [answers[number]["payload"] for number in (2, 3)]
seen["start"] = f"Version: {version}\n" in answers[2]["log"]
lambda_.delete_provisioned_concurrency_config(FunctionName="held", Qualifier=version)
seen["no provisioning"] = error(
    lambda_.get_provisioned_concurrency_config, FunctionName="held", Qualifier=version
)

create(lambda_, "counted")
lambda_.update_function_code(FunctionName="counted", ZipFile=package(COUNTED))
reply = lambda_.invoke(
    FunctionName="counted", InvocationType="Event", Payload=json.dumps(place("/counted"))
)
seen["accepted"] = reply["StatusCode"]
until(lambda: Meeting.calls["/counted"] >= 3)
# Were there a fourth, it would come at once under the test's clock.
time.sleep(1)
seen["attempts"] = Meeting.calls["/counted"]
seen["dry run"] = lambda_.invoke(FunctionName="counted", InvocationType="DryRun")["StatusCode"]

layer = io.BytesIO()
with zipfile.ZipFile(layer, "w") as archive:
    archive.writestr("python/shared.py", "word = 'from the layer'")
arn = lambda_.publish_layer_version(
    LayerName="shared", Content={"ZipFile": layer.getvalue()}, CompatibleRuntimes=["python3.13"]
)["LayerVersionArn"]
create(lambda_, "layered", Layers=[arn])
lambda_.update_function_code(FunctionName="layered", ZipFile=package(LAYERED))
lambda_.delete_layer_version(LayerName="shared", VersionNumber=1)
seen["layer"] = invoke(lambda_, "layered", {})["payload"]
seen["no layer"] = error(
    lambda_.update_function_configuration, FunctionName="layered", Layers=[arn + "1"]
)

create(lambda_, "limited", MemorySize=128)
lambda_.update_function_configuration(FunctionName="limited", Timeout=1)
seen["timeout"] = invoke(lambda_, "limited", {"cpu": 30})["payload"]["errorType"]
lambda_.update_function_configuration(FunctionName="limited", Handler="nothing.here")
broken = invoke(lambda_, "limited", {})
seen["handler"] = [broken["error"], broken["payload"]["errorType"]]
seen["handler log"] = broken["log"]
lambda_.update_function_configuration(FunctionName="limited", Handler="app.handler", Timeout=30)
lambda_.update_function_code(FunctionName="limited", ZipFile=package(BROKEN))
broken = invoke(lambda_, "limited", {})
seen["broken"] = [broken["error"], broken["payload"]["errorType"], broken["log"]]
seen["state"] = sorted(function["FunctionName"] for function in lambda_.list_functions()["Functions"])
print(json.dumps(seen))
