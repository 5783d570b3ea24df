# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""The server side of fake_openvpn.py: callers come and go as lines in a FIFO (--cert) say.

"call CID USER PASSWORD", "bye CID", "packet HEX" (from a caller), "fall" (it dies). A caller who is let in comes at once. What mprd
commands is appended to a file (--key). Packets for callers come back from there. --ca "late": it never waits for callers; "nodevice":
it opens no TUN device.
"""
import os
import select
import signal

import fake_openvpn


def swapped(packet):
    return packet[:12] + packet[16:20] + packet[12:16] + packet[20:]


class FakeServer:
    def __init__(self):
        self.mode = fake_openvpn.value_of("--ca")
        self.commands = open(fake_openvpn.value_of("--key"), "a", encoding="utf-8")
        self.management = fake_openvpn.Management()
        self.management.say(">HOLD:Waiting for hold release:0")
        self.management.wait_for("hold release")
        if self.mode == "late":
            signal.pause()
        self.device = None if self.mode == "nodevice" else fake_openvpn.open_device()
        # Read and write: so it has no end when a writer closes it.
        self.script = os.open(fake_openvpn.value_of("--cert"), os.O_RDWR)
        self.heard = b""
        self.admitted = None
        self.management.say(">STATE:1,CONNECTED,SUCCESS,,,,,")

    def client(self, message, user="", password=""):
        for line in (message, "ENV,username=" + user, "ENV,password=" + password, "ENV,untrusted_ip=192.0.2.7",
                     "ENV,untrusted_port=7", "ENV,tun_mtu=1400", "ENV,END"):
            self.management.say(">CLIENT:" + line)

    def perform(self, line):
        word, *rest = line.split()
        if word == "call":
            self.client(f"CONNECT,{rest[0]},1", rest[1], rest[2])
        elif word == "bye":
            self.client(f"DISCONNECT,{rest[0]}")
        elif word == "packet":
            os.write(self.device, bytes.fromhex(rest[0]))
        elif word == "fall":
            os.kill(os.getpid(), signal.SIGKILL)

    def obey(self, command):
        self.commands.write(command + "\n")
        self.commands.flush()
        words = command.split()
        if words[:1] == ["client-auth"]:
            self.admitted = words[1]
        elif command == "END":
            self.client(f"ESTABLISHED,{self.admitted}")

    def run(self):
        sources = [self.management.socket, self.script] + ([] if self.device is None else [self.device])
        while True:
            for source in select.select(sources, [], [])[0]:
                if source == self.device:
                    os.write(self.device, swapped(os.read(self.device, 65536)))
                elif source == self.script:
                    for line in os.read(self.script, 65536).decode().splitlines():
                        self.perform(line)
                else:
                    self.heard += self.management.socket.recv(65536)
                    *lines, self.heard = self.heard.split(b"\n")
                    for line in lines:
                        self.obey(line.decode())


def main():
    print("fake openvpn server starts", flush=True)
    FakeServer().run()
