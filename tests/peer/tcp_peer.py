#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Sends many bytes over one TCP connection, with a hash of them computed at both ends.

    tcp_peer.py serve PORT
    tcp_peer.py download|upload HOST PORT BYTES

The client asks `download` or `upload` with a number of bytes in one line; then come the bytes,
pseudo-random so that no error hides, then the sender's SHA-256. The client prints one line of JSON
and exits with 0 only if both hashes are equal.
"""

import hashlib
import json
import random
import socket
import sys
import threading
import time

CHUNK = 65536
SILENCE_LIMIT = 30.0  # a link that carries nothing for so long ends the transfer


def send_bytes(connection, count):
    """Sends `count` pseudo-random bytes and their hash; returns the hash."""
    source = random.Random(count)
    block = source.randbytes(1 << 20)  # one block, rotated: making random bytes costs more than TCP
    digest = hashlib.sha256()
    sent = 0
    while sent < count:
        offset = source.randrange(len(block) - CHUNK)
        piece = block[offset:offset + min(CHUNK, count - sent)]
        digest.update(piece)
        connection.sendall(piece)
        sent += len(piece)
    connection.sendall(digest.digest())
    return digest.hexdigest()


def receive_exactly(connection, count, take):
    while count:
        data = connection.recv(min(CHUNK, count))
        if not data:
            raise EOFError(f"{count} bytes are missing")
        take(data)
        count -= len(data)


def receive_bytes(connection, count):
    """Receives `count` bytes: (our hash of them, the sender's)."""
    digest = hashlib.sha256()
    receive_exactly(connection, count, digest.update)
    theirs = bytearray()
    receive_exactly(connection, digest.digest_size, theirs.extend)
    return digest.hexdigest(), theirs.hex()


def serve_one(connection):
    connection.settimeout(SILENCE_LIMIT)
    with connection:
        request = b""
        while not request.endswith(b"\n"):
            byte = connection.recv(1)
            if not byte:
                return
            request += byte
        action, count = request.split()
        if action == b"download":
            send_bytes(connection, int(count))
        else:
            ours, _ = receive_bytes(connection, int(count))
            connection.sendall(bytes.fromhex(ours))


def serve(port):
    listener = socket.create_server(("", port))
    print(f"listening on {port}", flush=True)
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=serve_one, args=(connection,), daemon=True).start()


def transfer(action, host, port, count):
    """One transfer as a client: (our hash, the server's, seconds)."""
    with socket.create_connection((host, port), timeout=SILENCE_LIMIT) as connection:
        started = time.monotonic()
        connection.sendall(f"{action} {count}\n".encode())
        if action == "download":
            ours, theirs = receive_bytes(connection, count)
        else:
            ours = send_bytes(connection, count)
            answer = bytearray()
            receive_exactly(connection, hashlib.sha256().digest_size, answer.extend)
            theirs = answer.hex()
        return ours, theirs, time.monotonic() - started


def main(arguments):
    if arguments[0] == "serve":
        serve(int(arguments[1]))
    action, host, port, count = arguments[0], arguments[1], int(arguments[2]), int(arguments[3])
    ours, theirs, seconds = transfer(action, host, port, count)
    print(json.dumps({"bytes": count, "ours": ours, "theirs": theirs,
                      "seconds": round(seconds, 3)}))
    return 0 if ours == theirs else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
