"""Tunes a function behind a Lambda endpoint with the program, and prints what was seen as JSON.

The function is looked at with boto3 before and after.
"""

import json
import signal
import sys
import time

from lifecycle import create
from tuner import Tuner

tuner = Tuner(*sys.argv[1:])
event = ("--event", tuner.event)
tune = tuner.tune("--memory", "256,512,1024,1792", "--format", "json", *event)
seen = {"exit": tune.returncode, "after": tuner.is_as_before()}
if tune.returncode:
    sys.exit(tune.err)
answer = json.loads(tune.out)
seen["choice"] = answer["choice"]["memoryMB"]
seen["curve"] = {point["memoryMB"]: point["durationMS"] for point in answer["curve"]}

killed = tuner.start(
    "tune", "tuned", "--memory", "256,1024", *event, "--endpoint-url", tuner.endpoint
)
while not any(alias["Name"].startswith("lambda-tuner-temporary") for alias in tuner.aliases()):
    time.sleep(0.02)
killed.send_signal(signal.SIGKILL)
tuner.written += killed.communicate()
seen["between"] = tuner.is_as_before()
restored = tuner.run("restore")
seen["restored"] = [restored.returncode, tuner.is_as_before()]
adaptive = tuner.tune("--memory", "auto", "--budget", "0.01", "--format", "json", *event)
seen["adaptive"] = [adaptive.returncode, tuner.is_as_before()]
poor = tuner.tune("--budget", "0.0000001", *event)
seen["poor"] = [poor.returncode, "budget" in poor.err, tuner.is_as_before()]

# Functions before and after each invocation, and a mix of events.
create(tuner.lambda_, "maker")
create(tuner.lambda_, "taker")
mix = tuner.file(
    "mix.json",
    '[{"payload": {"cpu": 0.02}, "weight": 3}, {"payload": {"cpu": 0.04}, "weight": 1}]',
)
mixed = tuner.tune(
    "--memory", "512,1024", "--events", mix, "--before", "maker", "--after", "taker",
    "--out", f"{tuner.folder}/mixed", "--format", "json",
)
with open(f"{tuner.folder}/mixed/samples.jsonl") as file:
    payloads = {json.loads(line)["payload"] for line in file}
seen["mixed"] = [mixed.returncode, len(payloads), tuner.is_as_before()]
seen["secrets"] = tuner.secrets_found()
print(json.dumps(seen))
