# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Makes the Debian packages, installs them into an overlay of this root, makes a call, removes and purges them; then
installs them in a guest where systemd runs, and looks what the unit file does there.

    package_test.py --source DIR --build DIR --cpack FILE [--flags=SANITIZERS]
"""
import argparse
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve()
sys.path.insert(0, str(HERE.parents[1] / "net"))
import lab  # noqa: E402  (the two routers of the net tests)
import systemd_guest  # noqa: E402

PACKAGES = ("mprd", "libmprapi0", "libmprapi-dev")
MOST_EXPOSURE = 2.8  # systemd-analyze security: what the unit has today is 2.7, of which AF_PPPOX is 0.3
MOST_SECONDS = 120
# What dpkg, ldconfig and the user database keep of any package; mprd's user stays (decision 0012).
KEPT = re.compile(r"(var/lib/dpkg|var/log|var/cache/(ldconfig|man)|packages)(/.*)?"
                  r"|etc/(ld\.so\.cache|\.pwd\.lock|(passwd|group|shadow|gshadow)-?|sub[ug]id-?)")


def run(*words, **options):
    done = subprocess.run([str(word) for word in words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          timeout=MOST_SECONDS, check=False, **options)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, words))}: status {done.returncode}\n{done.stdout}")
    return done.stdout


def expect(condition, text):
    if not condition:
        sys.exit(f"expected: {text}")


def skip_where_impossible(options):
    if options.flags:
        lab.skip("packages are not made of a build with sanitizers")
    if os.geteuid() != 0:
        lab.skip("only root can install packages")
    for program in ("dpkg-deb", "dpkg-shlibdeps", "lintian", "unshare", "setpriv"):
        if shutil.which(program) is None:
            lab.skip(f"there is no program {program}")
    for package in PACKAGES:
        if pathlib.Path(f"/var/lib/dpkg/info/{package}.list").exists():
            lab.skip(f"package {package} is installed here: what this test leaves behind could not be told from it")


def check_unit(unit):
    """Where systemd-analyze is: the unit is well formed and as closed as it says."""
    if shutil.which("systemd-analyze") is None:
        return
    text = run("systemd-analyze", "security", "--offline=true", unit)
    exposure = float(re.search(r"exposure level for mprd.service: ([0-9.]+)", text).group(1))
    expect(exposure <= MOST_EXPOSURE, f"exposure of at most {MOST_EXPOSURE}, found {exposure}")
    # The program is not in the host's /usr/bin, the manual pages may not be: only complaints about lines count.
    done = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False)
    complaints = [line for line in done.stderr.splitlines() if re.search(r"mprd\.service:\d+:", line)]
    expect(not complaints, "no complaint of systemd-analyze verify, found " + "\n".join(complaints))


def make_packages(options, folder):
    run(options.cpack, "-G", "DEB", "-B", folder, cwd=options.build)
    files = sorted(folder.glob("*.deb"))
    expect(len(files) == len(PACKAGES), f"{len(PACKAGES)} packages, found {files}")
    print(run("lintian", "--allow-root", "--fail-on", "error", *files))
    return files


class Root:
    """An overlay of this system's root; everything that is written is in `upper`."""

    def __init__(self, folder):
        run("mount", "-t", "tmpfs", "-o", "mode=0755", "tmpfs", folder)
        self.upper = folder / "upper"
        self.path = folder / "root"
        for name in ("upper", "work", "root"):
            (folder / name).mkdir()
        done = subprocess.run(["mount", "-t", "overlay", "overlay", "-o",
                               f"lowerdir=/,upperdir={self.upper},workdir={folder / 'work'}", str(self.path)],
                              capture_output=True, text=True, check=False)
        if done.returncode != 0:
            lab.skip(f"no overlay of / can be mounted ({done.stderr.strip()})")
        self.mount_system_folders()

    def mount_system_folders(self):
        for name in ("dev", "run"):
            run("mount", "-t", "tmpfs", "-o", "mode=0755,dev", "tmpfs", self.path / name)
        (self.path / "dev/net").mkdir()
        # As udev makes it; in a container the host's may be open to root alone.
        for name, mode, major, minor in (("null", 0o666, 1, 3), ("urandom", 0o666, 1, 9), ("net/tun", 0o666, 10, 200)):
            os.mknod(self.path / "dev" / name, 0o020000, os.makedev(major, minor))
            (self.path / "dev" / name).chmod(mode)
        (self.path / "dev/pts").mkdir()
        run("mount", "--bind", "/dev/pts", self.path / "dev/pts")
        run("mount", "--bind", "/proc", self.path / "proc")

    def run(self, *words):
        return run("chroot", self.path, *words)

    def status_of(self, *words):
        done = subprocess.run(["chroot", str(self.path), *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              text=True, timeout=30, check=False)
        return done.returncode, done.stdout

    def left_behind(self):
        """Paths that were written and are not what a package system keeps."""
        found = []
        for path in sorted(self.upper.rglob("*")):
            name = str(path.relative_to(self.upper))
            is_old_folder = path.is_dir() and not path.is_symlink() and os.path.isdir("/" + name)
            if not is_old_folder and not KEPT.fullmatch(name):
                found.append(name)
        return found


def start_as_unit_says(root):
    """The ExecStart of the installed unit, as its user, with its rights and its writable folders."""
    unit = (root.path / "usr/lib/systemd/system/mprd.service").read_text()
    command = re.search(r"^ExecStart=(.*)$", unit, re.MULTILINE).group(1).split()
    writable = ("etc/mprd", "run/mprd", "var/lib/mprd")
    for name in writable[1:]:
        root.run("install", "-d", "-o", "mprd", "-g", "mprd", "-m", "755", "/" + name)
    script = "".join(f"mount --bind {root.path}/{name} {root.path}/{name}; " for name in writable)
    script = f"set -e; {script} mount -o remount,bind,ro {root.path}; exec chroot {root.path} \"$@\""
    caps = "-all,+net_admin"
    log = open(root.upper.parent / "log", "w", encoding="utf-8")
    process = subprocess.Popen(
        ["unshare", "-m", "sh", "-c", script, "sh", "setpriv", "--reuid=mprd", "--regid=mprd", "--groups=dialout",
         f"--inh-caps={caps}", f"--ambient-caps={caps}", f"--bounding-set={caps}", "--no-new-privs", *command],
        stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    read_log = (root.upper.parent / "log").read_text
    lab.wait_until("mprd is ready", lambda: process.poll() is not None or "MPRD_READY" in read_log())
    expect(process.poll() is None, "a running mprd, found\n" + read_log())
    return process, read_log


def configure(root, made):
    """The near router of the lab, in /etc/mprd."""
    tty = os.path.realpath(made.tty)
    shutil.chown(tty, group="dialout")
    os.chmod(tty, 0o660)
    made.near.write("mprd.json", (made.near.folder / "mprd.json").read_text().replace(str(made.tty), tty))
    for name, mode in (("mprd.json", "640"), ("interfaces.d/branch1.json", "640"), ("secrets.json", "600")):
        text = (made.near.folder / name).read_text()
        (root.path / "tmp-file").write_text(text)
        root.run("install", "-o", "mprd", "-g", "mprd", "-m", mode, "/tmp-file", "/etc/mprd/" + name)
        (root.path / "tmp-file").unlink()


def check_access(root):
    def listed_as(*groups):
        more = ["--groups=" + ",".join(groups)] if groups else ["--clear-groups"]
        return root.status_of("setpriv", "--reuid=65534", "--regid=65534", *more, "mprctl", "interface", "list")
    for groups, status in (((), 1), (("mprd",), 0), (("mprd-admin",), 0)):
        found, text = listed_as(*groups)
        expect(found == status, f"status {status} of mprctl for groups {groups}, found {found}: {text}")
    root.run("mprctl", "interface", "create", "kept", "device=line0")
    kept = root.path / "etc/mprd/interfaces.d/kept.json"
    expect(kept.exists(), f"{kept} was stored")


def check_call(read_log):
    expect(lab.ping(3) == 3, "3 answers over the call, found\n" + read_log())
    expect("addrgenmode none" in lab.shell("ip -d link show branch1"), "no automatic IPv6 addresses on branch1")


def check_daemon(root, options):
    with lab.Lab(options.build / "bin") as made:
        configure(root, made)
        made.far.start()
        process, read_log = start_as_unit_says(root)
        try:
            check_access(root)
            check_call(read_log)
        finally:
            process.send_signal(signal.SIGTERM)
            status = process.wait(10)
        expect(status == 0, f"status 0 at the stop, found {status}\n{read_log()}")


def inside(options):
    lab.enter_namespaces()
    with tempfile.TemporaryDirectory(prefix="mprd-package-") as folder:
        folder = pathlib.Path(folder)
        files = sorted(options.packages.glob("*.deb"))
        (folder / "mounted").mkdir()
        root = Root(folder / "mounted")
        try:
            (root.path / "packages").mkdir()
            for file in files:
                shutil.copy(file, root.path / "packages")
            root.run("dpkg", "-i", *(f"/packages/{file.name}" for file in files))
            again = root.run("sh", "-c", "stat -c '%U %a' /etc/mprd /etc/mprd/mprd.json; mprd --check-config")
            expect("mprd 750\nmprd 640\n" in again, f"/etc/mprd of user mprd, found {again}")
            check_daemon(root, options)
            root.run("dpkg", "-r", *reversed(PACKAGES))
            for name in ("etc/mprd/mprd.json", "etc/mprd/secrets.json", "var/lib/mprd"):
                expect((root.path / name).exists(), f"{name} is kept at removal")
            expect(not (root.path / "usr/bin/mprd").exists(), "no program after removal")
            root.run("dpkg", "-P", *reversed(PACKAGES))
            expect(root.left_behind() == [], f"nothing left behind, found {root.left_behind()}")
        finally:
            run("umount", "-R", "-l", folder / "mounted")


def main():
    parser = argparse.ArgumentParser()
    for name in ("source", "build", "cpack"):
        parser.add_argument("--" + name, required=True, type=pathlib.Path)
    parser.add_argument("--flags", default="")
    parser.add_argument("--packages", type=pathlib.Path, help="ready packages: only install them")
    options = parser.parse_args()
    if options.packages:
        return inside(options)
    skip_where_impossible(options)
    check_unit(options.source / "packaging/systemd/mprd.service")
    with tempfile.TemporaryDirectory(prefix="mprd-packages-") as folder:
        files = make_packages(options, pathlib.Path(folder))
        done = subprocess.run([sys.executable, "-B", *sys.argv, "--packages", folder], timeout=MOST_SECONDS, check=False)
        if done.returncode != 0:
            sys.exit(done.returncode)
        check_under_systemd(files, options)


def check_under_systemd(files, options):
    reason = systemd_guest.missing()
    if reason:
        lab.skip(f"all but the unit under systemd was tested: {reason}")
    result, console = systemd_guest.run(files, options.build / "bin")
    print(result)
    expect(result.endswith("passed\n"), "the checks of systemd/check.py to pass; the guest's console:\n" + console)


if __name__ == "__main__":
    main()
