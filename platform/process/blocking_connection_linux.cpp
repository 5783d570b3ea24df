// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/process/blocking_connection.hpp"

#include <algorithm>

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace mprd::platform {

bool write_whole(const NativeHandle& connection, std::string_view text) {
    return ::send(connection.get(), text.data(), text.size(), MSG_NOSIGNAL) ==
           static_cast<ssize_t>(text.size());
}

std::optional<std::size_t> read_some_within(
    const NativeHandle& connection, std::span<char> into, std::chrono::milliseconds limit
) {
    pollfd waiting{connection.get(), POLLIN, 0};
    const auto patience = std::max<std::chrono::milliseconds::rep>(limit.count(), 0);
    if (::poll(&waiting, 1, static_cast<int>(patience)) <= 0) {
        return std::nullopt;
    }
    const ssize_t size = ::recv(connection.get(), into.data(), into.size(), 0);
    return size > 0 ? static_cast<std::size_t>(size) : 0;
}

Result<LocalStream> stream_over(const NativeHandle& connection, boost::asio::io_context& io) {
    boost::system::error_code error;
    UniqueFd copy(::fcntl(connection.get(), F_DUPFD_CLOEXEC, 0));
    LocalStream stream(io);
    stream.assign(boost::asio::local::stream_protocol(), copy.get(), error);
    if (error) {
        return make_error(Errc::CanNotComplete, error.message());
    }
    static_cast<void>(copy.release());
    return stream;
}

}  // namespace mprd::platform
