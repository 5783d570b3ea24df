// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"
#include "platform/devices/l2tp/socket_address.hpp"

#include <array>
#include <cstddef>
#include <initializer_list>
#include <memory>

namespace mprd::platform::l2tp {

/// Datagrams that wait for the end of this turn of the event loop. One system call gives the kernel
/// all of them, and datagrams of one size to one peer that follow each other pass its protocol
/// stack as one (UDP_SEGMENT, udp(7)) until a kernel or a path refuses that. Bounded; allocates
/// nothing after it was made.
class SendQueue {
public:
    static constexpr std::size_t kMaxDatagrams = 64;
    static constexpr std::size_t kMaxOctets = std::size_t{128} * 1024;
    /// Of one call of the kernel's stack: below what a datagram of IPv4 may have, 65,507.
    static constexpr std::size_t kMaxRunOctets = 64000;

    SendQueue();
    ~SendQueue();
    SendQueue(const SendQueue&) = delete;
    SendQueue& operator=(const SendQueue&) = delete;

    [[nodiscard]] bool is_empty() const;
    /// Whether push() of a datagram of that size would be taken.
    [[nodiscard]] bool has_room(std::size_t size) const;
    /// The parts become one datagram. Only with room.
    void push(const SocketAddress& to, std::initializer_list<ByteSpan> parts);

    enum class Outcome {
        Empty,  ///< all gone, or lost as datagrams are
        Full,   ///< the kernel takes no more for now
    };
    [[nodiscard]] Outcome flush(int socket);
    void clear();

private:
    /// Datagrams of one size, the last perhaps shorter, to one peer.
    struct Run {
        SocketAddress to;
        std::size_t begin = 0;  ///< of its octets
        std::size_t size = 0;
        std::size_t datagram = 0;  ///< octets of each
    };
    struct System;

    [[nodiscard]] bool joins_last(const SocketAddress& to, std::size_t size) const;
    /// How many runs the kernel took; negative: none, with errno.
    [[nodiscard]] int send_runs(int socket);
    /// The datagrams of the first run each on their own.
    [[nodiscard]] Outcome send_apart(int socket);

    std::unique_ptr<System> system_;  ///< what sendmmsg() reads
    std::unique_ptr<std::uint8_t[]> octets_;
    std::array<Run, kMaxDatagrams> runs_;
    std::size_t used_ = 0;  ///< octets
    std::size_t datagrams_ = 0;
    std::size_t first_ = 0;  ///< the kernel has the runs before it
    std::size_t end_ = 0;
    bool may_segment_ = true;
};

}  // namespace mprd::platform::l2tp
