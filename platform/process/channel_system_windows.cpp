// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/process/channel_system.hpp"

namespace mprd::platform {

std::size_t write_at_once(PipeStream& /*stream*/, ByteSpan /*data*/) {
    return 0;
}

std::size_t unread_octets(PipeStream& /*stream*/) {
    return 0;  // the pipe has no buffer (start_windows.cpp): the rest is still being written
}

void end_output(PipeStream& stream) {
    boost::system::error_code ignored;
    stream.close(ignored);
}

}  // namespace mprd::platform
