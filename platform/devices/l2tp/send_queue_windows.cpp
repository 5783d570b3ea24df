// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/l2tp/send_queue.hpp"

namespace mprd::platform::l2tp {

/// sendto() takes one datagram and needs nothing.
struct SendQueue::System {};

SendQueue::SendQueue() : may_join_(false) {}

SendQueue::~SendQueue() = default;

bool SendQueue::send_next(Socket socket) {
    const Run& run = runs_[first_];
    const int sent = ::sendto(
        socket,
        reinterpret_cast<const char*>(octets_.get() + run.begin),
        static_cast<int>(run.size),
        0,
        run.to.native().data(),
        static_cast<int>(run.to.native().size())
    );
    if (sent == SOCKET_ERROR) {
        const int error = ::WSAGetLastError();
        if (error == WSAEWOULDBLOCK || error == WSAENOBUFS) {
            return false;
        }
    }
    ++first_;  // with another error: no way to this peer: lost
    return true;
}

}  // namespace mprd::platform::l2tp
