// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/line_end.hpp"
#include "tests/support/pty_pair.hpp"

#include <cstdio>
#include <cstdlib>

#include <unistd.h>

namespace mprd::test {

struct LineEnd::End {
    Pty pty = Pty::open();
};

LineEnd::LineEnd() : end_(std::make_unique<End>()), path_(end_->pty.path) {}

LineEnd::~LineEnd() = default;

void LineEnd::send(ByteSpan octets) {
    if (::write(end_->pty.master.get(), octets.data(), octets.size()) !=
        static_cast<ssize_t>(octets.size())) {
        std::perror("cannot write to a pty");
        std::exit(1);
    }
}

Bytes LineEnd::receive() {
    Bytes octets(65536);
    const ssize_t size =
        end_ ? ::read(end_->pty.master.get(), octets.data(), octets.size()) : ssize_t{0};
    octets.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
    return octets;
}

void LineEnd::hang_up() {
    end_.reset();
}

}  // namespace mprd::test
