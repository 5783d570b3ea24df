# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Calls through L2TP tunnels and what must come of them, as data; steps are those of steps.py and run_l2tp.py."""

import dataclasses

from l2tp_lab import FAR, SECRET
from scenarios import Scenario

MEBIBYTE = 1 << 20
ENDED_BY_PEER = (628, 629, 719, 734)  # the Terminate-Request or the CDN, whichever is seen first
CHAP_SUCCESS = (r"sent \[CHAP Success",)


@dataclasses.dataclass(frozen=True)
class L2tpScenario(Scenario):
    near_secret: str = ""     # of mprd's device
    far_secret: str = ""      # of the peer
    user_space: bool = False  # xl2tpd carries the data, not the kernel


def _calls(name, auth=None, **more):
    """mprd calls as LAC; the peer gives the address."""
    more.setdefault("number", FAR)
    return L2tpScenario(name=name, auth=auth, **more)


def _answers(name, auth=None, **more):
    """The peer calls, mprd is LNS."""
    more.setdefault("far_log", (r"local  IP address 10\.78\.0\.2", r"remote IP address 10\.78\.0\.1"))
    return L2tpScenario(name=name, auth=auth, far_calls=True, far_address="10.78.0.2", near_address="10.78.0.1",
                        near_gives_address=True, **more)


BOTH = {"near_secret": SECRET, "far_secret": SECRET}

XL2TPD = (
    _calls("lac-noauth"),
    _calls("lac-chap-md5", "chap-md5", captured=True, far_log=CHAP_SUCCESS),
    _calls("lac-mschapv2", "mschapv2", far_log=CHAP_SUCCESS),
    _calls("lac-wrong-password", "chap-md5", password="not-the-password", errors=(691,),
           steps=("dial", "wait_refused"), far_log=(r"sent \[CHAP Failure",)),
    _calls("lac-tunnel-secret", "mschapv2", **BOTH),
    _calls("lac-wrong-secret", errors=(691,), near_secret="another", far_secret=SECRET, steps=("dial", "wait_refused")),
    _calls("lac-without-secret", errors=(691,), far_secret=SECRET, steps=("dial", "wait_refused")),
    _calls("lac-hidden-avps", options={"hideAvps": True}, **BOTH),
    _calls("lac-sequencing", options={"sequencing": True}, steps=("dial", "wait_up", "check_addresses", "ping", "ping_large")),
    _calls("lac-user-space", user_space=True, steps=("dial", "wait_up", "check_addresses", "ping", "ping_large")),
    _calls("lac-we-hang-up", errors=(), steps=("dial", "wait_up", "ping", "hang_up", "wait_down", "check_near_cdn",
                                               "check_tunnel_stopped")),
    _calls("lac-far-hangs-up", errors=ENDED_BY_PEER, steps=("dial", "wait_up", "ping", "far_hangs_up", "wait_down")),
    _calls("lac-far-dies", echo_seconds=1, errors=(829,), steps=("dial", "wait_up", "ping", "far_dies", "wait_down")),
    _calls("lac-hello", options={"helloSeconds": 1},
           steps=("dial", "wait_up", "ping", "wait_hello", "ping")),
    _calls("lac-tcp", tcp_bytes=10 * MEBIBYTE, steps=("dial", "wait_up", "ping", "download", "upload")),
    _answers("lns-noauth"),
    _answers("lns-chap-md5", "chap-md5"),
    _answers("lns-mschapv2", "mschapv2", captured=True),
    _answers("lns-tunnel-secret", "mschapv2", **BOTH),
    _answers("lns-hidden-avps", options={"hideAvps": True}, **BOTH),
    _answers("lns-wrong-secret", errors=(), near_secret="another", far_secret=SECRET, far_log=(),
             steps=("dial", "wait_far_refused")),
    _answers("lns-user-space", user_space=True),
    # With a name: the interface of a nameless caller is gone with his call, and nothing is left to look at.
    _answers("lns-far-hangs-up", "chap-md5", errors=ENDED_BY_PEER,
             steps=("dial", "wait_up", "ping", "far_hangs_up", "wait_down", "check_cause")),
    _answers("lns-we-hang-up", "chap-md5", errors=(), far_log=(),
             steps=("dial", "wait_up", "ping", "hang_up", "wait_down", "check_near_cdn")),
    _answers("lns-we-hang-up-nameless", far_log=(), steps=("dial", "wait_up", "ping", "hang_up", "check_near_cdn")),
    _answers("lns-tcp", tcp_bytes=10 * MEBIBYTE, steps=("dial", "wait_up", "ping", "download", "upload")),
)

_L2TPNS_STEPS = ("connect", "wait_up", "check_addresses", "ping", "ping_large")

L2TPNS = (
    _calls("l2tpns-pap", "pap", captured=True, steps=_L2TPNS_STEPS, **BOTH),
    _calls("l2tpns-chap-md5", "chap-md5", steps=_L2TPNS_STEPS, **BOTH),
    _calls("l2tpns-hidden-avps", "chap-md5", options={"hideAvps": True}, steps=_L2TPNS_STEPS, **BOTH),
    _calls("l2tpns-sequencing", "chap-md5", options={"sequencing": True}, steps=_L2TPNS_STEPS, **BOTH),
    # Refuses a password with a CDN alone, without a word of CHAP.
    _calls("l2tpns-wrong-password", "chap-md5", password="not-the-password", errors=(629,), steps=("dial", "wait_refused"),
           **BOTH),
    _calls("l2tpns-wrong-secret", "chap-md5", errors=(691,), near_secret="another", steps=("dial", "wait_refused")),
    _calls("l2tpns-we-hang-up", "chap-md5", errors=(),
           steps=("connect", "wait_up", "ping", "hang_up", "wait_down", "check_tunnel_stopped"), **BOTH),
)

GROUPS = {"xl2tpd": XL2TPD, "l2tpns": L2TPNS}
