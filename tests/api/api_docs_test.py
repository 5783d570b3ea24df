# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Runs docs/api against a real daemon: what the documents say is what it does."""
import json
import re
import sys
import time

import harness

DOCS = harness.SOURCE / "docs" / "api"
METHODS_SOURCE = harness.SOURCE / "daemon" / "control" / "methods"
EVENTS_HEADER = harness.SOURCE / "core" / "events" / "event.hpp"
EVENTS_SOURCE = harness.SOURCE / "client" / "protocol" / "events_json.cpp"

INVALID_PARAMS = -32602
TOKENS = {
    "<number>": lambda v: isinstance(v, (int, float)) and not isinstance(v, bool),
    "<text>": lambda v: isinstance(v, str),
    "<any>": lambda v: True,
    "<list>": lambda v: isinstance(v, list),
}
FAILURE_MEMBERS = {"code", "symbol", "message"}
COMMON_EVENT_MEMBERS = {"event", "text", "number", "timeMs"}
TYPES = {"number", "text", "boolean", "object", "handle", "list of text", "list of objects"}
TYPES |= {"number or null", "text or null", "object or null", "number or text"}


class Fault(Exception):
    """What a document says is not so."""


def require(condition, text):
    if not condition:
        raise Fault(text)


# ---- documents

METHOD_MEMBERS = {
    "name": str, "summary": str, "access": str, "since": str, "source": str, "parameters": list,
    "result": list, "codes": list, "notes": list, "examples": list,
}
EVENT_MEMBERS = {
    "name": str, "summary": str, "since": str, "source": str, "members": list, "notes": list,
    "example": dict,
}
PARAMETER_MEMBERS = {"name", "type", "required", "default", "meaning", "unit"}
EXAMPLE_MEMBERS = {"title", "setup", "params", "result", "error", "save", "notifications"}


def read_documents(folder):
    documents = {}
    for path in sorted(folder.glob("*.json")):
        documents[path.stem] = json.loads(path.read_text())
    return documents


def check_members(value, expected, where):
    missing = set(expected) - set(value)
    require(not missing, f"{where}: without {', '.join(sorted(missing))}")
    require(set(value) <= set(expected), f"{where}: unknown {sorted(set(value) - set(expected))}")
    for name, kind in expected.items():
        require(isinstance(value[name], kind), f"{where}: {name} is no {kind.__name__}")


def check_values(entries, where):
    """Result members of a method, members of an event."""
    names = [entry.get("name") for entry in entries]
    require(len(set(names)) == len(names), f"{where}: a name stands twice")
    for entry in entries:
        wanted = {"name", "type", "meaning"} | ({"optional"} if "optional" in entry else set())
        require(set(entry) == wanted, f"{where}: {entry}: expected {sorted(wanted)}")
        require(entry["type"] in TYPES, f"{where}: {entry['name']}: type {entry['type']}")
        require(entry["meaning"].endswith("."), f"{where}: {entry['name']}: no sentence")


def check_method_schema(document, name):
    check_members(document, METHOD_MEMBERS, "document")
    require(document["name"] == name, f"name {document['name']} in {name}.json")
    require(document["access"] in ("administrator", "reader"), f"access {document['access']}")
    require(document["summary"] != "", "no summary")
    require(document["source"] in (name, "mprd's own"), f"source {document['source']}")
    for parameter in document["parameters"]:
        require(set(parameter) == PARAMETER_MEMBERS, f"parameter {parameter}")
        require(parameter["type"] in TYPES, f"parameter type {parameter['type']}")
        require(
            not (parameter["required"] and parameter["default"] is not None),
            f"{parameter['name']}: required and with a default",
        )
    check_values(document["result"], "result")
    codes = [code["number"] for code in document["codes"]]
    require(codes == sorted(set(codes)), "codes are not in order, each once")
    require({0, 5} <= set(codes) , "codes 0 and 5 belong to every method")
    for code in document["codes"]:
        require(set(code) == {"number", "symbol", "when"}, f"code {code}")
    require(document["examples"] != [], "no example")
    for example in document["examples"]:
        require(set(example) <= EXAMPLE_MEMBERS, f"example {sorted(example)}")
        require({"title", "setup", "params"} <= set(example), f"example {sorted(example)}")
        require(("result" in example) != ("error" in example), "one of result and error")


def check_event_schema(document, name):
    check_members(document, EVENT_MEMBERS, "document")
    require(document["name"] == name, f"name {document['name']} in events/{name}.json")
    check_values(document["members"], "members")
    known = {entry["name"] for entry in document["members"]}
    needed = {entry["name"] for entry in document["members"] if "optional" not in entry}
    shown = set(document["example"])
    require(needed <= shown <= known, f"example has {sorted(shown)}, members are {sorted(known)}")


# ---- what the sources say


def parameters_taken(body):
    """{parameter: required} of a piece of a method's code; where it says both, "optional" counts."""
    taken = re.findall(r"params\.(optional|required|handle|structure)(?:<[^()]*>)?\(\s*\"(\w+)\"", body)
    optional = {name for how, name in taken if how == "optional"}
    return {name: name not in optional for _, name in taken}


def source_parameters():
    """{method: {parameter: required}} from the methods' own code."""
    methods = {}
    # What several methods read in the same way: functions of a header.
    shared = {name: parameters_taken(body) for path in METHODS_SOURCE.glob("*.hpp") for name, body in re.findall(
        r"(\w+)\(Params& params\) \{\n(.*?)^\}\n", path.read_text(), re.M | re.S)}
    for path in sorted(METHODS_SOURCE.glob("*.cpp")):
        text = path.read_text()
        bodies = {}
        for match in re.finditer(r"^Answer (\w+)\((?:Config)?Call& call\) \{\n(.*?)^\}\n", text, re.M | re.S):
            bodies[match.group(1)] = parameters_taken(match.group(2))
            for name in re.findall(r"(\w+)\(params\)", match.group(2)):
                bodies[match.group(1)].update(shared.get(name, {}))
        for name, function in re.findall(r"Method(?:\{|::stored\()\"([\w.]+)\", (\w+)", text):
            require(function in bodies, f"{path.name}: no body of {function} found")
            methods[name] = bodies[function]
    return methods


def source_events():
    """{event: members} from the variant and from the code that writes them."""
    variant = re.search(r"using AnyEvent = std::variant<(.*?)>;", EVENTS_HEADER.read_text(), re.S)
    names = re.findall(r"\w+", variant.group(1))
    text = EVENTS_SOURCE.read_text()
    members = {}
    for name in names:
        head = rf"json operator\(\)\(const events::{name}& [^)]*\) const \{{"
        match = re.search(head + r"(.*?)(?=\n    json operator|\nprivate:)", text, re.S)
        require(match is not None, f"{EVENTS_SOURCE.name}: nothing writes {name}")
        body = match.group(1)
        found = set(re.findall(r"value\[\"(\w+)\"\]", body)) | set(re.findall(r"\{\"(\w+)\", ", body))
        if "named(" in body:
            found |= {"interface", "interfaceName"}
        members[name] = found
    return members


# ---- examples


def at_pointer(value, pointer):
    for part in pointer.split("/")[1:]:
        value = value[int(part)] if isinstance(value, list) else value[part]
    return value


def filled(value, saved):
    """`value` with "$name" replaced by what was saved under the name."""
    if isinstance(value, str) and value.startswith("$"):
        return saved[value[1:]]
    if isinstance(value, dict):
        return {key: filled(member, saved) for key, member in value.items()}
    if isinstance(value, list):
        return [filled(member, saved) for member in value]
    return value


def difference(pattern, value, where=""):
    """What keeps `value` from matching, None when it matches."""
    if isinstance(pattern, str) and pattern in TOKENS:
        return None if TOKENS[pattern](value) else f"{where}: expected {pattern}, found {value!r}"
    if isinstance(pattern, dict):
        if not isinstance(value, dict):
            return f"{where}: expected an object, found {value!r}"
        for key, member in pattern.items():
            if key == "...":
                continue
            if key not in value:
                return f"{where}/{key}: not there"
            found = difference(member, value[key], f"{where}/{key}")
            if found:
                return found
        extra = set(value) - set(pattern)
        if extra and not pattern.get("..."):
            return f"{where}: {', '.join(sorted(extra))}: not in the pattern"
        return None
    if isinstance(pattern, list):
        if not isinstance(value, list) or len(value) != len(pattern):
            return f"{where}: expected {len(pattern)} entries, found {value!r}"
        for index, (member, entry) in enumerate(zip(pattern, value)):
            found = difference(member, entry, f"{where}/{index}")
            if found:
                return found
        return None
    same = pattern == value and isinstance(pattern, bool) == isinstance(value, bool)
    return None if same else f"{where}: expected {pattern!r}, found {value!r}"


def paths_of(value, prefix=""):
    """Every leaf of an answer as "buffer[].name"."""
    if isinstance(value, dict):
        for key, member in value.items():
            yield from paths_of(member, f"{prefix}.{key}" if prefix else key)
    elif isinstance(value, list) and any(isinstance(entry, (dict, list)) for entry in value):
        for entry in value:
            yield from paths_of(entry, prefix + "[]")
    else:
        yield prefix, value


def check_answer_is_documented(document, result, seen):
    members = {entry["name"]: entry for entry in document["result"]}
    for path, value in paths_of(result):
        if path in FAILURE_MEMBERS and path not in members:
            continue
        if value == [] and any(name.startswith(path + "[]") for name in members):
            continue
        require(path in members, f"the answer has {path}, the document has not")
        check_type(members[path]["type"], value, path)
        seen.add(path)
    for path in [path for path in seen if "." in path]:
        parts = path.split(".")
        seen.update(".".join(parts[:count]) for count in range(1, len(parts)))
    require(
        result["code"] in {code["number"] for code in document["codes"]},
        f"code {result['code']} is not in the document",
    )


def check_type(kind, value, where):
    kinds = {
        "number": (int,), "handle": (int,), "text": (str,), "boolean": (bool,), "object": (dict,),
        "list of text": (list,), "list of objects": (list,), "null": (type(None),),
    }
    allowed = tuple(each for word in kind.split(" or ") for each in kinds[word])
    fits = isinstance(value, allowed) and (bool in allowed or not isinstance(value, bool))
    require(fits, f"{where}: expected {kind}, found {value!r}")


class Runner:
    def __init__(self, world):
        self.world = world
        self.events = {}
        self.files = 0

    def fresh_router(self):
        self.world.restart_near()
        self.world.wait_for_far_line()

    def run_example(self, document, example, with_defaults):
        """The result of the example's own request, None when it is a JSON-RPC error."""
        self.files += 1
        saved = {"newFile": str(self.world.near.folder / f"new-file-{self.files}")}
        with self.world.near.client() as client:
            for step in example["setup"]:
                result = client.result(step["method"], filled(step["params"], saved))
                for name, pointer in step.get("save", {}).items():
                    saved[name] = at_pointer(result, pointer)
            params = filled(example["params"], saved)
            if with_defaults:
                for parameter in document["parameters"]:
                    if parameter["default"] is not None:
                        params.setdefault(parameter["name"], parameter["default"])
            answer = client.call(document["name"], params)
            kind = "result" if "result" in example else "error"
            require(kind in answer, f"{example['title']}: {answer}")
            found = difference(filled(example[kind], saved), answer[kind])
            require(found is None, f"{example['title']}: {found}")
            for pattern in example.get("notifications", []):
                wanted = dict(filled(pattern, saved), jsonrpc="2.0")
                client.wait_for_notification(lambda m: difference(wanted, m) is None)
            return answer.get("result")

    def run_method(self, document):
        """How many examples were run."""
        seen = set()
        self.fresh_router()
        for example in document["examples"]:
            # Rest between examples: a setup says all that the example needs.
            self.rest()
            result = self.run_example(document, example, with_defaults=False)
            if result is not None:
                check_answer_is_documented(document, result, seen)
        for entry in document["result"]:
            require(
                entry["name"] in seen or "optional" in entry,
                f"no example's answer has {entry['name']}",
            )
        count = len(document["examples"])
        if any(parameter["default"] is not None for parameter in document["parameters"]):
            self.fresh_router()
            for example in document["examples"]:
                self.rest()
                self.run_example(document, example, with_defaults=True)
        self.check_parameters(document)
        return count

    def rest(self):
        """No call, no pause, credentials as configured."""
        with self.world.near.client() as client:
            client.result("mprd.Continue")
            called = False
            for interface in client.result("MprAdminInterfaceEnum")["buffer"]:
                if interface["state"] in ("connecting", "connected"):
                    called = True
                    client.result("MprAdminInterfaceDisconnect", {"interface": interface["handle"]})
            client.result(
                "MprAdminInterfaceSetCredentials",
                {"interfaceName": "branch1", "userName": "head", "password": "s3cret"},
            )
            if called:
                harness.wait_until(
                    "all ports are at rest",
                    lambda: client.result("MprAdminServerGetInfo")["buffer"]["portsInUse"] == 0,
                )
        if called:
            self.world.wait_for_far_line()

    def check_parameters(self, document):
        """Known, of the type documented, required or not: all without doing anything."""
        with self.world.near.client() as client:
            def refusal(params):
                answer = client.call(document["name"], params)
                require("error" in answer, f"{params} was taken: {answer}")
                require(answer["error"]["code"] == INVALID_PARAMS, f"{params}: {answer['error']}")
                return answer["error"]["message"]

            message = refusal({"noSuchParameter": 1})
            require("/noSuchParameter" in message, f"unknown parameter not named: {message}")
            for parameter in document["parameters"]:
                name = parameter["name"]
                message = refusal({name: [[]], "noSuchParameter": 1})
                text = re.search(rf"(?:^|; )/{name}: expected ([^;]*), found \[\[\]\]", message)
                require(text is not None, f"{name} is not known: {message}")
                expected = {
                    "number": "a number", "handle": "a number", "text": "a", "object": "an object",
                    "boolean": "true or false",
                }[parameter["type"]]
                require(text.group(1).startswith(expected), f"{name}: {message}")
                without = refusal({"noSuchParameter": 1})
                is_named = f"/{name}: " in without and "found nothing" in without
                require(is_named == parameter["required"], f"{name} left out: {without}")

    def check_symbols(self, documents):
        with self.world.near.client() as client:
            for name, document in documents.items():
                for code in document["codes"]:
                    known = client.result("MprAdminGetErrorString", {"error": code["number"]})
                    require(known.get("symbol") == code["symbol"], f"{name}: {code}: {known}")

    def provoke_events(self):
        """What a watcher is told while everything is done that a test can do."""
        far = self.world.far.client()
        far.result("mprd.Watch")
        self.fresh_router()
        near = self.world.near.client()
        near.result("mprd.Watch")
        find = lambda name: near.result("MprAdminInterfaceGetHandle", {"interfaceName": name})
        branch1 = {"interface": find("branch1")["interface"]}
        near.result("MprAdminInterfaceConnect", dict(branch1, synchronous=True))
        near.result("MprAdminInterfaceDisconnect", branch1)
        self.world.wait_for_far_line()
        near.result("MprAdminInterfaceSetCredentials", {"interfaceName": "branch1", "password": "x"})
        near.result("MprAdminInterfaceConnect", dict(branch1, synchronous=True))
        near.result("mprd.Pause")
        near.result("MprAdminInterfaceConnect", branch1)
        near.result("mprd.Continue")
        near.result("mprd.SetIdle", {"idleDisconnectSeconds": 77})
        spare = near.result("MprAdminInterfaceCreate", {"buffer": {"name": "spare"}})
        spare = {"interface": spare["interface"]}
        near.result("MprAdminInterfaceSetInfo", dict(spare, buffer={"enabled": False}))
        near.result("MprAdminInterfaceDelete", spare)
        self.world.wait_for_far_line()
        far.result("mprd.GetVersion")
        near.result("mprd.GetVersion")
        self.world.near.process.terminate()
        try:
            while True:
                near.notifications.append(near.read())
        except (EOFError, OSError):
            pass
        self.world.near.stop()
        for message in near.notifications + far.notifications:
            if message["method"] == "mprd.Event":
                self.events.setdefault(message["params"]["event"], []).append(message["params"])
        near.close()
        far.close()


def check_event_messages(document, messages):
    known = {entry["name"]: entry for entry in document["members"]}
    for message in messages:
        require(COMMON_EVENT_MEMBERS <= set(message), f"{message}: without a common member")
        for name, value in message.items():
            if name in known:
                check_type(known[name]["type"], value, name)
            else:
                require(name in COMMON_EVENT_MEMBERS, f"{name} is not in the document: {message}")
        needed = {name for name, entry in known.items() if "optional" not in entry}
        require(needed <= set(message), f"without {sorted(needed - set(message))}: {message}")


class Report:
    def __init__(self):
        self.faults = 0

    def line(self, name, check):
        started = time.monotonic()
        try:
            text = f"ok   {name}: {check()}"
        except (Fault, TimeoutError, AssertionError, LookupError, OSError, EOFError) as fault:
            self.faults += 1
            text = f"FAIL {name}: {type(fault).__name__}: {fault}"
        print(f"{text} [{time.monotonic() - started:.1f} s]", flush=True)


def same_names(documented, real, what):
    missing = sorted(set(real) - set(documented))
    stale = sorted(set(documented) - set(real))
    require(not missing, f"{what} without a document: {', '.join(missing)}")
    require(not stale, f"documents of {what} that are not there: {', '.join(stale)}")
    return f"{len(documented)} {what}"


def main():
    options = harness.arguments(__doc__)
    harness.enter_namespace()
    methods = read_documents(DOCS)
    events = read_documents(DOCS / "events")
    report = Report()
    with harness.World(options) as world:
        runner = Runner(world)
        with world.near.client() as client:
            listed = client.result("mprd.ListMethods")["methods"]
        parameters = {}
        written = {}
        report.line("methods", lambda: same_names(methods, listed, "methods"))
        report.line("symbols", lambda: runner.check_symbols(methods) or "as the daemon says")
        report.line("sources", lambda: (
            parameters.update(source_parameters()), written.update(source_events()),
            "read")[-1])
        report.line("events", lambda: same_names(events, written, "events"))

        def check_method(name):
            document = methods[name]
            check_method_schema(document, name)
            declared = {each["name"]: each["required"] for each in document["parameters"]}
            real = parameters.get(name)
            require(declared == real, f"parameters: documented {declared}, in the source {real}")
            count = runner.run_method(document)
            return f"{count} examples, {len(document['parameters'])} parameters"

        for name in methods:
            report.line(name, lambda: check_method(name))
        report.line("provoked events", lambda: runner.provoke_events() or f"{len(runner.events)}")

        def check_event(name):
            document = events[name]
            check_event_schema(document, name)
            declared = {each["name"] for each in document["members"]}
            real = written.get(name)
            require(declared == real, f"documented {sorted(declared)}, written {sorted(real)}")
            messages = runner.events.get(name, [])
            check_event_messages(document, messages)
            return f"seen {len(messages)} times"

        for name in events:
            report.line(f"events/{name}", lambda: check_event(name))
    print(f"{len(methods)} methods, {len(events)} events, {report.faults} faults")
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main())
