"""Events that nobody waits for, across a stop of the endpoint; prints what was seen as one JSON object.

`before` leaves an event waiting for its second try; `after` waits, with a new endpoint on the same state,
until what its rules name was told of its end.
"""

import glob
import json
import sys

from lifecycle import client, create, package
from meeting import Meeting, opened, until

endpoint, phase, folder = sys.argv[1:]
lambda_ = client(endpoint)
seen = {}
QUEUE = "arn:aws:sqs:us-east-1:000000000000:letters"
CODE = """
import json, os, urllib.request

def handler(event, context):
    place = os.environ["PLACE"] + "/" + context.function_name
    urllib.request.urlopen(place, json.dumps(event).encode()).read()
    if context.function_name == "failing":
        raise ValueError("again")
    return {"seen": 1.10}
"""


def rules(name, **arguments):
    lambda_.put_function_event_invoke_config(FunctionName=name, **arguments)
    answer = lambda_.get_function_event_invoke_config(FunctionName=name)
    return {key: value for key, value in answer.items() if key not in ("ResponseMetadata", "LastModified")}


def send(name, event):
    lambda_.invoke(FunctionName=name, InvocationType="Event", Payload=event)


def waiting():
    events = []
    for path in glob.glob(f"{folder}/state/events/*.json"):
        try:
            with open(path) as file:
                events.append(json.load(file))
        except FileNotFoundError:
            pass
    return events


def told(arn):
    return {"Destination": arn}


if phase == "before":
    server = opened()
    with open(f"{folder}/port", "w") as file:
        file.write(str(server.server_port))
    arns = {}
    for name in ("failing", "fine", "told", "looping"):
        create(lambda_, name, Environment={"Variables": {"PLACE": f"http://127.0.0.1:{server.server_port}"}})
        lambda_.update_function_code(FunctionName=name, ZipFile=package(CODE))
        arns[name] = lambda_.get_function_configuration(FunctionName=name)["FunctionArn"]
    seen["dead letter"] = lambda_.update_function_configuration(
        FunctionName="failing", DeadLetterConfig={"TargetArn": QUEUE}
    )["DeadLetterConfig"]["TargetArn"]
    seen["rules"] = rules("failing", DestinationConfig={"OnFailure": told(arns["told"])})
    rules("fine", MaximumRetryAttempts=0, DestinationConfig={"OnSuccess": told(QUEUE)})
    rules("looping", DestinationConfig={"OnSuccess": told(arns["looping"])})
    lambda_.update_function_event_invoke_config(FunctionName="fine", MaximumEventAgeInSeconds=60)
    seen["list"] = [
        len(lambda_.list_function_event_invoke_configs(FunctionName=name)["FunctionEventInvokeConfigs"])
        for name in ("fine", "told")
    ]
    send("failing", '{"number": 1.10}')
    seen["waiting"] = until(lambda: [event["attempts"] for event in waiting()] == [1])
else:
    with open(f"{folder}/port") as file:
        opened(int(file.read()))
    # The endpoint tries again from now on, since its function has somewhere to call.
    open(f"{folder}/opened", "w").close()
    until(lambda: Meeting.said["/told"])
    seen["attempts"] = Meeting.calls["/failing"]
    seen["record"] = Meeting.said["/told"]
    send("fine", "{}")
    send("looping", "{}")
    until(lambda: not waiting())
    seen["looping"] = Meeting.calls["/looping"]
print(json.dumps(seen))
