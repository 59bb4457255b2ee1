"""A key-value server on 127.0.0.1 whose clients log in with SCRAM-SHA-256 (RFC 5802, RFC 7677)."""
import base64, hashlib, hmac, os, socketserver, sys

ROUNDS = 4096
PASSWORD = b"pencil"
VALUES = {"answer": "42"}


def proof(password, salt, rounds, message):
    """The client's proof that it knows the password."""
    salted = hashlib.pbkdf2_hmac("sha256", password, salt, rounds)
    key = hmac.digest(salted, b"Client Key", "sha256")
    signature = hmac.digest(hashlib.sha256(key).digest(), message, "sha256")
    return bytes(a ^ b for a, b in zip(key, signature))


class Session(socketserver.StreamRequestHandler):
    def handle(self):
        nonce = self.rfile.readline(200).strip()
        salt = os.urandom(16)
        challenge = b" ".join([nonce, base64.b64encode(salt), str(ROUNDS).encode()])
        self.wfile.write(challenge + b"\n")
        answer = base64.b64decode(self.rfile.readline(200))
        if not hmac.compare_digest(answer, proof(PASSWORD, salt, ROUNDS, challenge)):
            return
        self.wfile.write(b"welcome\n")
        for line in self.rfile:
            value = VALUES.get(line.decode().strip(), "")
            self.wfile.write(value.encode() + b"\n")


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


if __name__ == "__main__":
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 7007
    with Server(("127.0.0.1", port), Session) as server:
        print(server.server_address[1], flush=True)
        server.serve_forever()
