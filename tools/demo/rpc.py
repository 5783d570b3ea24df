# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""A client of mprd's control socket: JSON-RPC 2.0, one JSON text a line."""

import json
import socket
import time


class RpcError(Exception):
    """The socket is gone, silent for too long, or the request was refused."""


class Client:
    def __init__(self, path):
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.settimeout(5)
        self._socket.connect(path)
        self._lines = b""
        self._last_id = 0
        self.events = []  # notifications mprd.Event, in order

    def close(self):
        self._socket.close()

    def call(self, method, **parameters):
        """The result of a method, which must have code 0."""
        self._last_id += 1
        request = {"jsonrpc": "2.0", "id": self._last_id, "method": method, "params": parameters}
        self._socket.sendall(json.dumps(request).encode() + b"\n")
        deadline = time.monotonic() + 5
        while True:
            message = self._next_message(deadline)
            if message.get("id") == self._last_id:
                break
        result = message.get("result", {})
        if result.get("code") != 0:
            raise RpcError(f"{method}: {message.get('error') or result}")
        return result

    def watch(self):
        """From now on events arrive; returns the snapshot that they start from."""
        return self.call("mprd.Watch")["snapshot"]

    def wait_for(self, name, seconds, **members):
        """The first event of that name with these members, also one that came before; or None."""
        deadline = time.monotonic() + seconds
        seen = 0
        while True:
            for event in self.events[seen:]:
                if event["event"] == name and all(event.get(k) == v for k, v in members.items()):
                    return event
            seen = len(self.events)
            try:
                self._next_message(deadline)
            except RpcError:
                return None

    def _next_message(self, deadline):
        while b"\n" not in self._lines:
            left = deadline - time.monotonic()
            if left <= 0:
                raise RpcError("no answer in time")
            self._socket.settimeout(left)
            try:
                data = self._socket.recv(65536)
            except OSError as error:
                raise RpcError(f"control socket: {error}") from error
            if not data:
                raise RpcError("mprd closed the control socket")
            self._lines += data
        line, self._lines = self._lines.split(b"\n", 1)
        message = json.loads(line)
        if message.get("method") == "mprd.Event":
            self.events.append(message["params"])
        return message
