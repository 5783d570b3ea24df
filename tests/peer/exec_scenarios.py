# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Calls through programs, and what must come of them, as data; steps are those of steps.py and run_exec.py."""

from exec_lab import FAR_WIRE
from pppoe_lab import TAP
from scenarios import MEBIBYTE, Scenario

PPPOE = ["pppoe", "-I", TAP]
PPTP = ["pptp", "{number}", "--nolaunchpppd"]
CHAP_SUCCESS = (r"sent \[CHAP Success",)
ENDED = (628, 629, 719, 734, 829)


def _pppoe(name, auth=None, command=(), options=None, **more):
    return Scenario(name="exec-pppoe-" + name, auth=auth,
                    options={"command": PPPOE + list(command), **(options or {})}, **more)


def _pptp(name, auth=None, **more):
    return Scenario(name="exec-pptp-" + name, auth=auth, number=FAR_WIRE,
                    options={"command": PPTP, "server": "pptpd"}, **more)


GROUPS = {
    "exec": (
        _pppoe("noauth"),
        _pppoe("chap-md5", "chap-md5", captured=True, far_log=CHAP_SUCCESS),
        _pppoe("wrong-password", "chap-md5", password="not-the-password", errors=(691,), steps=("dial", "wait_refused")),
        _pppoe("terminal", options={"io": "terminal"}),
        _pppoe("we-hang-up", errors=(), steps=("dial", "wait_up", "ping", "hang_up", "wait_down", "check_no_child",
                                              "check_far_saw_end")),
        _pppoe("killed", errors=(829,), steps=("dial", "wait_up", "ping", "kill_child", "wait_down", "check_no_child")),
        _pptp("noauth"),
        _pptp("mschapv2", "mschapv2", captured=True, far_log=CHAP_SUCCESS),
        _pptp("server-dies", errors=ENDED, steps=("dial", "wait_up", "ping", "server_dies", "wait_down", "check_no_child")),
        _pptp("tcp", tcp_bytes=2 * MEBIBYTE, steps=("dial", "wait_up", "ping", "download", "upload")),
    ),
}
