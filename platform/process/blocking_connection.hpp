// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"
#include "platform/process/native_handle.hpp"
#include "platform/system/local_stream.hpp"

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace mprd::platform {

// What HelperProcess does with our end of ProcessChannel::Connection, in each system's way. The
// first two block.

/// False: nobody reads at the other end.
[[nodiscard]] bool write_whole(const NativeHandle& connection, std::string_view text);
/// Octets read; 0: the other end is closed; nullopt: nothing came in time.
[[nodiscard]] std::optional<std::size_t> read_some_within(
    const NativeHandle& connection, std::span<char> into, std::chrono::milliseconds limit
);
/// A copy for the event loop.
[[nodiscard]] Result<LocalStream> stream_over(
    const NativeHandle& connection, boost::asio::io_context& io
);

}  // namespace mprd::platform
