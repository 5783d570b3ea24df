// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/openvpn/private_socket.hpp"

#include <cerrno>
#include <cstdlib>
#include <system_error>

#include <sys/socket.h>
#include <unistd.h>

namespace mprd::platform::openvpn {
namespace {

std::string base_folder() {
    for (const char* name : {"RUNTIME_DIRECTORY", "TMPDIR"}) {
        const char* value = ::getenv(name);  // NOLINT(concurrency-mt-unsafe): nobody sets it
        if (value != nullptr && *value == '/') {
            return value;
        }
    }
    return "/tmp";
}

}  // namespace

PrivateSocket::~PrivateSocket() {
    if (!folder_.empty()) {
        ::unlink(path().c_str());
        ::rmdir(folder_.c_str());
    }
}

Result<void> PrivateSocket::open() {
    std::string name = base_folder() + "/mprd-openvpn-XXXXXX";
    if (::mkdtemp(name.data()) == nullptr) {  // mode 0700
        const std::error_code cause(errno, std::generic_category());
        return make_error(
            Errc::FromDevice, "cannot make the folder " + name + ": " + cause.message(), cause
        );
    }
    folder_ = name;
    boost::system::error_code error;
    acceptor_.open(Protocol(), error);
    if (!error) {
        acceptor_.bind(Protocol::endpoint(path()), error);
    }
    if (!error) {
        acceptor_.listen(1, error);
    }
    return error
               ? Result<void>(make_error(
                     Errc::FromDevice, "cannot listen on " + path() + ": " + error.message(), error
                 ))
               : Result<void>();
}

bool is_from(PrivateSocket::Protocol::socket& socket, pid_t pid) {
    ucred peer{};
    socklen_t size = sizeof peer;
    return ::getsockopt(socket.native_handle(), SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 &&
           peer.pid == pid;
}

}  // namespace mprd::platform::openvpn
