# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""openvpn in a network of its own, as server or as client, joined to ours by a pair of veth devices; a PKI made on the spot."""
import os
import shutil
import signal
import subprocess

from net_lab import FAR_ADDRESS, wait_until

NEAR_WIRE, FAR_WIRE = "172.31.0.1", "172.31.0.2"
USER, PASSWORD = "head", "pass \"wo\\rd"
DNS = "10.8.0.53"
IPV6_SERVER = "fd00:8::1"
PROGRAMS = {"openvpn": "openvpn", "openssl": "openssl", "nsenter": "util-linux", "ip": "iproute2", "ping": "iputils-ping"}


def missing():
    return [f"there is no program {program} (package {package})" for program, package in PROGRAMS.items()
            if shutil.which(program, path=os.environ["PATH"] + ":/usr/sbin:/sbin") is None]


def run(*words, **more):
    return subprocess.run([str(word) for word in words], check=True, stdin=subprocess.DEVNULL, capture_output=True,
                          text=True, **more).stdout


class Pki:
    """A certificate authority, and one certificate for a server."""

    def __init__(self, folder):
        folder.mkdir()
        self.folder = folder
        self.ca = folder / "ca.pem"
        run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
            "-subj", "/CN=test-ca", "-keyout", folder / "ca.key", "-out", self.ca)
        self.certificate, self.key = self.issue("vpn-server", "serverAuth")

    def issue(self, name, usage):
        """The files of a certificate and its key."""
        certificate, key = self.folder / f"{name}.pem", self.folder / f"{name}.key"
        run("openssl", "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", f"/CN={name}",
            "-keyout", key, "-out", self.folder / "request.csr")
        (self.folder / "extensions").write_text(f"extendedKeyUsage={usage}\nkeyUsage=digitalSignature,keyAgreement\n")
        run("openssl", "x509", "-req", "-days", "2", "-in", self.folder / "request.csr", "-CA", self.ca, "-CAkey",
            self.folder / "ca.key", "-CAcreateserial", "-extfile", self.folder / "extensions", "-out", certificate)
        return certificate, key


class FarNetwork:
    """A network of its own at the other end of a wire."""

    def __init__(self):
        self.space = subprocess.Popen(["unshare", "-n", "sleep", "600"], stdin=subprocess.DEVNULL)
        own = os.readlink("/proc/self/ns/net")
        wait_until("the far network is there", lambda: os.readlink(f"/proc/{self.space.pid}/ns/net") != own)
        run("ip", "link", "add", "wire0", "type", "veth", "peer", "name", "wire1", "netns", self.space.pid)
        run("ip", "addr", "add", NEAR_WIRE + "/24", "dev", "wire0")
        run("ip", "link", "set", "wire0", "up")
        self.inside("ip", "link", "set", "lo", "up")
        self.inside("ip", "addr", "add", FAR_ADDRESS + "/32", "dev", "lo")
        self.inside("ip", "addr", "add", FAR_WIRE + "/24", "dev", "wire1")
        self.inside("ip", "link", "set", "wire1", "up")
        # A kernel asks for routers on each TUN device for seconds after it is up: traffic that keeps the line up.
        if os.path.exists("/proc/sys/net/ipv6"):
            self.inside("sh", "-c", "echo 0 >/proc/sys/net/ipv6/conf/default/router_solicitations")

    def command(self, *words):
        return ["nsenter", "-t", str(self.space.pid), "-n", "--", *[str(word) for word in words]]

    def inside(self, *words):
        return run(*self.command(*words))

    def close(self):
        self.space.kill()
        self.space.wait()
        subprocess.run(["ip", "link", "del", "wire0"], check=False, capture_output=True)  # the next one makes it anew


class Client:
    """An ordinary openvpn client in a FarNetwork."""

    def __init__(self, network, folder, pki, device, credentials=(USER, PASSWORD), *more, protocol="udp"):
        self.network = network
        self.device = device
        self.log_path = folder / f"{device}.log"
        words = ["openvpn", "--client", "--dev", device, "--dev-type", "tun", "--proto", protocol, "--remote", NEAR_WIRE, "1194",
                 "--nobind", "--ca", pki.ca, "--remote-cert-tls", "server", "--verb", "3"]
        if protocol == "udp":
            words += ["--explicit-exit-notify", "1"]
        if credentials:
            path = folder / f"{device}.credentials"
            path.write_text("\n".join(credentials) + "\n")
            words += ["--auth-user-pass", path]
        with open(self.log_path, "w", encoding="utf-8") as log:
            self.process = subprocess.Popen(network.command(*words, *more), stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def log(self):
        return self.log_path.read_text(encoding="utf-8", errors="replace")

    def is_up(self):
        return "Initialization Sequence Completed" in self.log()

    def ping(self, address, count=3):
        """How many were answered."""
        done = subprocess.run(self.network.command("ping", "-c", str(count), "-i", "0.1", "-W", "2", "-I", self.device, address),
                              env={**os.environ, "LC_ALL": "C"}, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              check=False)
        return done.stdout.count("time=")

    def has_ended(self):
        return self.process.poll() is not None

    def stop(self, how=signal.SIGTERM):
        if not self.has_ended():
            self.process.send_signal(how)
            self.process.wait(10)


class Server(FarNetwork):
    """start() and stop() any number of times; the network of its own stays."""

    def __init__(self, folder, pki):
        super().__init__()
        self.folder = folder
        self.pki = pki
        self.process = None
        self._write_files()

    def _write_files(self):
        (self.folder / "ccd").mkdir()
        (self.folder / "ccd" / USER).write_text("iroute 192.168.10.0 255.255.255.0\n")
        script = self.folder / "verify.py"
        script.write_text(f"#!/usr/bin/env python3\nimport os, sys\n"
                          f"sys.exit((os.environ['username'], os.environ['password']) != {(USER, PASSWORD)!r})\n")
        script.chmod(0o755)

    def start(self, *more):
        self.log_path = self.folder / "server.log"
        with open(self.log_path, "w", encoding="utf-8") as log:
            self.process = subprocess.Popen(self.command(
                "openvpn", "--mode", "server", "--tls-server", "--dev", "tun9", "--dev-type", "tun", "--topology", "subnet",
                "--server", "10.8.0.0", "255.255.255.0", "--server-ipv6", "fd00:8::/64", "--proto", "udp", "--port", "1194",
                "--ca", self.pki.ca, "--cert", self.pki.certificate, "--key", self.pki.key, "--dh", "none",
                "--verify-client-cert", "none", "--username-as-common-name", "--script-security", "3",
                "--auth-user-pass-verify", self.folder / "verify.py", "via-env", "--keepalive", "1", "3",
                "--client-config-dir", self.folder / "ccd", "--route", "192.168.10.0", "255.255.255.0",
                "--push", f"dhcp-option DNS {DNS}", "--push", "route 10.99.0.0 255.255.0.0", "--verb", "3",
                "--cd", self.folder, *more), stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        wait_until("the server waits", lambda: "Initialization Sequence Completed" in self.log(), 15)

    def log(self):
        return self.log_path.read_text(encoding="utf-8", errors="replace")

    def stop(self, how=signal.SIGKILL):
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait(10)
            self.process = None

    def close(self):
        self.stop()
        super().close()
