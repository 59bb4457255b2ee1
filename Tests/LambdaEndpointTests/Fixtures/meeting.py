"""A place where functions say that they run, and wait until they are told to go on.

Functions have files of their own, so they and the test meet over HTTP.
"""

import collections
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Meeting(BaseHTTPRequestHandler):
    arrived = collections.defaultdict(threading.Event)
    leave = collections.defaultdict(threading.Event)
    calls = collections.Counter()
    said = collections.defaultdict(list)

    def do_GET(self):
        self.calls[self.path] += 1
        self.arrived[self.path].set()
        if self.path.startswith("/held"):
            self.leave[self.path].wait(60)
        self.send_response(200)
        self.end_headers()

    def do_POST(self):
        self.said[self.path].append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.do_GET()

    def log_message(self, *_):
        pass


def opened(port=0):
    """The server, which any port will do for unless one is named."""
    server = ThreadingHTTPServer(("127.0.0.1", port), Meeting)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def until(condition):
    deadline = time.time() + 60
    while not condition() and time.time() < deadline:
        time.sleep(0.02)
    return condition()
