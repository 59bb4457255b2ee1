"""What tuning a 300 ms function at six settings costs, against the rule of aws-lambda-power-tuning.

The rule: ten invocations of each setting, mean of the durations without the fifth at either end, the
setting with the lowest mean cost. Prints billed GB-seconds and the choices as JSON.
"""

import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from lifecycle import client, create, invoke

endpoint, folder, tuner = sys.argv[1:]
SETTINGS = [128, 256, 512, 1024, 1536, 3008]
lambda_ = client(endpoint)
create(lambda_, "priced")


def publish(memory):
    lambda_.update_function_configuration(FunctionName="priced", MemorySize=memory)
    return memory, lambda_.publish_version(FunctionName="priced")["Version"]


def measure(setting):
    memory, version = setting
    durations, billed = [], 0
    for _ in range(10):
        log = invoke(client(endpoint), "priced", {"cpu": 0.3}, Qualifier=version)["log"]
        durations.append(float(re.search(r"\tDuration: ([0-9.]+) ms", log)[1]))
        billed += int(re.search(r"\tBilled Duration: ([0-9]+) ms", log)[1])
    kept = sorted(durations)[2:-2]
    return memory, sum(kept) / len(kept) * memory, billed / 1000 * memory / 1024


with ThreadPoolExecutor(6) as pool:
    rule = list(pool.map(measure, [publish(memory) for memory in SETTINGS]))
with open(f"{folder}/event.json", "w") as file:
    file.write('{"cpu": 0.3}')
done = subprocess.run(
    [tuner, "aws", "tune", "priced", "--memory", ",".join(map(str, SETTINGS)),
     "--objective", "cheapest", "--event", f"{folder}/event.json", "--endpoint-url", endpoint,
     "--format", "json", "--out", f"{folder}/run"],
    env={"PATH": os.environ["PATH"], "HOME": folder, "AWS_REGION": "us-east-1",
         "AWS_ACCESS_KEY_ID": "AKIAEXAMPLE", "AWS_SECRET_ACCESS_KEY": "any"},
    capture_output=True,
    text=True,
)
if done.returncode:
    sys.exit(done.stderr)
with open(f"{folder}/run/samples.jsonl") as file:
    samples = [json.loads(line) for line in file]
costs = {memory: cost for memory, cost, _ in rule}
print(json.dumps({
    "rule": [sum(spent for _, _, spent in rule), min(costs, key=costs.get)],
    "tuner": [
        sum(s["billedDurationMS"] / 1000 * s["memoryMB"] / 1024 for s in samples),
        json.loads(done.stdout)["choice"]["memoryMB"],
    ],
    "invocations": [60, len(samples)],
}))
