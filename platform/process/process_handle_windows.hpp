// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/process/process_handle.hpp"
#include "platform/windows/unique_handle.hpp"

#include <boost/asio/windows/object_handle.hpp>

#include <optional>

namespace mprd::platform {

struct ProcessHandle::Native {
    UniqueHandle process;
    /// With JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE: who has the only handle ends what is in it.
    UniqueHandle job;
    std::uint32_t id = 0;
    std::optional<boost::asio::windows::object_handle> watched{};  ///< a copy of `process`
    /// Handlers hold it weakly.
    std::shared_ptr<int> alive = std::make_shared<int>(0);
};

}  // namespace mprd::platform
