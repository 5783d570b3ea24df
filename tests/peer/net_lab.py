# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""The lab of tests/net (whole daemons in namespaces) for peers that need no guest; `lab` here is another one."""
import importlib.util
import pathlib

_SPEC = importlib.util.spec_from_file_location("net_lab_module", pathlib.Path(__file__).parents[1] / "net" / "lab.py")
_LAB = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_LAB)

enter_namespaces = _LAB.enter_namespaces
Mprd = _LAB.Mprd
ping = _LAB.ping
shell = _LAB.shell
skip = _LAB.skip
wait_until = _LAB.wait_until
NEAR_ADDRESS = _LAB.NEAR_ADDRESS
FAR_ADDRESS = _LAB.FAR_ADDRESS
