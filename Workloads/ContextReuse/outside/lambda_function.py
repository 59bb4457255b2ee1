"""Connects once in each execution environment, and keeps the connection for the invocations after."""
from client import Connection

connection = None


def lambda_handler(event, context):
    global connection
    if connection is None:
        connection = Connection(event["port"])
    return connection.get(event["key"])
