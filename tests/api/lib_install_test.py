# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Installs libmprapi below a folder and builds an example with what is there: by pkg-config and by find_package.

    lib_install_test.py --source DIR --build DIR --cmake FILE --cc FILE [--flags=SANITIZERS]
"""
import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 77
PROJECT = """
cmake_minimum_required(VERSION 3.22)
project(user LANGUAGES C)
find_package(mprapi 0.1 REQUIRED)
add_executable(user user.c)
target_link_libraries(user PRIVATE mprapi::mprapi)
"""


def run(*words, **options):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, timeout=60, **options)
    if done.returncode != 0:
        sys.exit(f"{words}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def check_program(program, library_folder):
    """It starts with the installed library, and says that there is no router."""
    done = subprocess.run(
        [str(program), "unix:///nonexistent/s"], capture_output=True, text=True, timeout=10,
        env={**os.environ, "LD_LIBRARY_PATH": str(library_folder)},
    )
    if done.returncode != 1 or "1717" not in done.stderr:
        sys.exit(f"{program}: {done.returncode}: {done.stdout}{done.stderr}")


def main():
    parser = argparse.ArgumentParser()
    for name in ("source", "build", "cmake", "cc"):
        parser.add_argument("--" + name, required=True, type=pathlib.Path)
    parser.add_argument("--flags", default="")
    options = parser.parse_args()
    if shutil.which("pkg-config") is None:
        print("skipped: because there is no pkg-config")
        sys.exit(SKIPPED)
    if options.flags:
        print("skipped: because a library with sanitizers does not go into a program without")
        sys.exit(SKIPPED)
    example = options.source / "client" / "examples" / "list_interfaces.c"
    with tempfile.TemporaryDirectory(prefix="mprapi-") as folder:
        root = pathlib.Path(folder)
        prefix = root / "usr"
        for component in ("libmprapi", "libmprapi-dev"):
            run(options.cmake, "--install", options.build, "--prefix", prefix, "--component", component)
        pkgconfig = next(prefix.glob("**/mprapi.pc")).parent
        library_folder = pkgconfig.parent
        environment = {**os.environ, "PKG_CONFIG_PATH": str(pkgconfig)}
        words = run("pkg-config", "--cflags", "--libs", "mprapi", env=environment).split()
        run(options.cc, "-std=c11", "-Wall", "-Wextra", "-Werror", example, "-o", root / "by-pkg-config", *words)
        check_program(root / "by-pkg-config", library_folder)

        project = root / "project"
        project.mkdir()
        (project / "CMakeLists.txt").write_text(PROJECT)
        shutil.copy(example, project / "user.c")
        run(options.cmake, "-S", project, "-B", project / "build", f"-DCMAKE_PREFIX_PATH={prefix}",
            f"-DCMAKE_C_COMPILER={options.cc}")
        run(options.cmake, "--build", project / "build")
        check_program(project / "build" / "user", library_folder)


if __name__ == "__main__":
    main()
