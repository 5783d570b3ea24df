# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""What the peer does and what must come of it, as data.

The far end is always the real pppd. The near end is what is tested: mprd, or a second pppd when
the lab tests itself. Steps are names of functions in `steps.py`, done in order.
"""

import dataclasses

USER = "branch1"
PASSWORD = "s3cret-of-branch1"
SERVER_NAME = "server"

AUTH_OPTIONS = {  # how pppd demands each method
    None: ["noauth"],
    "pap": ["auth", "require-pap"],
    "chap-md5": ["auth", "require-chap"],
    "mschapv2": ["auth", "require-mschap-v2"],
}

LOG_OF_SUCCESS = {  # what the demanding pppd writes when it is content
    None: (),
    "pap": (r"sent \[PAP AuthAck",),
    "chap-md5": (r"sent \[CHAP Success",),
    "mschapv2": (r"sent \[CHAP Success .*S=",),
}

BANNER = (b"\r\nWelcome to the access server of Example Ltd.\r\n\r\nlogin: \r\n"
          b"~~}~}#~\xff\x03\x80garbage~\xff\x03\xc0\x21\x01\x01\x00\x04bad!~\x00\xff\x7f\x55\xaa"
          + bytes(range(256)) + b"Entering PPP mode.\r\n")


@dataclasses.dataclass(frozen=True)
class Scenario:
    """One call. Addresses are what both ends must have in the end."""
    name: str
    steps: tuple = ("dial", "wait_up", "check_addresses", "ping")
    far_calls: bool = False           # pppd dials into our answering role
    auth: str | None = None           # the method that the answering end demands
    password: str = PASSWORD          # what the caller says; the answerer knows PASSWORD
    far_options: tuple = ()           # pppd's, beyond addresses and authentication
    far_addresses: str | None = None  # pppd's "local:remote", or nothing
    far_address: str = "10.78.0.1"
    near_address: str = "10.78.0.2"
    near_gives_address: bool = False  # the far end asks for 0.0.0.0
    ipv6: bool = False
    dns: tuple = ()
    banner: bytes = b""               # what the far end sends before PPP
    errors: tuple = (0,)              # accepted values of the near end's last error
    echo_seconds: int = 0             # the near end's LCP echo interval, zero for none
    idle_seconds: int = 0             # the near end hangs up after so long without traffic
    far_log: tuple = ()               # each must be in pppd's log
    far_exit: int | None = None       # pppd's exit status at the end of the call
    tcp_bytes: int = 0
    number: str = ""                  # what the near end dials
    captured: bool = False            # `mprctl capture` looks on; its file is read by tshark
    options: dict = dataclasses.field(default_factory=dict)  # of mprd's device, beyond the needed

    def fails(self):
        """Whether the near end's call is to fail, so that no packet is answered."""
        return "wait_refused" in self.steps


def _answers(name, auth=None, **more):
    """pppd answers, with the addresses of both ends unless told otherwise."""
    more.setdefault("far_addresses", "10.78.0.1:10.78.0.2")
    more["far_log"] = more.get("far_log", ()) + (
        LOG_OF_SUCCESS[auth] if more.get("password", PASSWORD) == PASSWORD else ())
    return Scenario(name=name, auth=auth, **more)


def _refuses(name, auth, far_log):
    return _answers(name, auth, password="not-the-password", errors=(691,), far_exit=11,
                    steps=("dial", "wait_refused"), far_log=(far_log,))


def _calls_us(name, auth=None, **more):
    """pppd calls with nothing but a name and a password: our side gives the address."""
    more.setdefault("far_log", (r"local  IP address 10\.78\.0\.2", r"remote IP address 10\.78\.0\.1"))
    return Scenario(name=name, auth=auth, far_calls=True, far_address="10.78.0.2",
                    near_address="10.78.0.1", near_gives_address=True,
                    far_options=("noipdefault", "ipcp-accept-local", "ipcp-accept-remote"), **more)


MEBIBYTE = 1 << 20

SCENARIOS = {scenario.name: scenario for scenario in (
    _answers("noauth"),
    _answers("pap", "pap", captured=True),
    _answers("chap-md5", "chap-md5", captured=True),
    _answers("mschapv2", "mschapv2"),
    _refuses("wrong-password", "chap-md5", r"sent \[CHAP Failure"),
    _refuses("wrong-password-pap", "pap", r"sent \[PAP AuthNak"),
    _refuses("wrong-password-mschapv2", "mschapv2", r"sent \[CHAP Failure .*E=691"),
    _answers("ipv6", ipv6=True, captured=True, far_options=("ipv6", "::1,::2"),
             steps=("dial", "wait_up", "check_addresses", "ping", "ping6"),
             far_log=(r"local  LL address fe80::.*1", r"remote LL address fe80::.*2")),
    _answers("asks-our-address", far_addresses=":10.78.0.2", near_gives_address=True,
             far_options=("noipdefault", "ipcp-accept-local"),
             far_log=(r"sent \[IPCP ConfReq .*<addr 0\.0\.0\.0>",
                      r"rcvd \[IPCP ConfNak .*<addr 10\.78\.0\.1>")),
    _answers("assigns-address-dns", dns=("192.0.2.53", "192.0.2.54"),
             far_options=("ms-dns", "192.0.2.53", "ms-dns", "192.0.2.54"),
             steps=("dial", "wait_up", "check_addresses", "check_dns", "ping"),
             far_log=(r"sent \[IPCP ConfNak .*<ms-dns1 192\.0\.2\.53>",)),
    _answers("hangs-up", far_options=("maxconnect", "3"), errors=(628, 629, 734),
             steps=("dial", "wait_up", "ping", "wait_down"), far_log=(r"sent \[LCP TermReq",)),
    _answers("echo-dead", echo_seconds=1, errors=(829,),
             steps=("dial", "wait_up", "ping", "freeze_far", "wait_down")),
    _answers("line-silent", echo_seconds=1, errors=(829,),
             steps=("dial", "wait_up", "ping", "silence_line", "wait_down")),
    _answers("idle", idle_seconds=3, errors=(926,),
             steps=("dial", "wait_up", "ping", "wait_down"), far_log=(r"rcvd \[LCP TermReq",)),
    _answers("garbage-before-ppp", banner=BANNER),
    _answers("awkward", far_options=("default-asyncmap", "asyncmap", "ffffffff", "nopcomp",
                                     "noaccomp", "mru", "576"),
             steps=("dial", "wait_up", "check_addresses", "ping", "ping_large")),
    _answers("slow-line", steps=("slow_line", "dial", "wait_up", "ping")),
    _answers("tcp", tcp_bytes=50 * MEBIBYTE, steps=("dial", "wait_up", "ping", "download", "upload")),
    _calls_us("pppd-calls-us-noauth"),
    _calls_us("pppd-calls-us-pap", "pap", captured=True),
    _calls_us("pppd-calls-us-chap-md5", "chap-md5"),
    _calls_us("pppd-calls-us-mschapv2", "mschapv2"),
    _calls_us("pppd-calls-us-wrong-password", "chap-md5", password="not-the-password",
              steps=("dial", "wait_far_refused"), far_log=(r"CHAP authentication failed",),
              far_exit=19, errors=()),
)}

GROUPS = {
    "auth": ("noauth", "pap", "chap-md5", "mschapv2"),
    "refused": ("wrong-password", "wrong-password-pap", "wrong-password-mschapv2"),
    "addresses": ("ipv6", "asks-our-address", "assigns-address-dns"),
    "ends": ("hangs-up", "idle", "echo-dead", "line-silent"),
    "line": ("garbage-before-ppp", "awkward", "slow-line"),
    "tcp": ("tcp",),
    "pppd-calls-us": tuple(name for name in SCENARIOS if name.startswith("pppd-calls-us")),
    "all": tuple(SCENARIOS),
}


def select(names):
    """The scenarios of names and group names, each once, in the order asked for."""
    chosen = []
    for name in names:
        if name not in GROUPS and name not in SCENARIOS:
            raise SystemExit(f"no scenario or group '{name}'; there are: "
                             + ", ".join([*GROUPS, *SCENARIOS]))
        chosen += GROUPS[name] if name in GROUPS and name not in SCENARIOS else (name,)
    return [SCENARIOS[name] for name in dict.fromkeys(chosen)]
