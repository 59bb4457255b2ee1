"""Starts an invocation that does not end by itself, and ends when the function is busy."""

import json
import sys
import threading

from lifecycle import client, create, package
from meeting import Meeting, opened

server = opened()
CODE = """
import urllib.request

def handler(event, context):
    urllib.request.urlopen(event["place"]).read()
    while True:
        pass
"""
lambda_ = client(sys.argv[1])
create(lambda_, "held", Environment={"Variables": {"ENDPOINT": sys.argv[1]}})
lambda_.update_function_code(FunctionName="held", ZipFile=package(CODE))
event = json.dumps({"place": f"http://127.0.0.1:{server.server_port}/busy"})
threading.Thread(
    target=lambda: lambda_.invoke(FunctionName="held", Payload=event), daemon=True
).start()
if Meeting.arrived["/busy"].wait(60):
    print("busy")
