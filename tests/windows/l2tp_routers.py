# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Configurations of a branch that calls an office through L2TP, whichever system each runs on."""

import socket

PASSWORD = "correct horse"
SECRET = "tunnel s3cret"
DEVICE = {"name": "tunnels", "kind": "l2tp", "type": "vpn", "portCount": 4}


def free_port(host):
    """A UDP port that nobody has now."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind((host, 0))
        return probe.getsockname()[1]


def branch(number, secret=SECRET, nowhere=None, **options):
    """Its interface "office" is for the number, "nowhere" for another one."""
    files = {
        "mprd.json": {"devices": [{**DEVICE, "role": "out", "options": {"port": 0, **options}}]},
        "interfaces.d/office.json": {"name": "office", "idleDisconnectSeconds": 2, "routes": [{"destination": "10.78.0.0/24"}],
                                     "ppp": {"offer": ["mschapv2"]}, "devices": [{"type": "vpn", "name": "tunnels", "number": number}]},
        "secrets.json": {"interfaces": {"office": {"userName": "head", "password": PASSWORD}},
                         "devices": {"tunnels": {"tunnelSecret": secret}}},
    }
    if nowhere is not None:
        files["interfaces.d/nowhere.json"] = {"name": "nowhere", "devices": [{"type": "vpn", "name": "tunnels", "number": nowhere}]}
    return files


def office(host, port, **options):
    """It is 10.78.0.1, the branch 10.78.0.10 with 10.79.0.0/24 behind it."""
    return {
        "mprd.json": {"devices": [{**DEVICE, "role": "in", "options": {"localAddress": host, "port": port, **options}}],
                      "answering": {"require": ["mschapv2"], "localAddress": "10.78.0.1", "pools": ["10.78.0.10-10.78.0.13"]},
                      "users": [{"name": "head"}]},
        "interfaces.d/head.json": {"name": "head", "devices": [], "routes": [{"destination": "10.79.0.0/24"}], "dialOnDemand": False},
        "secrets.json": {"users": {"head": PASSWORD}, "devices": {"tunnels": {"tunnelSecret": SECRET}}},
    }
