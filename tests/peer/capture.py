# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""What passes on an Ethernet interface of this namespace, as a pcap file, and what tshark says of it."""

import shutil
import socket
import struct
import subprocess
import threading
import time

ETH_P_ALL = 3
PCAP_HEAD = struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1)  # LINKTYPE_ETHERNET
WAKE_SECONDS = 0.2


class Capture:
    """Writes all frames of an interface to a file until it is closed. A context manager."""

    def __init__(self, interface, path):
        self.path = path
        self._frames = []
        self._stopping = False
        self._socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_ALL))
        self._socket.bind((interface, 0))
        self._socket.settimeout(WAKE_SECONDS)
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        if not self._stopping:
            self._stopping = True
            self._thread.join()
            self._socket.close()

    def mark(self):
        return len(self._frames)

    def payloads(self, ether_type, since=0):
        """What is behind the Ethernet header of the frames of a type."""
        return [frame[14:] for frame in list(self._frames)[since:]
                if frame[12:14] == struct.pack("!H", ether_type)]

    def senders(self, ether_type, code, since=0):
        """Who sent PPPoE packets with that code: a list of addresses as bytes."""
        return [frame[6:12] for frame in list(self._frames)[since:]
                if frame[12:14] == struct.pack("!H", ether_type) and frame[15] == code]

    def _run(self):
        with open(self.path, "wb") as file:
            file.write(PCAP_HEAD)
            while not self._stopping:
                try:
                    frame = self._socket.recv(65535)
                except (TimeoutError, socket.timeout):
                    continue
                except OSError:
                    return  # the interface is gone
                self._frames.append(frame)
                now = time.time()
                file.write(struct.pack("<IIII", int(now), int(now % 1 * 1e6), len(frame), len(frame)))
                file.write(frame)


def malformed(path):
    """Lines of tshark about malformed packets in a capture; None where there is no tshark."""
    if shutil.which("tshark") is None:
        return None
    done = subprocess.run(["tshark", "-n", "-r", path, "-Y", "_ws.malformed"], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120, check=False)
    if done.returncode:
        return [done.stderr.decode("utf-8", "replace").strip()]
    return done.stdout.decode("utf-8", "replace").splitlines()
