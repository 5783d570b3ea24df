# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""A router that knows its version and no other method."""
import contextlib
import json
import pathlib
import socket
import threading


def reply(line):
    """The line that answers a request."""
    request = json.loads(line)
    answer = {"jsonrpc": "2.0", "id": request["id"]}
    if request["method"] == "mprd.GetVersion":
        answer["result"] = {"code": 0, "version": "0.0.1"}
    else:
        answer["error"] = {"code": -32601, "message": "no such method"}
    return json.dumps(answer).encode() + b"\n"


class OldRouter:
    """On a Unix socket."""

    def __init__(self, path):
        self.address = str(path)
        self.listener = socket.socket(socket.AF_UNIX)
        pathlib.Path(path).unlink(missing_ok=True)
        self.listener.bind(self.address)
        self.listener.listen()
        threading.Thread(target=self.serve, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()

    def serve(self):
        with contextlib.suppress(OSError):
            while True:
                client = self.listener.accept()[0]
                threading.Thread(target=self.answer, args=(client,), daemon=True).start()

    def answer(self, client):
        with client, client.makefile("rwb") as lines, contextlib.suppress(OSError):
            for line in lines:
                lines.write(reply(line))
                lines.flush()
