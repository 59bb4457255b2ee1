"""A client of the key-value server, in a layer that both functions use."""
import base64, hashlib, hmac, os, socket


def proof(password, salt, rounds, message):
    salted = hashlib.pbkdf2_hmac("sha256", password, salt, rounds)
    key = hmac.digest(salted, b"Client Key", "sha256")
    signature = hmac.digest(hashlib.sha256(key).digest(), message, "sha256")
    return bytes(a ^ b for a, b in zip(key, signature))


class Connection:
    def __init__(self, port, password=b"pencil"):
        self.stream = socket.create_connection(("127.0.0.1", port)).makefile("rwb")
        self.send(base64.b64encode(os.urandom(18)))
        challenge = self.stream.readline().strip()
        _, salt, rounds = challenge.split()
        self.send(
            base64.b64encode(proof(password, base64.b64decode(salt), int(rounds), challenge))
        )
        if self.stream.readline() != b"welcome\n":
            raise PermissionError("the server refuses the login")

    def send(self, line):
        self.stream.write(line + b"\n")
        self.stream.flush()

    def get(self, key):
        self.send(key.encode())
        return self.stream.readline().decode().strip()

    def close(self):
        self.stream.close()
