// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/linux/tun_buffers.hpp"

#include <boost/asio/post.hpp>

namespace mprd::platform {

void TunBuffers::write(ByteSpan packet, wire::OffloadSink& sink) {
    joiner_.add(packet, sink);
    if (joiner_.is_empty() || flush_waits_) {
        return;
    }
    flush_waits_ = true;
    boost::asio::post(io_, [this, alive = std::weak_ptr(alive_)] {
        if (!alive.expired()) {
            flush_waits_ = false;
            joiner_.flush();
        }
    });
}

}  // namespace mprd::platform
