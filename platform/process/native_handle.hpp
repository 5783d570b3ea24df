// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#ifdef _WIN32
#include "platform/windows/unique_handle.hpp"

#include <boost/asio/windows/stream_handle.hpp>
#else
#include "platform/linux/unique_fd.hpp"

#include <boost/asio/posix/stream_descriptor.hpp>
#endif

namespace mprd::platform {

/// What this system has for an open end of a pipe, and the same in Asio's hands.
#ifdef _WIN32
using NativeHandle = UniqueHandle;
using PipeStream = boost::asio::windows::stream_handle;
#else
using NativeHandle = UniqueFd;
using PipeStream = boost::asio::posix::stream_descriptor;
#endif

/// Our ends of a program's standard input and output.
struct ChannelEnds {
    NativeHandle output;  ///< what the program writes; empty with ProcessChannel::Lines
    NativeHandle input;   ///< what it reads; empty where `output` works both ways
};

}  // namespace mprd::platform
