// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/cli/capture_file.hpp"

#include <cerrno>
#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

namespace mprd::cli {
namespace {

constexpr mode_t kOwnerOnly = 0600;  // other people's traffic is in it

std::string reason() {
    return std::strerror(errno);  // NOLINT(concurrency-mt-unsafe)
}

}  // namespace

CaptureFile::~CaptureFile() {
    if (owned_) {
        ::close(static_cast<int>(file_));
    }
}

bool CaptureFile::is_terminal() {
    return ::isatty(STDOUT_FILENO) == 1;
}

std::string CaptureFile::open(const std::string& path) {
    if (path.empty()) {
        file_ = STDOUT_FILENO;
        std::signal(SIGPIPE, SIG_IGN);  // write() tells it
        return "";
    }
    file_ = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, kOwnerOnly);
    owned_ = file_ >= 0;
    return owned_ ? "" : reason();
}

std::string CaptureFile::write(ByteSpan octets) {
    while (!octets.empty() && !unread_) {
        const ssize_t done = ::write(static_cast<int>(file_), octets.data(), octets.size());
        if (done < 0 && errno == EPIPE) {
            unread_ = true;
        } else if (done < 0 && errno != EINTR) {
            return reason();
        }
        octets = octets.subspan(done > 0 ? static_cast<std::size_t>(done) : 0);
    }
    return "";
}

}  // namespace mprd::cli
