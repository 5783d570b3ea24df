// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/linux/unique_fd.hpp"
#include "platform/process/process_handle.hpp"

#include <boost/asio/posix/stream_descriptor.hpp>

#include <optional>

#include <sys/types.h>

namespace mprd::platform {

struct ProcessHandle::Native {
    /// It leads a session and a process group of this number.
    pid_t pid = 0;
    UniqueFd pid_fd;  ///< readable when it has ended
    /// Has taken pid_fd over.
    std::optional<boost::asio::posix::stream_descriptor> watched{};
    std::function<void()> ended{};
    /// Handlers hold it weakly.
    std::shared_ptr<int> alive = std::make_shared<int>(0);

    [[nodiscard]] int descriptor() { return watched ? watched->native_handle() : pid_fd.get(); }
};

}  // namespace mprd::platform
