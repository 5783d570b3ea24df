// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/process/channel_system.hpp"

#include <sys/ioctl.h>
#include <sys/socket.h>
#include <termios.h>
#include <unistd.h>

namespace mprd::platform {

std::size_t write_at_once(PipeStream& stream, ByteSpan data) {
    stream.non_blocking(true);
    const ssize_t size = ::write(stream.native_handle(), data.data(), data.size());
    return size > 0 ? static_cast<std::size_t>(size) : 0;  // an error shows at the next write
}

std::size_t unread_octets(PipeStream& stream) {
    int octets = 0;
    static_cast<void>(::ioctl(stream.native_handle(), TIOCOUTQ, &octets));
    return static_cast<std::size_t>(octets);
}

void end_output(PipeStream& stream) {
    // A terminal has no half that could be closed: its program hears of the end by a signal.
    static_cast<void>(::shutdown(stream.native_handle(), SHUT_WR));
}

}  // namespace mprd::platform
