# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Calls functions of libmprapi with the parameters of a row, which have the names of the control socket.

Which C argument takes which parameter is told by the argument's documented name; `null` and `args` of a row replace it.
"""
import base64
import contextlib
import ctypes

POINTER, DWORD = ctypes.c_void_p, ctypes.c_uint32
EVERYTHING = 0xFFFFFFFF
INVALID_HANDLE = (1 << 64) - 1
CALLER_ROOM = 2048  # octets of the buffers that a caller brings

NUMBER_ARGUMENTS = {  # name: parameter, its value when a row has none
    "dwLevel": ("level", 0), "dwIndex": ("index", 0), "dwError": ("error", 0), "dwVersion": ("version", 1),
    "dwRoutingPid": ("routingPid", 0), "dwPrefMaxLen": ("preferredMaximumLength", EVERYTHING),
    "dwPreferedMaxLen": ("preferredMaximumLength", EVERYTHING), "dwBufferSize": ("bufferSize", CALLER_ROOM),
    "dwInfoType": ("type", 0), "dwItemSize": ("itemSize", 0), "dwItemCount": ("itemCount", 0),
    "fSynchronous": ("synchronous", False), "fIncludeClientInterfaces": ("includeClientInterfaces", False),
    "bEnable": ("enable", False), "hInterface": ("interface", 0), "hRouterInterface": ("interface", 0),
    "hConnection": ("connection", INVALID_HANDLE), "hPort": ("port", 0), "hRouterTransport": ("transport", 0),
    "hRouterIfTransport": ("interfaceTransport", 0), "dwTransportId": ("transportId", 0), "dwPid": ("protocolId", 0),
}
TEXT_ARGUMENTS = {
    "lpwsInterfaceName": "interfaceName", "lpwsUserName": "userName", "lpwsDomainName": "domainName",
    "lpwsPassword": "password", "lpwsTransportName": "transportName", "lpwsDLLPath": "dllPath", "lpwsPath": "path",
    "pszGuidName": "guidName", "pszFriendlyName": "friendlyName", "lpszUser": "userName", "lpwszMessage": "message",
    "lpszDomain": "domain", "pszDomain": "domain", "pszMachine": "machine",
}
OCTET_ARGUMENTS = {  # name: parameter; the argument with the size has the name of the second table
    "pInterfaceInfo": "interfaceInfo", "pGlobalInfo": "globalInfo", "pClientInterfaceInfo": "clientInterfaceInfo",
    "lpEntry": "entry", "lpInEntry": "inEntry", "lpInData": "inData", "lpItemData": "data",
}
SIZE_ARGUMENTS = {
    "dwInterfaceInfoSize": "interfaceInfo", "dwGlobalInfoSize": "globalInfo",
    "dwClientInterfaceInfoSize": "clientInterfaceInfo", "dwEntrySize": "entry", "dwInEntrySize": "inEntry",
    "dwInDataSize": "inData",
}
SERVER_HANDLES = ("hMprServer", "hRasServer")
CALLER_BUFFERS = {"MprAdminUserGetInfo": "lpbBuffer", "MprConfigFilterGetInfo": "lpBuffer"}
INTERFACE_TYPES = {"fullRouter": 2, "dedicated": 3}


def octets(params, name):
    return base64.b64decode(params.get(name, ""))


class Library:
    """Calls functions of the library with ctypes values; how, and in which process, is up to who derives from it."""

    ABORTED = None  # how in_child() ends where the library's code called abort()
    NOWHERE = None  # name of a server, as this system writes it, where no router runs

    def __init__(self, declared):
        self.header = declared

    def kind_of(self, declared):
        return POINTER if declared.endswith("*") else self.header.types[declared]

    def connect(self, name="MprAdminServerConnect"):
        handle = self.new(POINTER)
        code = self.raw(name, None, ctypes.addressof(handle))
        return code, handle.value

    def raw(self, name, *arguments):
        """The code of a function; None of one that has none."""
        raise NotImplementedError

    def new(self, kind):
        """A ctypes value in memory that the library can reach, all zero."""
        raise NotImplementedError

    def copy(self, to, source, size):
        """Octets between addresses of which the library's may be one."""
        raise NotImplementedError

    def make_event(self):
        """Handle of an event that is reset by hand."""
        raise NotImplementedError

    def find_router_at(self, address):
        """From now on NULL is the router there."""
        raise NotImplementedError

    def row(self):
        """The time of one row, as a context: what new() gave in it is free after it."""
        return contextlib.nullcontext()

    def fail_allocation(self, number):
        """The `number`-th allocation from now on fails (0: none). Whether the one asked for before did. In a child."""
        raise NotImplementedError

    def in_child(self, work):
        """What `work(library, say)` says where the library's end does not matter, and how it ended: "finished", a fault,
        or the status of a process."""
        raise NotImplementedError


class Call:
    """One call of a row: its arguments, and what it has to give back at the end."""

    def __init__(self, library, row, params):
        self.library, self.row, self.params = library, row, params
        self.name = row.function
        self.kept, self.outputs, self.undo = [], [], []

    def prepare(self):
        """Makes the arguments. The code of a handle that is refused, else 0."""
        self.refusal = 0
        declared = self.library.header.functions[self.name].arguments
        self.arguments = [self.value_of(argument) for argument in declared]
        return self.refusal

    def run(self):
        code = self.library.raw(self.name, *self.arguments)
        return 0 if code is None else code

    def end(self):
        """Frees what the function gave, by its documented function, and what prepare() made."""
        for output, free in self.outputs:
            if output.value:
                result = self.library.raw(free, output)
                if result:
                    raise AssertionError(f"{free} of what it gave is {result}")
        for free, *arguments in reversed(self.undo):
            self.library.raw(free, *arguments)

    # ---- arguments

    def value_of(self, argument):
        if argument.name in self.row.null:
            return None
        if argument.name in self.row.args:
            return self.special(self.row.args[argument.name])
        if self.name == "MprAdminGetPDCServer" and argument.name == "lpszServer":
            return self.text(self.params.get("server"))
        if argument.name in NUMBER_ARGUMENTS:
            return self.number(argument)
        if argument.name in TEXT_ARGUMENTS:
            return self.text_or_room(argument)
        if argument.name in OCTET_ARGUMENTS:
            return self.octets_of(OCTET_ARGUMENTS[argument.name])
        if argument.name in SIZE_ARGUMENTS:
            return len(octets(self.params, SIZE_ARGUMENTS[argument.name]))
        return self.object(argument)

    def number(self, argument):
        parameter, otherwise = NUMBER_ARGUMENTS[argument.name]
        value = self.params.get(parameter, otherwise)
        return self.library.kind_of(argument.type)(int(value))

    def text(self, value):
        if value is None:
            return None
        data = value.encode("utf-16-le") + b"\0\0"
        return self.memory(len(data), data)

    def text_or_room(self, argument):
        if self.name == "MprAdminInterfaceGetCredentials" and argument.name != "lpwsInterfaceName":
            return self.memory(CALLER_ROOM)
        return self.text(self.params.get(TEXT_ARGUMENTS[argument.name]))

    def octets_of(self, parameter):
        if parameter not in self.params:
            return None
        data = octets(self.params, parameter)
        return self.memory(len(data), data)

    def memory(self, size, data=b""):
        """Pointer to so many octets that begin with `data`."""
        room = self.library.new(ctypes.c_char * (size or 1))
        ctypes.memmove(room, data, len(data))
        self.kept.append(room)
        return ctypes.cast(room, POINTER)

    def object(self, argument):
        name = argument.name
        if name in SERVER_HANDLES:
            is_store = self.name.startswith("MprConfig")
            return self.handle("MprConfigServerConnect" if is_store else "MprAdminServerConnect")
        if name == "hMprConfig":
            return self.handle("MprConfigServerConnect")
        if name == "hMibServer":
            return self.handle("MprAdminMIBServerConnect")
        if name == "hRasConnection":
            return int(self.params.get("connection") or int.from_bytes(map(int, self.params["address"].split(".")), "little"))
        if name == "fIsIpAddress":
            return int("address" in self.params)
        if name == "dwProtocolId":
            return self.params.get("transportId", self.params.get("protocolId", 0))
        if name in ("hEvent", "hEventNotification"):
            return self.event() if name != "hEvent" or self.params.get("event") else None
        if name in ("lpwsServerName", "lpwsServer", "lpszServer"):
            return None
        if name == "lpHeader":
            return self.information_header()
        if name in ("pszBuffer", "lpszPDCServer") or CALLER_BUFFERS.get(self.name) == name:
            return self.memory(CALLER_ROOM)
        if name == "pBuffer":
            return None  # of MprConfigServerInstall
        return self.output(argument) or self.structure(argument)

    def handle(self, function):
        code, handle = self.library.connect(function)
        self.refusal = self.refusal or code
        self.undo.append((function.replace("Connect", "Disconnect"), handle))
        return handle

    def event(self):
        handle = self.library.make_event()
        if self.row.state == "registered":
            self.library.raw("MprAdminRegisterConnectionNotification", self.server(), handle)
        return handle

    def server(self):
        """The handle that is the first argument; None: the row has NULL there."""
        return self.undo[0][1] if self.undo else None

    def information_header(self):
        given = self.octets_of("header")
        header = self.library.new(POINTER)
        if self.library.raw("MprInfoDuplicate", given, ctypes.addressof(header)) != 0:
            raise AssertionError("MprInfoDuplicate of the row's header")
        if self.name != "MprInfoDelete":
            self.undo.append(("MprInfoDelete", header))
        return header

    def special(self, word):
        if isinstance(word, int):
            return word
        if word == "nowhere":
            return self.text(self.library.NOWHERE)
        if word == "foreign":  # an address that is nothing of the library's
            return self.memory(64)
        if word.endswith("-buffer"):
            return self.buffer_of(word)
        return self.text(word)

    def buffer_of(self, word):
        """A block that one of the families gave out."""
        buffer, size = self.library.new(POINTER), self.library.new(DWORD)
        if word == "mib-buffer":
            query = self.memory(4)
            server = self.handle("MprAdminMIBServerConnect")
            code = self.library.raw(
                "MprAdminMIBEntryGet", server, 33, 10000, query, 4, ctypes.addressof(buffer), ctypes.addressof(size)
            )
        else:
            family = {"admin-buffer": "MprAdmin", "config-buffer": "MprConfig"}[word]
            server = self.handle(f"{family}ServerConnect")
            code = self.library.raw(f"{family}ServerGetInfo", server, 0, ctypes.addressof(buffer))
        if code != 0:
            raise AssertionError(f"no {word}: {code}")
        return buffer

    # ---- outputs

    def output(self, argument):
        """Memory for an [out] argument; None when it is none."""
        kind, name = argument.type, argument.name
        if kind in ("LPDWORD", "PBOOL", "BOOL*"):
            self.kept.append(self.library.new(DWORD))
            self.kept[-1].value = self.params.get("resumeHandle", 0) if name == "lpdwResumeHandle" else 0
            return ctypes.addressof(self.kept[-1])
        is_handle = kind in ("HANDLE*", "MPR_SERVER_HANDLE*", "MIB_SERVER_HANDLE*")
        if not is_handle and kind not in ("LPBYTE*", "LPVOID*", "LPWSTR*", "PRAS_CONNECTION_EX*"):
            return None
        pointer = self.library.new(POINTER)
        self.kept.append(pointer)
        free = self.free_function(is_handle)
        if free is not None:
            self.outputs.append((pointer, free))
        return ctypes.addressof(pointer)

    def free_function(self, is_handle):
        if is_handle:
            return self.name.replace("Connect", "Disconnect") if self.name.endswith("ServerConnect") else None
        if self.name == "MprInfoBlockFind":
            return None  # points into the header
        if self.name.startswith("MprInfo"):
            return "MprInfoDelete"
        if self.name == "MprAdminGetErrorString":
            return "MprdLocalFree"
        family = next(f for f in ("MprAdminMIB", "MprConfig", "MprAdmin") if self.name.startswith(f))
        return f"{family}BufferFree"

    # ---- structures

    def structure(self, argument):
        makers = {
            "MPRAPI_OBJECT_HEADER": lambda: self.object_header("RAS_CONNECTION_EX", 1),
            "RAS_CONNECTION_EX": lambda: self.with_header("RAS_CONNECTION_EX", 1),
            "MPR_SERVER_EX": lambda: self.with_header("MPR_SERVER_EX", 2),
            "MPR_SERVER_SET_CONFIG_EX": self.server_config,
            "MPR_IF_CUSTOMINFOEX": self.custom_info,
        }
        kind = argument.type.removesuffix("*")
        kind = kind.removeprefix("P") if kind not in makers else kind
        made = makers[kind]() if kind in makers else self.by_function()
        self.kept.append(made)
        return ctypes.addressof(made)

    def make(self, kind, **members):
        made = self.library.new(self.library.header.types[kind])
        for name, value in members.items():
            set_member(made, name, value)
        return made

    def object_header(self, kind, type_number):
        size = ctypes.sizeof(self.library.header.types[kind])
        revision = 3 if kind == "MPR_IF_CUSTOMINFOEX" else 1
        return self.make("MPRAPI_OBJECT_HEADER", revision=revision, type=type_number, size=size)

    def with_header(self, kind, type_number):
        made = self.make(kind)
        made.Header = self.object_header(kind, type_number)
        return made

    def server_config(self):
        """What is set now, with the row's changes."""
        now = self.with_header("MPR_SERVER_EX", 2)
        self.library.raw(self.name.replace("Set", "Get"), self.server(), ctypes.addressof(now))
        made = self.with_header("MPR_SERVER_SET_CONFIG_EX", 3)
        made.ConfigParams = now.ConfigParams
        made.setConfigForProtocols = self.params["setConfigForProtocols"]
        for protocol, members in self.params["configParams"].items():
            if protocol == "sstpListener":
                blob = made.ConfigParams.SstpConfigParams.sstpCertDetails.certBlob
                blob.cbData = len(members["certificate"]) // 2
                blob.pbData = self.memory(blob.cbData, bytes.fromhex(members["certificate"]))
                continue
            params = getattr(made.ConfigParams, f"{protocol.capitalize()}ConfigParams")
            params.dwNumPorts, params.dwPortFlags = members["numPorts"], members["portFlags"]
        return made

    def custom_info(self):
        made = self.with_header("MPR_IF_CUSTOMINFOEX", 6)
        given = self.params.get("customIkev2Config", {})
        made.dwFlags = self.params.get("flags", 0)
        made.customIkev2Config.dwSaLifeTime = given.get("saLifeTime", 0)
        made.customIkev2Config.dwSaDataSize = given.get("saDataSize", 0)
        made.customIkev2Config.dwMmSaLifeTime = given.get("saLifeTime", 0)
        return made

    def by_function(self):
        """What an untyped pointer to a structure stands for."""
        buffer, level = self.params.get("buffer", {}), self.params.get("level", 0)
        if "ServerSetInfo" in self.name:
            names = {"numPptpPorts": "dwNumPptpPorts", "pptpPortFlags": "dwPptpPortFlags", "numL2tpPorts": "dwNumL2tpPorts",
                     "l2tpPortFlags": "dwL2tpPortFlags", "numSstpPorts": "dwNumSstpPorts", "sstpPortFlags": "dwSstpPortFlags"}
            made = self.make("MPR_SERVER_2")
            for name, value in buffer.items():
                set_member(made, names[name], value)
            return made
        if "Credentials" in self.name:
            data = octets(self.params, "credentialsInfo")
            return self.make("MPR_CREDENTIALSEX_1", dwSize=len(data), lpbCredentialsInfo=self.octets_of("credentialsInfo"))
        if "Device" in self.name:
            return self.make("MPR_DEVICE_1", szDeviceType=buffer["type"], szDeviceName=buffer["name"],
                             szLocalPhoneNumber=buffer.get("number", ""))
        if "User" in self.name:
            return self.make("RAS_USER_1", bfPrivilege=buffer["privilege"])
        if "Filter" in self.name:
            return self.make("MPR_FILTER_0", fEnable=int(buffer["enable"]))
        return self.interface(buffer, level)

    def interface(self, buffer, level):
        """As documented: what GetInfo says of an interface, with the row's changes."""
        kind = f"MPR_INTERFACE_{min(level, 3)}"
        name, server = self.library.new(POINTER), self.handle("MprAdminServerConnect")
        self.library.raw("MprAdminInterfaceGetHandle", server, self.text("branch2"), ctypes.addressof(name), 0)
        handle = self.params.get("interface", name) if self.name == "MprAdminInterfaceSetInfo" else name
        found, made = self.library.new(POINTER), self.make(kind)
        if self.library.raw("MprAdminInterfaceGetInfo", server, handle, min(level, 3), ctypes.addressof(found)) == 0:
            self.library.copy(ctypes.addressof(made), found, ctypes.sizeof(made))
            self.library.raw("MprAdminBufferFree", found)
        if self.name == "MprConfigInterfaceSetInfo":
            set_member(made, "wszInterfaceName", "branch1")
        for member, value in buffer.items():
            if member == "name":
                set_member(made, "wszInterfaceName", value)
            else:
                place = {"type": "dwIfType", "enabled": "fEnabled"}[member]
                set_member(made, place, INTERFACE_TYPES.get(value, value))
        return made


def set_member(structure, name, value):
    if not isinstance(value, str):
        setattr(structure, name, value)
        return
    array = getattr(structure, name)
    units = value.encode("utf-16-le")
    for index in range(len(array)):
        array[index] = int.from_bytes(units[2 * index:2 * index + 2], "little")
