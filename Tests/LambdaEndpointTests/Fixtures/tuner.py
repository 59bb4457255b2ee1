"""The program under test, and a function behind the endpoint that it works on, as boto3 sees it."""

import os
import subprocess

from lifecycle import client, create

SECRETS = ["5ecr3t-do-not-print-5ecr3t", "t0ken-do-not-print-t0ken"]


class Tuner:
    def __init__(self, endpoint, folder, program):
        self.endpoint, self.folder, self.program = endpoint, folder, program
        self.lambda_ = client(endpoint)
        self.written = []
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": folder,
            "XDG_STATE_HOME": f"{folder}/tuner",
            "AWS_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": "AKIATESTTESTTESTTEST",
            "AWS_SECRET_ACCESS_KEY": SECRETS[0],
            "AWS_SESSION_TOKEN": SECRETS[1],
            "AWS_EC2_METADATA_DISABLED": "true",
        }
        create(self.lambda_, "tuned", MemorySize=512, Description="mine")
        self.lambda_.publish_version(FunctionName="tuned")
        self.lambda_.create_alias(FunctionName="tuned", Name="live", FunctionVersion="1")
        self.event = self.file("event.json", '{"cpu": 0.1}')
        self.before = self.snapshot()

    def file(self, name, text):
        with open(f"{self.folder}/{name}", "w") as file:
            file.write(text)
        return f"{self.folder}/{name}"

    def snapshot(self):
        latest = self.lambda_.get_function_configuration(FunctionName="tuned")
        # Lambda gives these anew with every change, even one that is taken back.
        for key in ("ResponseMetadata", "RevisionId", "LastModified"):
            del latest[key]
        versions = self.lambda_.list_versions_by_function(FunctionName="tuned")["Versions"]
        return [
            latest,
            [version["Version"] for version in versions],
            [alias["AliasArn"] for alias in self.aliases()],
        ]

    def aliases(self):
        return self.lambda_.list_aliases(FunctionName="tuned")["Aliases"]

    def is_as_before(self):
        return self.snapshot() == self.before

    def start(self, *arguments):
        return subprocess.Popen(
            [self.program, "aws", *arguments],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments):
        started = self.start(*arguments)
        started.out, started.err = started.communicate()
        self.written.append(started.out + started.err)
        return started

    def tune(self, *arguments, endpoint=None):
        return self.run("tune", "tuned", *arguments, "--endpoint-url", endpoint or self.endpoint)

    def secrets_found(self):
        """Those of the secrets that are in any output or below the folder in any file."""
        for root, _, names in os.walk(self.folder):
            for name in names:
                with open(os.path.join(root, name), errors="replace") as file:
                    self.written.append(file.read())
        return [secret for secret in SECRETS if any(secret in text for text in self.written)]
