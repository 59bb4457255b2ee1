"""Makes a function on moto's server, or prints all that must be as before, seen by boto3.

    pip install 'moto[server]' boto3
    moto_server -H 127.0.0.1 -p PORT
    python3 moto_function.py http://127.0.0.1:PORT create|snapshot
"""

import io
import json
import sys
import zipfile

import boto3

HERE = dict(
    region_name="eu-central-1",
    endpoint_url=sys.argv[1],
    aws_access_key_id="testing",
    aws_secret_access_key="testing",
)
aws = boto3.client("lambda", **HERE)


def package():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("app.py", "def handler(event, context):\n    return event\n")
    return file.getvalue()


def create():
    trust = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
             "Principal": {"Service": "lambda.amazonaws.com"}}]}
    role = boto3.client("iam", **HERE).create_role(
        RoleName="resize", AssumeRolePolicyDocument=json.dumps(trust))
    aws.create_function(
        FunctionName="resize", Runtime="python3.13", Handler="app.handler", MemorySize=512,
        Timeout=3, Description="my function", Role=role["Role"]["Arn"], Code={"ZipFile": package()})
    version = aws.publish_version(FunctionName="resize", Description="first")["Version"]
    aws.create_alias(FunctionName="resize", Name="live", FunctionVersion=version)


def snapshot():
    versions = aws.list_versions_by_function(FunctionName="resize")["Versions"]
    aliases = aws.list_aliases(FunctionName="resize")["Aliases"]
    fields = ("Version", "MemorySize", "Description", "Timeout", "CodeSha256", "Runtime", "Handler")
    print(json.dumps({
        "versions": [{name: version.get(name) for name in fields} for version in versions],
        "aliases": [{n: a.get(n) for n in ("Name", "FunctionVersion", "RoutingConfig")} for a in aliases],
    }, sort_keys=True))


{"create": create, "snapshot": snapshot}[sys.argv[2]]()
