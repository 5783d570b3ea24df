# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""The dependency rule as data: who may include what, and why not more.

A row holds for its folder and all below it that have no row of their own. Names are folders of the tree or groups of
foreign headers (FOREIGN). What is neither allowed nor forbidden with a reason of its own is refused with `otherwise`.
"""

from dataclasses import dataclass, field

# Groups of headers that are not ours: name -> how their paths begin. First match counts; plain names without slash and
# dot (<vector>) are the standard library, which everybody may use. Any other header is of the operating system.
FOREIGN = {
    "asio": ("boost/asio",),
    "boost-system": ("boost/system/",),
    "program-options": ("boost/program_options",),
    "boost": ("boost/",),
    "json": ("nlohmann/",),
    "gcrypt": ("gcrypt.h",),
    "catch2": ("catch2/",),
    "router-api": ("mprapi.h",),  # ours on Linux (client/include), on Windows the system's and what it lacks
}
SYSTEM = "operating-system"

# Names of the standard library and where they are from, for check_std_names: those that our precompiled headers would
# otherwise lend to a source that forgot to include them (cmake/MprdHeaders.cmake).
STD_HEADERS = {
    "algorithm": ("all_of", "any_of", "clamp", "copy_n", "count_if", "find", "find_if", "max", "min", "none_of", "remove_if",
                  "sort", "transform"),
    "array": ("array",),
    "chrono": ("chrono",),
    "cstdint": tuple(f"{sign}int{bits}_t" for sign in ("", "u") for bits in (8, 16, 32, 64)),
    "cstring": ("memcmp", "memcpy", "memset", "strerror", "strlen"),
    "deque": ("deque",),
    "functional": ("function",),
    "map": ("map", "multimap"),
    "memory": ("make_shared", "make_unique", "shared_ptr", "unique_ptr", "weak_ptr"),
    "optional": ("nullopt", "optional"),
    "set": ("multiset", "set"),
    "span": ("span",),
    "string": ("string", "to_string", "u16string"),
    "string_view": ("string_view",),
    "unordered_map": ("unordered_map",),
    "variant": ("get_if", "holds_alternative", "monostate", "variant", "visit"),
    "vector": ("vector",),
}

# Folders that the design names and that do not exist yet. A name leaves this list when its folder is made.
PLANNED = ()


@dataclass(frozen=True)
class Row:
    folder: str
    allowed: tuple
    otherwise: str
    forbidden: dict = field(default_factory=dict)
    in_sources_only: tuple = ()  # allowed in .cpp, not in headers
    in_system_sources_only: tuple = ()  # allowed in *_linux.cpp and *_windows.cpp


_PURE = {
    "asio": "core must run in virtual time, without an event loop",
    "json": "core knows values; config/codec knows how they look as text",
    SYSTEM: "core must run without an operating system",
    "platform": "core is driven; it does not reach out",
    "config": "core takes values, whoever read them",
    "daemon": "core does not know the process that it runs in",
    "client": "core does not know who asks",
}
_CARRIER = {
    "core/ppp": "adapters carry, they do not decide",
    "core/dial": "adapters carry, they do not decide",
    "core/router": "adapters carry, they do not decide",
    "daemon": "an adapter does not know who drives it",
}
_CARRIER_ALLOWED = ("platform/api", "platform/process", "core/base", "core/wire", "core/tunnel", "core/tables", "asio", "boost-system", SYSTEM)
_CLIENT = {
    "core": "the socket is the only contract: of core a client sees core/base, and the C library core/info, for MprInfo*",
    "platform": "the socket is the only contract",
    "config": "the socket is the only contract; what a client needs of it comes through client/protocol",
    "daemon": "the socket is the only contract",
}

ROWS = (
    Row("core/base", ("boost-system",), "it is the ground floor", _PURE),
    Row("core/wire", ("core/base", "boost-system"), "codecs must be usable alone",
        {**_PURE, "core/ppp": "a codec does not know the engine that uses it"}),
    Row("core/tables", ("core/base", "boost-system"), "values must be usable alone",
        {**_PURE, "core/router": "a value does not know who owns it"}),
    Row("core/info", ("core/base", "core/tables"), "a codec must be usable alone",
        {**_PURE, "core/admin": "a codec does not know which call it serves"}),
    Row("core/rip", ("core/base", "core/tables"), "a protocol must be usable alone",
        {**_PURE, "core/router": "a protocol does not know who asks for routes"}),
    Row("core/modem", ("core/base", "boost-system"), "a dialogue does not know why it is held",
        {**_PURE, "core/dial": "a dialogue does not know why it is held", "core/tables": "a dialogue does not know why it is held"}),
    Row("core/events", ("core/base", "core/tables"), "a fact must be usable alone",
        {**_PURE, "core/dial": "a fact does not know who produced it", "core/router": "a fact does not know who produced it"}),
    Row("core/ppp", ("core/base", "core/wire", "boost-system"), "a protocol does not know why it runs",
        {**_PURE, "core/dial": "a protocol does not know why it runs", "core/tables": "a protocol does not know why it runs"}),
    Row("core/tunnel", ("core/base", "core/wire", "boost-system"), "a protocol does not know why it runs",
        {**_PURE, "core/dial": "a protocol does not know why it runs"}),
    Row("core/dial", ("core/base", "core/tables", "core/events"), "policy must be testable alone",
        {**_PURE, "core/ppp": "policy sees link up and link down, not options"}),
    Row("core/admin", ("core/base", "core/events", "core/tables", "core/info", "core/dial"), "it is the meaning of the API, nothing else",
        {**_PURE, "core/ppp": "a call means the same on every link", "core/tunnel": "a call means the same on every link"}),
    Row("core/router", ("core", "boost-system"), "it must run in virtual time", _PURE),
    Row("platform/api", ("core/base", "core/tables"), "it is a contract",
        {SYSTEM: "it is a contract: each system fulfils it in its own way", "asio": "a contract does not choose an event loop"}),
    Row("platform/pump", ("platform/api", "core/base", "core/wire", "core/tables"),
        "the data path must run over a simulated port and without a system",
        {**_CARRIER, SYSTEM: "the data path reaches the system through platform/api", "asio": "it is called, it does not wait"}),
    Row("platform/crypto", ("core/base", "gcrypt"), "it joins one library to one interface, core/base/crypto.hpp", _CARRIER),
    Row("platform/system", ("platform/api", "platform/linux", "platform/windows", "core/base", "core/tables", "asio", "boost-system", SYSTEM),
        "it makes what others ask for by contract", _CARRIER),
    Row("platform/process", ("core/base", "platform/linux", "platform/windows", "platform/system", "asio", "boost-system", SYSTEM),
        "it starts programs, whatever they are for", _CARRIER),
    Row("platform/linux", _CARRIER_ALLOWED, "adapters carry, they do not decide", _CARRIER),
    Row("platform/kernel", (*_CARRIER_ALLOWED, "platform/linux", "platform/pump"), "adapters carry, they do not decide", _CARRIER),
    Row("platform/windows", _CARRIER_ALLOWED, "adapters carry, they do not decide", _CARRIER),
    Row("platform/devices", (*_CARRIER_ALLOWED, "platform/windows", "core/modem", "json"),
        "adapters carry, they do not decide", _CARRIER),
    Row("platform/sim", ("platform/api", "core/base", "core/tables"), "it must stay deterministic",
        {SYSTEM: "it must stay deterministic", "asio": "it must stay deterministic"}),
    Row("config/codec", ("core/base", "core/tables", "json"), "a file can be checked anywhere",
        {"platform": "a file can be checked anywhere", "daemon": "a file can be checked anywhere"}),
    Row("config/loader", ("config/codec", "core/base", "core/tables", "json"), "a file can be checked anywhere",
        {"platform": "a file can be checked anywhere; who reads it passes the text", "daemon": "a file can be checked anywhere"}),
    # main() runs the process around an administration DLL, too: one program to install and to find.
    Row("daemon", ("core", "platform", "config", "daemon", "client/protocol", "client/admin_dll", "asio", "boost-system", "program-options", "json",
                   SYSTEM), "a library needs a reason in docs/dev/dependencies.md",
        {"client": "of client only protocol: the daemon is not its own client"}),
    # Facts are values, and watch streams carry them: so core/events too.
    Row("client/protocol", ("core/base", "core/tables", "core/events", "core/admin", "config/codec", "json"),
        "it is the contract of the socket, for both ends",
        {"daemon": "it is the contract of the socket, for both ends", "asio": "it shapes lines; both ends have a loop of their own"}),
    # Public headers: for C programs that have nothing else of this tree.
    Row("client/include", ("client/include", "router-api", SYSTEM), "a program needs it and nothing else of ours",
        {"core": "C programs include it", "client/lib": "the header does not know the library"}),
    Row("client/examples", ("client/include", "router-api", SYSTEM), "an example is what a user would write", {"core": "a user has no headers of it"}),
    Row("client/channel", ("core/base",), "it carries bytes, whatever they say",
        {"client/protocol": "it carries bytes, whatever they say", **_CLIENT}, in_system_sources_only=(SYSTEM,)),
    Row("client/admin_dll", ("client/lib", "client/include", "router-api", "core/base", "json"), "it makes the structures of mprapi.h, as the C library does",
        {"daemon": "it knows the lines, not who writes them", **_CLIENT}, in_system_sources_only=(SYSTEM,)),
    Row("client/lib", ("client/protocol", "client/channel", "client/include", "router-api", "core/base", "core/info", "json"), "the socket is the only contract", _CLIENT,
        in_sources_only=("asio", "boost-system"), in_system_sources_only=(SYSTEM,)),
    Row("client/cli", ("client/protocol", "client/channel", "core/base", "json"), "the socket is the only contract", _CLIENT,
        in_sources_only=("asio", "boost-system", "program-options"), in_system_sources_only=(SYSTEM,)),
)

# Nobody includes tests, whatever its row says.
TESTS = "tests"
TESTS_REASON = "nothing includes tests: the product does not depend on what checks it"

# Who may write "asio" at all; cmake/headers compiles what all of them use of it.
ASIO_FOLDERS = ("cmake/headers", "daemon", "client/lib", "client/cli", "platform/linux", "platform/kernel", "platform/windows", "platform/devices",
                "platform/process", "platform/system", "tests")
