"""Tunes a function while things go wrong, restores it, and prints what was seen as JSON.

The function is looked at with boto3 before and after each.
"""

import glob
import http.client
import json
import signal
import socket
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tuner import Tuner

tuner = Tuner(*sys.argv[1:])
memory = ("--memory", "256,1024")
event = ("--event", tuner.event)
seen = {}


class Network(BaseHTTPRequestHandler):
    """A way to the endpoint that can break."""

    protocol_version = "HTTP/1.1"
    invocations = 0
    cuts = ()
    is_dead = False

    def carry(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path.split("?")[0].endswith("/invocations"):
            Network.invocations += 1
            if Network.invocations in Network.cuts:
                Network.is_dead = Network.is_dead or Network.cuts == (Network.invocations, "for good")
                return self.cut()
        if Network.is_dead:
            return self.cut()
        way = http.client.HTTPConnection(tuner.endpoint.removeprefix("http://"))
        way.request(self.command, self.path, body, dict(self.headers))
        answer = way.getresponse()
        content = answer.read()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in ("content-length", "connection", "transfer-encoding"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_PUT = do_POST = do_DELETE = carry

    def cut(self):
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, *_):
        pass


network = ThreadingHTTPServer(("127.0.0.1", 0), Network)
threading.Thread(target=network.serve_forever, daemon=True).start()
way = f"http://127.0.0.1:{network.server_port}"

# Two invocations are lost, and the run goes on.
Network.cuts = (2, 5)
blip = tuner.tune(*memory, *event, endpoint=way)
seen["blip"] = f"{blip.returncode} {tuner.is_as_before()}"

# Nothing reaches the endpoint any more, until it is restored another way.
Network.invocations, Network.cuts = 0, (4, "for good")
lost = tuner.tune(*memory, *event, endpoint=way)
seen["lost"] = f"{lost.returncode} {'aws restore' in lost.err} {tuner.is_as_before()}"
restored = tuner.run("restore", "--endpoint-url", tuner.endpoint)
seen["found"] = f"{restored.returncode} {tuner.is_as_before()}"

# Killed as soon as the nth line of the journal is there: the first, two settings, and $LATEST back.
seen["killed"] = []
for lines in range(1, 9):
    killed = tuner.start("tune", "tuned", *memory, *event, "--endpoint-url", tuner.endpoint)
    while killed.poll() is None:
        journals = glob.glob(f"{tuner.folder}/tuner/lambda-tuner/aws-journals/*.jsonl")
        if journals and len(open(journals[0]).readlines()) >= lines:
            break
        time.sleep(0.001)
    killed.send_signal(signal.SIGKILL)
    tuner.written += killed.communicate()
    restored = tuner.run("restore")
    seen["killed"].append(f"{restored.returncode} {tuner.is_as_before()}")


def refused(*arguments, function="tuned"):
    done = tuner.run("tune", function, *arguments, "--endpoint-url", tuner.endpoint)
    left = glob.glob(f"{tuner.folder}/tuner/lambda-tuner/aws-journals/*.jsonl")
    words = done.err.strip().splitlines()[-1]
    return f"{done.returncode} {tuner.is_as_before() and not left} {words}"


arn = tuner.before[0]["FunctionArn"]
large = tuner.file("large.json", json.dumps("x" * (6 << 20)))
seen["large"] = refused("--event", large)
seen["version"] = refused(function=arn + ":1")
seen["region"] = refused("--region", "eu-west-1", function=arn)
seen["nobody"] = refused(function="nobody")
tuner.lambda_.put_function_concurrency(FunctionName="tuned", ReservedConcurrentExecutions=0)
seen["off"] = refused()
tuner.lambda_.delete_function_concurrency(FunctionName="tuned")
tuner.lambda_.create_alias(
    FunctionName="tuned", Name="lambda-tuner-temporary-mine", FunctionVersion="1"
)
tuner.before = tuner.snapshot()
seen["alias"] = refused()
seen["secrets"] = tuner.secrets_found()
print(json.dumps(seen))
