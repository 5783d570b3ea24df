// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#ifdef _WIN32
#include <boost/asio/windows/stream_handle.hpp>
#else
#include <boost/asio/local/stream_protocol.hpp>
#endif

#include <functional>
#include <string_view>

namespace mprd::platform {

/// A connection between two processes of this host, for Asio's read and write operations: a Unix
/// socket, or one end of a named pipe.
#ifdef _WIN32
using LocalStream = boost::asio::windows::stream_handle;
#else
using LocalStream = boost::asio::local::stream_protocol::socket;
#endif

/// Calls `gone` when the other end is closed altogether, for a stream whose input has ended. Not
/// when the stream is closed here.
void wait_for_hang_up(LocalStream& stream, std::function<void()> gone);

/// Writes what the system takes at once: a last word to a client who may not read it.
void write_last_word(LocalStream& stream, std::string_view text);

}  // namespace mprd::platform
