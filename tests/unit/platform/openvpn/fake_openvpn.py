#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Behaves like the openvpn program towards its management interface, and sends packets back that come to its device.

The host (--remote) says what it does: "good", "refuse" (the password), "die" (before it is up), "deaf" (will not end),
"mute" (says nothing after the hold), "nodevice" (opens no TUN device). A packet "die" ends it. As a server: fake_openvpn_server.py.
"""
import fcntl
import os
import signal
import socket
import struct
import sys

TUNSETIFF = 0x400454CA
IFF_TUN, IFF_NO_PI = 1, 0x1000


def value_of(option, offset=1):
    return sys.argv[sys.argv.index(option) + offset]


def open_device():
    # Any file will do: the request never comes to a driver.
    device = os.open("/dev/null", os.O_RDWR)
    request = struct.pack("16sH22x", value_of("--dev").encode(), IFF_TUN | IFF_NO_PI)
    fcntl.ioctl(device, TUNSETIFF, request)
    return device


class Management:
    def __init__(self):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(value_of("--management"))
        self.lines = self.socket.makefile("rb")

    def say(self, line):
        self.socket.sendall(line.encode() + b"\r\n")

    def wait_for(self, beginning):
        for line in self.lines:
            if line.decode().startswith(beginning):
                return line.decode().strip()
        sys.exit(1)


def main():
    print("fake openvpn starts", flush=True)
    mode = value_of("--remote")
    if mode == "deaf":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    management = Management()
    management.say(">INFO:OpenVPN Management Interface Version 5 -- type 'help' for more info")
    management.say(">HOLD:Waiting for hold release:0")
    management.wait_for("hold release")
    if mode == "mute":
        signal.pause()
    management.say(">STATE:1,WAIT,,,,,,")
    if mode == "die":
        sys.exit(1)
    if "--auth-user-pass" in sys.argv:
        management.say(">PASSWORD:Need 'Auth' username/password")
        management.wait_for("username")
        password = management.wait_for("password")
        if mode == "refuse" or password != 'password "Auth" "pass"':
            management.say(">PASSWORD:Verification Failed: 'Auth'")
            sys.exit(1)
    management.say(">LOG:1,,PUSH: Received control message: 'PUSH_REPLY,ifconfig 10.8.0.2 255.255.255.0,"
                   "route-gateway 10.8.0.1'")
    device = None if mode == "nodevice" else open_device()
    management.say(">STATE:1,CONNECTED,SUCCESS,10.8.0.2,192.0.2.1,1194,,")
    while device is not None:
        packet = os.read(device, 65536)
        if packet == b"\x45die":
            os.kill(os.getpid(), signal.SIGKILL)
        os.write(device, packet)
    signal.pause()


if __name__ == "__main__":
    if "--mode" in sys.argv:
        import fake_openvpn_server
        fake_openvpn_server.main()
    else:
        main()
