"""Tunes a function behind a Lambda endpoint with the program, and prints what was seen as JSON.

Once to the end and once killed in the middle and restored; the function is looked at with boto3 before
and after.
"""

import json
import os
import signal
import subprocess
import sys
import time

from lifecycle import client, create

endpoint, folder, tuner = sys.argv[1:]
SECRETS = ["5ecr3t-do-not-print-5ecr3t", "t0ken-do-not-print-t0ken"]
environment = {
    "PATH": os.environ["PATH"],
    "HOME": folder,
    "XDG_STATE_HOME": f"{folder}/tuner",
    "AWS_REGION": "us-east-1",
    "AWS_ACCESS_KEY_ID": "AKIATESTTESTTESTTEST",
    "AWS_SECRET_ACCESS_KEY": SECRETS[0],
    "AWS_SESSION_TOKEN": SECRETS[1],
    "AWS_EC2_METADATA_DISABLED": "true",
}
lambda_ = client(endpoint)


def snapshot():
    latest = lambda_.get_function_configuration(FunctionName="tuned")
    # Lambda gives these anew with every change, even one that is taken back.
    for key in ("ResponseMetadata", "RevisionId", "LastModified"):
        del latest[key]
    return [
        latest,
        [v["Version"] for v in lambda_.list_versions_by_function(FunctionName="tuned")["Versions"]],
        [a["AliasArn"] for a in lambda_.list_aliases(FunctionName="tuned")["Aliases"]],
    ]


def run(*arguments):
    done = subprocess.run(
        [tuner, "aws", *arguments], env=environment, capture_output=True, text=True
    )
    written.append(done.stdout + done.stderr)
    return done


written = []
create(lambda_, "tuned", MemorySize=512, Description="mine")
lambda_.publish_version(FunctionName="tuned")
lambda_.create_alias(FunctionName="tuned", Name="live", FunctionVersion="1")
with open(f"{folder}/event.json", "w") as file:
    file.write('{"cpu": 0.1}')
before = snapshot()
more = ["--event", f"{folder}/event.json", "--endpoint-url", endpoint]
tune = run("tune", "tuned", "--memory", "256,512,1024,1792", "--format", "json", *more)
seen = {"exit": tune.returncode, "after": snapshot() == before}
if tune.returncode:
    sys.exit(tune.stderr)
answer = json.loads(tune.stdout)
seen["choice"] = answer["choice"]["memoryMB"]
seen["curve"] = {point["memoryMB"]: point["durationMS"] for point in answer["curve"]}

killed = subprocess.Popen(
    [tuner, "aws", "tune", "tuned", "--memory", "256,1024", *more],
    env=environment,
    stdout=subprocess.PIPE,
    stderr=subprocess.STDOUT,
    text=True,
)
while not any(
    alias["Name"].startswith("lambda-tuner-temporary")
    for alias in lambda_.list_aliases(FunctionName="tuned")["Aliases"]
):
    time.sleep(0.02)
killed.send_signal(signal.SIGKILL)
written.append(killed.communicate()[0])
seen["between"] = snapshot() == before
restored = run("restore")
seen["restored"] = [restored.returncode, snapshot() == before]
adaptive = run("tune", "tuned", "--memory", "auto", "--budget", "0.01", "--format", "json", *more)
seen["adaptive"] = [adaptive.returncode, snapshot() == before]
poor = run("tune", "tuned", "--budget", "0.0000001", *more)
seen["poor"] = [poor.returncode, "budget" in poor.stderr, snapshot() == before]
for root, _, names in os.walk(folder):
    for name in names:
        with open(os.path.join(root, name), errors="replace") as file:
            written.append(file.read())
seen["secrets"] = [secret for secret in SECRETS if any(secret in text for text in written)]
print(json.dumps(seen))
