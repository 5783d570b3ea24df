// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/local_client.hpp"

#include <boost/asio/local/connect_pair.hpp>

#include <array>
#include <cstring>
#include <stdexcept>
#include <utility>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace mprd::test {
namespace {

int descriptor(std::intptr_t handle) {
    return static_cast<int>(handle);
}

}  // namespace

LocalClient::LocalClient(platform::LocalStream& server) {
    platform::LocalStream far(server.get_executor());
    boost::asio::local::connect_pair(server, far);
    handle_ = far.release();
}

LocalClient::LocalClient(const std::string& address)
    : handle_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un name{};
    name.sun_family = AF_UNIX;
    std::memcpy(static_cast<char*>(name.sun_path), address.c_str(), address.size() + 1);
    const auto* const generic = reinterpret_cast<const sockaddr*>(&name);
    if (::connect(descriptor(handle_), generic, sizeof name) != 0) {
        throw std::runtime_error("nobody listens on " + address);
    }
}

LocalClient::~LocalClient() {
    close();
}

LocalClient::LocalClient(LocalClient&& other) noexcept
    : handle_(std::exchange(other.handle_, kClosed)) {}

std::size_t LocalClient::send(std::string_view data) {
    const ssize_t size =
        ::send(descriptor(handle_), data.data(), data.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    return size < 0 ? 0 : static_cast<std::size_t>(size);
}

std::string LocalClient::receive() {
    std::array<char, 65536> buffer{};
    const ssize_t size = ::recv(descriptor(handle_), buffer.data(), buffer.size(), MSG_DONTWAIT);
    return size < 0 ? std::string() : std::string(buffer.data(), static_cast<std::size_t>(size));
}

void LocalClient::close() {
    if (handle_ != kClosed) {
        ::close(descriptor(std::exchange(handle_, kClosed)));
    }
}

std::string fresh_local_address(const std::string& folder) {
    return folder + "/s";
}

}  // namespace mprd::test
