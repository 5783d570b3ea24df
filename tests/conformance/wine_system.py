# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""What the rows need of Windows: mprd.exe run by Wine, its named pipe, COM ports made of ptys, and mprapi.dll."""
import contextlib
import os
import shutil
import threading

import agent
import harness
import lab
import old_router
import table
import wine_library

FIRST_PORT = 81  # those below belong to tests/windows and tests/support/line_server.py, which may run meanwhile


class WineDaemon:
    """As harness.Daemon."""

    def __init__(self, options, folder, calling):
        self.options, self.folder, self.calling = options, folder, calling
        self.socket = f"\\\\.\\pipe\\mprd-conformance-{os.getpid()}-{folder.name}"
        self.files = {}
        self.router = None

    def configure(self, router, interfaces, secrets):
        self.files = {f"interfaces.d/{each['name']}.json": each for each in interfaces}
        self.files |= {"mprd.json": router, "secrets.json": secrets}

    def start(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        self.router = lab.Router(self.options.mprd, self.folder.parent, self.folder.name, self.files, self.options.wintun,
                                 pipe=self.socket)
        self.router.wait_for("MPRD_READY")

    def stop(self):
        if self.router is not None:
            self.router.stop()
            self.router = None

    def client(self, timeout=10.0):
        return harness.Conversation(agent.PipeStream(self.calling, self.socket, timeout))


class OldRouter:
    """old_router.py on a named pipe: a process for each end of it."""

    def __init__(self, program, name):
        self.program, self.address = program, name
        self.agents = []
        self.stopping = False

    def __enter__(self):
        self.add_end()
        return self

    def __exit__(self, *_):
        self.stopping = True
        for each in self.agents:
            each.kill()
            each.memory.close()

    def add_end(self):
        memory = agent.Memory(len(self.agents) + 1)  # each end is served by a thread
        server = agent.Agent(self.program, memory)
        self.agents.append(server)
        duplex, octets, many, room = 3, 0, 255, 65536
        pipe, error = server.kernel("CreateNamedPipeW", memory.text(self.address), duplex, octets, many, room, room, 0, None)
        if pipe == agent.PipeStream.INVALID:
            raise OSError(error, "no pipe for the old router")
        threading.Thread(target=self.serve, args=(server, pipe), daemon=True).start()

    def serve(self, server, pipe):
        with contextlib.suppress(OSError, agent.Ended, ValueError):
            server.kernel("ConnectNamedPipe", pipe, None, patience=None)
            if self.stopping:
                return
            self.add_end()
            stream = agent.PipeStream.of(server, pipe)
            stream.settimeout(None)
            pending = b""
            while data := stream.recv(4096):
                *lines, pending = (pending + data).split(b"\n")
                for line in lines:
                    stream.sendall(old_router.reply(line))


class WineSystem:
    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        self.memory = agent.Memory()
        self.calling = agent.Agent(options.agent, self.memory)
        self.lines = []

    @staticmethod
    def enter():
        """The rehearsals of mprd.exe leave the host's network alone."""

    gap = staticmethod(table.wine_gap)

    def start(self):
        """Nothing more is needed."""

    def close(self):
        for line in self.lines:
            line.close()
        self.calling.close()
        self.memory.close()

    def daemon(self, name):
        return WineDaemon(self.options, self.folder / name, self.calling)

    def line(self):
        self.lines.append(lab.NullModem(FIRST_PORT + 2 * len(self.lines)))
        return self.lines[-1].names

    def silent_line(self):
        return self.line()[0]

    def calling_as(self, _caller):
        """Wine takes everybody for the user of the server."""
        return contextlib.nullcontext()

    @staticmethod
    def path(path):
        return lab.windows_path(path)

    def library(self, options):
        return wine_library.WineLibrary(options, self.memory)

    def old_router(self):
        return OldRouter(self.options.agent, f"\\\\.\\pipe\\mprd-conformance-{os.getpid()}-old")
