"""Connects in every invocation."""
from client import Connection


def lambda_handler(event, context):
    connection = Connection(event["port"])
    try:
        return connection.get(event["key"])
    finally:
        connection.close()
