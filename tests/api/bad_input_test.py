# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""What no client should do to the control socket: it answers, stays bounded and goes on serving."""
import contextlib
import json
import os
import pathlib
import pty
import random
import resource
import select
import socket
import subprocess
import sys
import time

import harness

PARSE, INVALID, NO_METHOD, PARAMS = -32700, -32600, -32601, -32602
TOO_MANY, TOO_LONG = -32000, -32001
MAX_MESSAGE = 1 << 20
MAX_ADMINISTRATORS = 128
MAX_STRANGERS = 16
MAX_IN_FLIGHT = 64
MAX_UNREAD = 4 << 20
MAX_GROWTH_KIB = 32 * 1024
ADMIN_GROUP = harness.READERS_GROUP + 1
NO_HANDLE = 268435455
VERSION = b'{"jsonrpc":"2.0","id":1,"method":"mprd.GetVersion"}'


def require(condition, text):
    if not condition:
        raise AssertionError(text)


def expect_error(client, line, code):
    client.send(line + b"\n")
    answer = client.read_answer()
    shown = line[:80]
    require("error" in answer, f"{shown!r}: {answer}")
    require(answer["error"]["code"] == code, f"{shown!r}: expected {code}, found {answer['error']}")
    require(answer["error"]["message"] != "", f"{shown!r}: no message")
    return answer


def is_served(world):
    with world.near.client() as client:
        return client.result("mprd.GetVersion")["code"] == 0


# ---- lines


def malformed(world):
    request = '{"jsonrpc":"2.0","id":1,"method":"mprd.GetVersion"'
    cases = [
        (b"", PARSE), (b" ", PARSE), (b"{", PARSE), (b"}", PARSE), (b"nonsense", PARSE),
        (request.encode(), PARSE), (VERSION + VERSION, PARSE), (VERSION[:-1] + b",}", PARSE),
        (b"\x00", PARSE), (b"\xff\xfe{}", PARSE), (b'{"jsonrpc":"2.0","id":"\xc3("}', PARSE),
        (b'{"jsonrpc":"2.0","id":"\xed\xa0\x80"}', PARSE), (b'{"id":"\\ud800"}', PARSE),
        (b"1e999999", PARSE), (b"'single'", PARSE), (b"/* note */ {}", PARSE), (b"NaN", PARSE),
        (b"null", INVALID), (b"1", INVALID), (b'"text"', INVALID), (b"{}", INVALID),
        (b"[]", INVALID), (b"[" + VERSION + b"]", INVALID),
        (b"[" + VERSION + b"," + VERSION + b"]", INVALID),
    ]
    with world.near.client() as client:
        for line, code in cases:
            expect_error(client, line, code)
        require(client.result("mprd.GetVersion")["code"] == 0, "not served afterwards")
    return f"{len(cases)} lines"


def wrong_kinds(world):
    good = {"jsonrpc": "2.0", "id": 1, "method": "mprd.GetVersion"}
    cases = [({"jsonrpc": v}, INVALID) for v in (2.0, "1.0", "2", None, [], {})]
    cases += [({"id": v}, INVALID) for v in (1.5, True, [], {}, [1])]
    cases += [({"method": v}, INVALID) for v in (1, None, [], {}, True)]
    cases += [({"method": v}, NO_METHOD) for v in ("", "mprd.getversion", "x" * 100000, "\0", "é")]
    cases += [({"params": v}, INVALID) for v in ([], [1], "x", 1, None, True)]
    cases += [({"params": {"": 1}}, PARAMS), ({"params": {"a/b~c": 1}}, PARAMS)]
    with world.near.client() as client:
        for change, code in cases:
            expect_error(client, json.dumps({**good, **change}).encode(), code)
        for name in good:
            if name != "id":
                rest = {key: value for key, value in good.items() if key != name}
                expect_error(client, json.dumps(rest).encode(), INVALID)
        for number in ("-1", "4294967296", "1.0", "1e3", '"1"', "null", "true", "18446744073709551616"):
            line = '{"jsonrpc":"2.0","id":1,"method":"MprAdminGetErrorString","params":{"error":%s}}'
            answer = expect_error(client, (line % number).encode(), PARAMS)
            require("/error" in answer["error"]["message"], f"{number}: {answer}")
        # A notification is carried out and not answered.
        client.send(b'{"jsonrpc":"2.0","method":"mprd.GetVersion"}\n')
        require(client.result("mprd.GetVersion")["code"] == 0, "not served afterwards")
    return f"{len(cases)} requests"


def deep_nesting(world):
    with world.near.client() as client:
        for opening, closing in ((b"[", b"]"), (b'{"a":', b"}")):
            for depth in (33, 1000, 100000):
                expect_error(client, opening * depth + b"1" + closing * depth, PARSE)
                expect_error(client, opening * depth, PARSE)
        expect_error(client, b"]" * 100000 + b"[" * 100000, PARSE)
        expect_error(client, b"[" * 32 + b"]" * 32, INVALID)
        # Brackets in a text are no nesting.
        text = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "[" * 1000}).encode()
        expect_error(client, text, NO_METHOD)
        require(client.result("mprd.GetVersion")["code"] == 0, "not served afterwards")
    return "33 to 100000 levels"


def long_lines(world):
    with world.near.client() as client:
        for size in (MAX_MESSAGE + 1, 2 * MAX_MESSAGE, 5 * MAX_MESSAGE):
            expect_error(client, b"x" * size, TOO_LONG)
            require(client.result("mprd.GetVersion")["code"] == 0, f"not served after {size}")
        padded = VERSION[:-1] + b" " * (MAX_MESSAGE - len(VERSION)) + b"}"
        client.send(padded + b"\n")
        require(client.read_answer()["result"]["code"] == 0, "a line of exactly 1 MiB")
        name = b"x" * (MAX_MESSAGE - 60)
        expect_error(client, b'{"jsonrpc":"2.0","id":1,"method":"' + name + b'"}', NO_METHOD)
    return "1 to 5 MiB"


def odd_pieces(world):
    """Requests cut in odd places, many in one piece, and a client that goes in the middle."""
    with world.near.client() as client:
        for byte in VERSION + b"\n":
            client.send(bytes([byte]))
        require(client.read_answer()["result"]["code"] == 0, "one byte at a time")
        client.send((VERSION + b"\n") * 200)
        for _ in range(200):
            require(client.read_answer()["result"]["code"] == 0, "200 in one piece")
        client.send(VERSION + b"\r\n")
        require(client.read_answer()["result"]["code"] == 0, "CR LF")
    for _ in range(50):
        with world.near.client() as client:
            client.send(VERSION[:30])
    require(is_served(world), "not served afterwards")
    return "pieces of 1 byte to 200 requests"


def random_lines(world):
    dice = random.Random(20260101)
    methods = []
    with world.near.client() as client:
        methods = client.result("mprd.ListMethods")["methods"]
        for number in range(500):
            if number % 2 == 0:
                size = dice.randrange(1, 400)
                line = bytes(dice.choice(b" {}[]\":,\\e1x\x00\xff") if dice.random() < 0.5
                             else dice.randrange(256) for _ in range(size))
            else:
                method = dice.choice(methods)
                params = {"interface": dice.randrange(1 << 33), "level": dice.randrange(9)}
                request = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
                line = bytearray(json.dumps(request).encode())
                for _ in range(dice.randrange(4)):
                    line[dice.randrange(len(line))] = dice.randrange(256)
            marker = {"jsonrpc": "2.0", "id": f"end{number}", "method": "mprd.GetVersion"}
            line = bytes(line).replace(b"\n", b" ")
            client.send(line + b"\n" + json.dumps(marker).encode() + b"\n")
            while client.read_answer()["id"] != marker["id"]:
                pass
        client.result("mprd.Continue")
    return "500 lines"


# ---- clients that do not read, and too many of them


def refuses_to_read(world, request, seconds=3.0):
    """Sends `request` until the daemon reads no more. What was sent, and whether it was cut off."""
    client = world.near.client()
    client.socket.setblocking(False)
    sent = 0
    end = time.monotonic() + seconds
    block = request * (65536 // len(request) + 1)
    while time.monotonic() < end:
        try:
            sent += client.socket.send(block)
        except BlockingIOError:
            if not select.select([], [client.socket], [], 0.3)[1]:
                return client, sent, False
        except (BrokenPipeError, ConnectionResetError):
            return client, sent, True
    return client, sent, False


def asks_without_reading(world):
    before = world.near.resident_kib()
    world.near.forget_peak()
    request = b'{"jsonrpc":"2.0","id":1,"method":"mprd.ListMethods"}\n'
    clients = []
    for _ in range(4):
        client, sent, _ = refuses_to_read(world, request)
        clients.append(client)
        require(sent < 16 << 20, f"the daemon took {sent} bytes of requests")
        require(is_served(world), "others are not served")
    grown = world.near.peak_kib() - before
    require(grown < MAX_GROWTH_KIB, f"grew by {grown} KiB")
    for client in clients:
        client.close()
    return f"4 clients, {grown} KiB"


def paused_client_goes_on(world):
    """Who reads late gets all answers."""
    request = b'{"jsonrpc":"2.0","id":1,"method":"mprd.ListMethods"}\n'
    client, sent, cut = refuses_to_read(world, request)
    require(not cut, "cut off instead of paused")
    client.socket.settimeout(5)
    whole = sent // len(request)
    for number in range(whole):
        try:
            require(client.read_answer()["result"]["code"] == 0, "an answer")
        except (EOFError, OSError) as error:
            raise AssertionError(f"{number} answers of {whole}: {error}") from error
    client.close()
    return f"{whole} answers"


def make_events(client, name, count):
    line = {"jsonrpc": "2.0", "id": 1, "method": "MprAdminInterfaceSetCredentials",
            "params": {"interfaceName": name, "userName": "u"}}
    data = json.dumps(line).encode() + b"\n"
    for _ in range(count // 50):
        client.send(data * 50)
        for _ in range(50):
            client.read_answer()


def watches_without_reading(world):
    before = world.near.resident_kib()
    world.near.forget_peak()
    name = "w" * 256
    with world.near.client() as client:
        made = client.result("MprAdminInterfaceCreate", {"buffer": {"name": name}})
        watchers = []
        for _ in range(4):
            watcher = world.near.client()
            watcher.result("mprd.Watch")
            watchers.append(watcher)
        make_events(client, name, 8000)  # about 700 bytes each
        grown = world.near.peak_kib() - before
        require(grown < 2 * 4 * (MAX_UNREAD >> 10), f"grew by {grown} KiB")
        for watcher in watchers:
            taken = 0
            try:
                while data := watcher.socket.recv(1 << 20):
                    taken += len(data)
                    require(taken < 2 * MAX_UNREAD + (1 << 20), "never cut off")
            except TimeoutError as error:
                raise AssertionError(f"not cut off: {taken} bytes, connection open") from error
            except ConnectionResetError:
                pass
            watcher.close()
        client.result("MprAdminInterfaceDelete", {"interface": made["interface"]})
    require(is_served(world), "not served afterwards")
    return f"4 watchers cut off, {grown} KiB"


def connect_many(world, count):
    sockets = []
    for _ in range(count):
        each = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        each.settimeout(5)
        each.connect(str(world.near.socket))
        sockets.append(each)
    return sockets


def thousand_connections(world):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4096), hard))
    if resource.getrlimit(resource.RLIMIT_NOFILE)[0] < 1100:
        return "left out: this process may not open 1,000 sockets"
    sockets = connect_many(world, 1000)
    served = told = 0
    try:
        for each in sockets:
            with contextlib.suppress(BrokenPipeError):
                each.sendall(VERSION + b"\n")
            answer = json.loads(each.recv(65536).split(b"\n")[0])
            if "result" in answer:
                served += 1
            else:
                require(answer["error"]["code"] == TOO_MANY and answer["id"] is None, f"{answer}")
                with contextlib.suppress(ConnectionResetError):
                    require(each.recv(1) == b"", "told, but not closed")
                told += 1
        require(served == MAX_ADMINISTRATORS, f"{served} served, expected {MAX_ADMINISTRATORS}")
        sockets[0].sendall(VERSION + b"\n")
        require(b"result" in sockets[0].recv(65536), "the first is not served any more")
    finally:
        for each in sockets:
            each.close()
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    harness.wait_until("served again", lambda: can_call(world))
    return f"{served} served, {told} told"


def can_call(world):
    try:
        return is_served(world)
    except (AssertionError, OSError, EOFError):
        return False


def requests_in_flight(world):
    """64 connects that wait, on as many lines on which nobody answers."""
    lines = [pty.openpty() for _ in range(MAX_IN_FLIGHT + 1)]
    try:
        router = {"devices": [
            {"name": f"d{i}", "kind": "serial", "role": "out", "type": f"t{i}",
             "options": {"path": os.ttyname(line[1])}} for i, line in enumerate(lines)]}
        interfaces = [{"name": f"i{i}", "dialOnDemand": False, "devices": [{"name": f"d{i}"}]}
                      for i in range(len(lines))]
        world.restart_near(router, interfaces)
        with world.near.client() as client, world.near.client() as other:
            handles = [entry["handle"] for entry in client.result("MprAdminInterfaceEnum")["buffer"]]
            require(len(handles) == len(lines), f"{len(handles)} interfaces")
            for handle in handles:
                params = {"interface": handle, "synchronous": True}
                last = client.request("MprAdminInterfaceConnect", params)
            answer = client.read_answer()
            require(answer["id"] == last and answer["error"]["code"] == TOO_MANY, f"{answer}")
            require(other.result("mprd.GetVersion")["code"] == 0, "others are not served")
            other.result("MprAdminInterfaceDisconnect", {"interface": handles[0]})
            answer = client.read_answer()
            require(answer["result"]["code"] == 929, f"{answer}")
            require(client.result("mprd.GetVersion")["code"] == 0, "not served with 63 waiting")
    finally:
        world.near.process.kill()  # 64 silent lines: no need to wait for their ends
        world.near.stop()
        for line in lines:
            os.close(line[0])
            os.close(line[1])
        world.restart_near()
    return f"{MAX_IN_FLIGHT} wait, one more is refused"


# ---- rights


@contextlib.contextmanager
def somebody_else(user, group):
    """Connections made inside come from this user and group."""
    groups = os.getgroups()
    os.setgroups([])
    os.setegid(group)
    os.seteuid(user)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)
        os.setgroups(groups)


def private_groups(folder):
    """An /etc/group with mprd and mprd-admin, for this mount namespace only."""
    path = pathlib.Path(folder) / "group"
    kept = [line for line in pathlib.Path("/etc/group").read_text().splitlines()
            if line.split(":")[0] not in ("mprd", "mprd-admin")]
    kept += [f"mprd:x:{harness.READERS_GROUP}:", f"mprd-admin:x:{ADMIN_GROUP}:"]
    path.write_text("\n".join(kept) + "\n")
    mounted = subprocess.run(["mount", "--bind", path, "/etc/group"], capture_output=True)
    return mounted.returncode == 0


def plausible_params(document):
    """Parameters that are good enough to come to the question who asks."""
    values = {"number": 1, "handle": NO_HANDLE, "text": "nowhere", "boolean": False}
    special = {"buffer": {"name": "x"}, "route": {"destination": "10.0.0.0/8"},
               "destination": "10.0.0.0/8"}
    return {each["name"]: special.get(each["name"], values.get(each["type"]))
            for each in document["parameters"] if each["required"]}


def documents():
    for path in sorted((harness.SOURCE / "docs" / "api").glob("*.json")):
        yield json.loads(path.read_text())


def stranger(world):
    count = 0
    with somebody_else(harness.NOBODY, harness.NOBODY):
        client = world.near.client()
    for document in documents():
        for params in ({}, {"noSuchParameter": 1}, plausible_params(document)):
            result = client.result(document["name"], params)
            require(result["code"] == 5, f"{document['name']} {params}: {result}")
            require(set(result) == {"code", "symbol", "message"}, f"{result}")
            count += 1
    require(client.result("no.such.method")["code"] == 5, "an unknown method tells more")
    expect_error(client, b"{", PARSE)
    client.close()
    return f"{count} calls refused"


def reader(world):
    with somebody_else(harness.NOBODY, harness.READERS_GROUP):
        client = world.near.client()
    for document in documents():
        # What is no plausible value for a method is told to those who may call it.
        result = client.call(document["name"], plausible_params(document)).get("result", {})
        is_refused = result.get("code") == 5
        require(is_refused == (document["access"] == "administrator"), f"{document['name']}: {result}")
    secret = client.result("MprAdminInterfaceGetCredentials", {"interfaceName": "branch1"})
    require(secret["userName"] == "head" and secret["password"] == "", "a reader sees the password")
    client.close()
    with somebody_else(harness.NOBODY, ADMIN_GROUP):
        client = world.near.client()
    require(client.result("mprd.Continue")["code"] == 0, "group mprd-admin may not continue")
    client.close()
    return "reads, does not change"


# ---- what was wrong once


def strangers_leave_room(world):
    """Callers without rights must not keep an administrator out."""
    with somebody_else(harness.NOBODY, harness.NOBODY):
        sockets = connect_many(world, 2 * MAX_ADMINISTRATORS)
    try:
        time.sleep(0.1)
        require(can_call(world), "idle connections of nobody shut root out")
    finally:
        for each in sockets:
            each.close()
        harness.wait_until("served again", lambda: can_call(world))
    return "an administrator is served"


def strangers_take_little_memory(world):
    before = world.near.resident_kib()
    world.near.forget_peak()
    with somebody_else(harness.NOBODY, harness.NOBODY):
        sockets = connect_many(world, 100)
    try:
        for each in sockets:
            with contextlib.suppress(OSError):  # those above MAX_STRANGERS were told and closed
                each.sendall(b"x" * (MAX_MESSAGE - 1))
        require(is_served(world), "not served")
        grown = world.near.peak_kib() - before
        require(grown < MAX_GROWTH_KIB, f"100 half lines of nobody hold {grown} KiB")
    finally:
        for each in sockets:
            each.close()
    return f"{grown} KiB"


def answers_after_half_close(world):
    """`printf ... | nc -N -U socket`: what was asked before the end is answered."""
    with world.near.client() as client:
        client.send(b'{"jsonrpc":"2.0","id":1,"method":"mprd.ListMethods"}\n' * 200)
        client.socket.shutdown(socket.SHUT_WR)
        count = 0
        with contextlib.suppress(EOFError, ConnectionResetError):
            while client.read_answer():
                count += 1
        require(count == 200, f"{count} answers of 200")
    return "200 answers"


def pipelined_large_answers(world):
    """A client that reads all the time may ask for much in one piece."""
    name = {"interfaceName": "branch2"}
    with world.near.client() as client:
        interface = {"interface": client.result("MprAdminInterfaceGetHandle", name)["interface"]}
        for _ in range(130):  # two refusals that differ, so that both are recorded
            client.result("mprd.Pause")
            client.result("MprAdminInterfaceConnect", interface)
            client.result("mprd.Continue")
            client.result("MprAdminInterfaceSetInfo", {**interface, "level": 0, "buffer": {"enabled": False}})
            client.result("MprAdminInterfaceConnect", interface)
            client.result("MprAdminInterfaceSetInfo", {**interface, "level": 0, "buffer": {"enabled": True}})
        records = len(client.result("mprd.Why")["records"])
        request = b'{"jsonrpc":"2.0","id":1,"method":"mprd.Why"}\n'
        client.send(request * 200)
        count = 0
        with contextlib.suppress(EOFError, ConnectionResetError):
            while count < 200 and client.read_answer():
                count += 1
        require(count == 200, f"cut off after {count} of 200 answers of {records} records each")
    return "200 answers"


def dialled_number_is_told(world):
    """Event DialStarted has the number that is dialled."""
    with world.near.client() as client:
        client.result("mprd.Watch")
        handle = client.result("MprAdminInterfaceGetHandle", {"interfaceName": "branch2"})["interface"]
        device = {"name": "line1", "number": "5551"}
        client.result("MprAdminInterfaceDeviceSetInfo", {"interface": handle, "index": 1, "buffer": device})
        client.result("MprAdminInterfaceConnect", {"interface": handle})
        event = client.wait_for_notification(lambda m: m["params"].get("event") == "DialStarted")
        client.result("MprAdminInterfaceDisconnect", {"interface": handle})
        members = {k: v for k, v in event["params"].items() if k != "text"}
        require("5551" in members.values(), f"{members}")
    return "5551"


def counters_of_now(world):
    """Counters of a connection that is up are those of now."""
    world.wait_for_far_line()
    with world.near.client() as client:
        handle = client.result("MprAdminInterfaceGetHandle", {"interfaceName": "branch1"})["interface"]
        client.result("MprAdminInterfaceConnect", {"interface": handle, "synchronous": True})
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
            sender.bind(("192.168.10.1", 0))
            for _ in range(20):
                sender.sendto(b"x" * 100, ("192.168.20.1", 9))
        time.sleep(0.2)
        port = client.result("MprAdminPortGetInfo", {"port": 1, "level": 1})["buffer"]
        client.result("MprAdminInterfaceDisconnect", {"interface": handle})
        require(port["packetsTransmitted"] >= 20, f"{port['packetsTransmitted']} packets of 20")
    return "20 packets"


class Report:
    def __init__(self):
        self.faults = 0

    def line(self, name, check, world):
        started = time.monotonic()
        try:
            text = f"ok    {name}: {check(world)}"
        except (AssertionError, TimeoutError, EOFError, OSError, KeyError, ValueError) as fault:
            text = f"FAIL  {name}: {type(fault).__name__}: {fault}"
            self.faults += 1
        print(f"{text} [{time.monotonic() - started:.1f} s]", flush=True)


def main():
    options = harness.arguments(__doc__)
    harness.enter_namespace()
    report = Report()
    world = harness.World(options)
    has_groups = harness.can_be_somebody_else() and private_groups(world.folder)
    with world:
        before_all = world.near.resident_kib()
        for check in (malformed, wrong_kinds, deep_nesting, long_lines, odd_pieces, random_lines,
                      asks_without_reading, paused_client_goes_on, watches_without_reading,
                      thousand_connections):
            report.line(check.__name__, check, world)
        if harness.can_be_somebody_else():
            report.line("stranger", stranger, world)
        else:
            print("part skipped: because only root can call as somebody else: stranger")
        if has_groups:
            report.line("reader", reader, world)
        else:
            print("part skipped: because group mprd cannot be made here: reader")

        def growth(world):
            require(is_served(world), "not served")
            grown = world.near.resident_kib() - before_all
            require(grown < MAX_GROWTH_KIB, f"{grown} KiB")
            return f"{grown} KiB"

        report.line("growth", growth, world)
        report.line("requests_in_flight", requests_in_flight, world)
        for check in (answers_after_half_close, pipelined_large_answers, dialled_number_is_told,
                      counters_of_now):
            report.line(check.__name__, check, world)
        if harness.can_be_somebody_else():
            report.line("strangers_leave_room", strangers_leave_room, world)
            report.line("strangers_memory", strangers_take_little_memory, world)
        require(is_served(world), "not served at the end")
    print(f"{report.faults} faults")
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main())
