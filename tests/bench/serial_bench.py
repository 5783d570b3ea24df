# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""TCP over a null modem in software to pppd, in a User Mode Linux guest whose kernel has PPP: once from pppd, once from
mprd that carries the packets itself, once from mprd that lets the kernel. Run by hand:
serial_bench.py --bin build/release/bin.

All in the same guest, so that the ratios mean something; the absolute figures are those of a guest.
"""
import argparse
import json
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "peer"))
import kernel_lab as lab  # noqa: E402  (its folder is known only now)
from guest import UmlGuest  # noqa: E402

BYTES = 8 << 20
ROUNDS = 3
ACTIONS = ("download", "upload")


def mbit_per_second(router):
    """For each action the best of some rounds."""
    best = {}
    for action in ACTIONS * ROUNDS:
        text = router.sh(f"python3 /run/exchange/tcp_peer.py {action} {lab.BEHIND} {lab.TCP_PORT} {BYTES}", 200)
        figure = BYTES * 8 / 1e6 / json.loads(text)["seconds"]
        best[action] = max(best.get(action, 0.0), figure)
    return best


def with_pppd(router, guest):
    line = router.line()
    guest.start("near", ["/run/pppd", line, "115200", "10.78.0.9:10.78.0.1", "local", "nodetach", "noauth", "noipv6"])
    router.wait(lambda: guest.run(["ip", "route", "add", "10.99.0.0/16", "dev", "ppp0"])[0] == 0, "pppd is up")
    router.wait(lambda: router.ping(1) == 1, "pppd passes packets")
    figures = mbit_per_second(router)
    guest.stop("near")
    return figures


def with_mprd(router, data_path):
    router.start_mprd(data_path)
    router.wait(lambda: router.ping(1) == 1, "mprd passes packets")
    figures = mbit_per_second(router)
    router.stop_mprd()
    return figures


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", required=True, type=pathlib.Path, help="folder with mprd, mprctl and line_relay")
    folder = parser.parse_args().bin.resolve()
    logs = tempfile.mkdtemp(prefix="mprd-serial-bench-")
    with open(f"{logs}/guest.log", "w", encoding="utf-8") as log:
        guest = UmlGuest("router", None, ttl=900, memory="192M", log=log)
        try:
            guest.boot()
            guest.wait_ready(120.0)
            router = lab.KernelRouter(guest, folder / "mprd", folder / "mprctl", folder / "line_relay")
            router.build_network()
            router.use_null_modem()
            bound = with_pppd(router, guest)
            for who, figures in (("pppd", bound), ("mprd, dataPath user", with_mprd(router, "user")),
                                 ("mprd, dataPath kernel", with_mprd(router, "kernel"))):
                for action, figure in figures.items():
                    print(f"{who:24} {action:10} {figure:8.1f} Mbit/s   {figure / bound[action] * 100:4.0f} % of pppd's")
        finally:
            guest.close(logs)


if __name__ == "__main__":
    main()
