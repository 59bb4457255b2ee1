"""Writes sigv4-suite.json and sigv4-botocore.json, the outside evidence for the request signer.

sigv4-suite.json holds AWS's published Signature Version 4 test suite (Copyright 2019 Amazon.com, Inc.
or its affiliates, Apache-2.0; github.com/awslabs/aws-c-auth/tree/v0.3.15/tests/aws-sig-v4-test-suite,
also kept by botocore under tests/unit/auth/aws4_testsuite). sigv4-botocore.json holds requests of the
kind this project sends, signed by botocore.auth.SigV4Auth with a made-up key.

    pip install botocore
    python3 make_sigv4_fixtures.py PATH/TO/aws4_testsuite
"""

import datetime
import json
import os
import sys
from unittest import mock
from urllib.parse import unquote

import botocore
import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

HERE = os.path.dirname(os.path.abspath(__file__))
DATE = datetime.datetime(2015, 8, 30, 12, 36, 0, tzinfo=datetime.timezone.utc)


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def parse(text):
    head, _, body = text.partition("\n\n")
    lines = head.split("\n")
    method, target = lines[0].rsplit(" ", 1)[0].split(" ", 1)
    path, _, query = target.partition("?")
    headers = []
    for line in lines[1:]:
        if line[:1] in (" ", "\t"):
            headers[-1][1] += " " + line.strip()
        elif line:
            name, _, value = line.partition(":")
            headers.append([name, value])
    pairs = [pair.partition("=") for pair in query.split("&")] if query else []
    return {
        "method": method,
        "path": path,
        "query": [[unquote(name), unquote(value)] for name, _, value in pairs],
        "headers": headers,
        "body": body,
    }


def suite(root):
    cases = []
    for folder, _, files in sorted(os.walk(root)):
        for file in files:
            if file.endswith(".req"):
                stem = os.path.join(folder, file[: -len(".req")])
                case = {"name": os.path.basename(stem), "request": parse(read(stem + ".req"))}
                case["canonicalRequest"] = read(stem + ".creq")
                case["stringToSign"] = read(stem + ".sts")
                case["authorization"] = read(stem + ".authz")
                cases.append(case)
    return sorted(cases, key=lambda case: case["name"])


ARN = "arn%3Aaws%3Alambda%3Aeu-central-1%3A123456789012%3Afunction%3Aresize"
REQUESTS = [
    ("GET", "lambda", f"/2015-03-31/functions/{ARN}/configuration", "Qualifier=%24LATEST", ""),
    ("PUT", "lambda", "/2015-03-31/functions/resize/configuration", "", '{"MemorySize":1792}'),
    ("POST", "lambda", "/2015-03-31/functions/resize/invocations", "Qualifier=a-1_b", '{"n":1}'),
    ("DELETE", "lambda", "/2015-03-31/functions/resize", "Qualifier=7", ""),
    ("GET", "lambda", "/2015-03-31/functions/resize/versions", "Marker=a%2Bb%2F%3D&MaxItems=50", ""),
    ("POST", "logs", "/", "", '{"queryString":"filter @type = \\"REPORT\\" | limit 10000"}'),
]


def signed(method, service, path, query, body):
    host = f"{service}.eu-central-1.amazonaws.com"
    url = f"https://{host}{path}" + (f"?{query}" if query else "")
    headers = {"Content-Type": "application/json"} if body else {}
    request = AWSRequest(method=method, url=url, data=body.encode(), headers=headers)
    key = Credentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "a+token/=")
    with mock.patch("botocore.auth.get_current_datetime", return_value=DATE):
        botocore.auth.SigV4Auth(key, service, "eu-central-1").add_auth(request)
    parsed = parse(f"{method} {path}{'?' + query if query else ''} HTTP/1.1\nhost:{host}\n\n{body}")
    parsed["headers"] += [["Content-Type", value] for value in headers.values()]
    return {"service": service, "request": parsed, "authorization": request.headers["Authorization"]}


def write(name, content):
    with open(os.path.join(HERE, name), "w", encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=True, indent=1)
        file.write("\n")


write("sigv4-suite.json", suite(sys.argv[1]))
write("sigv4-botocore.json", {"botocore": botocore.__version__, "cases": [signed(*r) for r in REQUESTS]})
