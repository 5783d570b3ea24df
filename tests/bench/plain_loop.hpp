// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/bench/path.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include <unistd.h>

namespace mprd::bench {

/// The bound: packets between a TUN device and a socket, one system call for each side of each, and
/// nothing looked at. `End` has a socket, `send(data, size)` and `receive(vector)`, which gives
/// zero when nothing is there.
template <class End>
class PlainLoop {
public:
    /// The host `peer` is behind the line. Octets of all headers before the packet in a frame:
    /// `head`.
    PlainLoop(const std::string& name, const OurPath& like, std::size_t head, End near, End far)
        : like_(like),
          head_(head),
          tun_(plain_tun(name, like.mtu, like.peer + "/32", like.local)),
          near_(std::move(near)),
          far_(std::move(far)) {}

    [[nodiscard]] PathCost udp(std::size_t payload) {
        const UdpSource source(like_.peer.c_str(), payload);
        std::size_t last_size = 0;
        PathCost cost;
        int sent = 0;
        int received = 0;
        for (int batch = 0; batch < kPathBatches; ++batch) {
            source.send_batch();
            cost.out += cpu_of([&] { sent += to_line(); });
            for (std::size_t size = 0; (size = far_.receive(last_)) > 0;) {
                last_size = size;
            }
        }
        for (int batch = 0; batch < kPathBatches; ++batch) {
            for (int i = 0; i < kPathBatch; ++i) {
                far_.send(last_.data(), last_size);
            }
            cost.in += cpu_of([&] { received += to_host(); });
        }
        return {cost.out / sent * 1e6, cost.in / received * 1e6};
    }

    /// Microseconds of both directions for each full packet of data.
    [[nodiscard]] double tcp() {
        TcpLoad load(like_.local.c_str(), like_.peer.c_str());
        double cpu = 0;
        const auto begin = std::chrono::steady_clock::now();
        while (!load.is_done() && seconds_since(begin) < 60) {
            load.work();
            cpu += cpu_of([&] {
                static_cast<void>(to_line());
                static_cast<void>(to_host());
            });
            mirror();
        }
        const double packets =
            static_cast<double>(load.received()) / static_cast<double>(tcp_payload(like_.mtu));
        return cpu / packets * 1e6;
    }

private:
    int to_line() {
        int count = 0;
        for (ssize_t size = 0;
             (size = ::read(tun_.get(), buffer_.data() + head_, buffer_.size() - head_)) > 0;
             ++count) {
            near_.send(buffer_.data(), head_ + static_cast<std::size_t>(size));
        }
        return count;
    }
    int to_host() {
        int count = 0;
        for (std::size_t size = 0; (size = near_.receive(buffer_)) > head_; ++count) {
            static_cast<void>(!::write(tun_.get(), buffer_.data() + head_, size - head_));
        }
        return count;
    }
    void mirror() {
        for (std::size_t size = 0; (size = far_.receive(last_)) > head_;) {
            swap_addresses(last_.data() + head_, size - head_);
            far_.send(last_.data(), size);
        }
    }

    const OurPath& like_;
    std::size_t head_;
    platform::UniqueFd tun_;
    End near_;
    End far_;
    std::vector<std::uint8_t> buffer_ = std::vector<std::uint8_t>(4096);
    std::vector<std::uint8_t> last_ = std::vector<std::uint8_t>(4096);
};

}  // namespace mprd::bench
