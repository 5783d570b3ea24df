// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/pty_pair.hpp"

#include <cstdio>
#include <cstdlib>

#include <fcntl.h>
#include <stdlib.h>
#include <termios.h>

namespace mprd::test {

Pty Pty::open() {
    Pty pty;
    pty.master.reset(::posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
    if (!pty.master || ::grantpt(pty.master.get()) != 0 || ::unlockpt(pty.master.get()) != 0) {
        std::perror("cannot open a pty");
        std::exit(1);
    }
    termios line{};
    ::tcgetattr(pty.master.get(), &line);
    ::cfmakeraw(&line);
    ::tcsetattr(pty.master.get(), TCSANOW, &line);
    pty.path = ::ptsname(pty.master.get());
    return pty;
}

}  // namespace mprd::test
