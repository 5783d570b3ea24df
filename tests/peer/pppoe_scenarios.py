# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Calls over an Ethernet and what must come of them, as data; steps are those of steps.py and run_pppoe.py."""

from scenarios import Scenario

MEBIBYTE = 1 << 20
CHAP_SUCCESS = (r"sent \[CHAP Success",)
ENDED_BY_PEER = (628, 629, 719, 734)  # the Terminate-Request or the PADT, whichever is seen first


def _calls(name, auth=None, **more):
    """mprd calls rp-pppoe's access concentrator, which gives the address."""
    return Scenario(name=name, auth=auth, **more)


def _fails(name, errors, **more):
    return _calls(name, errors=errors, steps=("dial", "wait_refused"), **more)


def _answers(name, auth=None, **more):
    """pppd calls mprd's access concentrator through the kernel's PPPoE."""
    more.setdefault("far_log", (r"local  IP address 10\.78\.0\.2", r"remote IP address 10\.78\.0\.1"))
    return Scenario(name=name, auth=auth, far_calls=True, far_address="10.78.0.2", near_address="10.78.0.1",
                    near_gives_address=True, **more)


GROUPS = {
    "pppoe-server": (
        _calls("noauth"),
        _calls("pap", "pap", far_log=(r"sent \[PAP AuthAck",)),
        _calls("chap-md5", "chap-md5", far_log=CHAP_SUCCESS),
        _calls("mschapv2", "mschapv2", captured=True, far_log=CHAP_SUCCESS),
        _calls("wrong-password", "chap-md5", password="not-the-password", errors=(691,),
               steps=("dial", "wait_refused"), far_log=(r"sent \[CHAP Failure",)),
        _calls("service", number="internet", options={"acName": "lab-ac"}),
        _fails("wrong-service", (678,), number="nowhere"),
        _fails("wrong-ac-name", (678,), options={"acName": "another"}),
        _calls("ipv6", ipv6=True, far_options=("ipv6 ::1,::2",),
               steps=("dial", "wait_up", "check_addresses", "ping", "ping6")),
        _calls("large", steps=("dial", "wait_up", "check_mtu_1492", "ping_large")),
        _calls("we-hang-up", errors=(), steps=("dial", "wait_up", "ping", "hang_up", "wait_down", "check_near_padt",
                                              "check_far_saw_end")),
        _calls("server-hangs-up", errors=ENDED_BY_PEER,
               steps=("dial", "wait_up", "ping", "server_hangs_up", "wait_down", "check_far_padt")),
        _calls("server-dies", echo_seconds=1, errors=(829,),
               steps=("dial", "wait_up", "ping", "server_dies", "wait_down", "check_near_padt")),
        _calls("idle", idle_seconds=3, errors=(926,),
               steps=("dial", "wait_up", "ping", "wait_down", "check_near_padt")),
        _calls("tcp", tcp_bytes=10 * MEBIBYTE, steps=("dial", "wait_up", "ping", "download", "upload")),
    ),
    "kernel-pppoe": (
        _answers("kernel-noauth"),
        _answers("kernel-pap", "pap"),
        _answers("kernel-chap-md5", "chap-md5"),
        _answers("kernel-mschapv2", "mschapv2", captured=True),
        _answers("kernel-wrong-password", "chap-md5", password="not-the-password", errors=(), far_exit=19,
                 steps=("dial", "wait_far_refused"), far_log=(r"CHAP authentication failed",)),
        _answers("kernel-any-service", number="", options={"concentrator": {"name": "mprd-ac"}}),
        _answers("kernel-wrong-service", number="nowhere", errors=(), steps=("dial", "wait_far_refused"),
                 far_log=(r"Timeout waiting for PADO",)),
        _answers("kernel-mtu-1500", options={"maxPayload": 1500}, far_options=("mtu", "1500", "mru", "1500"),
                 steps=("dial", "wait_up", "check_addresses", "check_mtu_1500", "ping_full")),
        _answers("kernel-mtu-1492", far_options=("mtu", "1500", "mru", "1500"),
                 steps=("dial", "wait_up", "check_addresses", "check_mtu_1492", "ping_large")),
        # With a name: the interface of a nameless caller is gone with his call, and nothing is left to look at.
        # This pppd sends no PADT of its own after the end of LCP; mprd does.
        _answers("kernel-caller-hangs-up", "chap-md5", errors=(),
                 steps=("dial", "wait_up", "ping", "caller_hangs_up", "wait_down", "check_padt")),
        _answers("kernel-we-hang-up", "chap-md5", errors=(), far_exit=16, far_log=(),
                 steps=("dial", "wait_up", "ping", "hang_up", "wait_down", "check_near_padt")),
        _answers("kernel-tcp", tcp_bytes=10 * MEBIBYTE, steps=("dial", "wait_up", "ping", "download", "upload")),
    ),
}
