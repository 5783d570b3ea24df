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

/// Datagrams that wait for the end of this turn of the event loop. On Linux one system call gives
/// the kernel all of them, and datagrams of one size to one peer that follow each other pass its
/// protocol stack as one (UDP_SEGMENT, udp(7)) until a kernel or a path refuses that. Bounded;
/// allocates nothing after it was made.
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

    /// A socket that does not block.
    using Socket = boost::asio::ip::udp::socket::native_handle_type;
    enum class Outcome {
        Empty,  ///< all gone, or lost as datagrams are
        Full,   ///< the system takes no more for now
    };
    [[nodiscard]] Outcome flush(Socket socket);
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
    /// Gives the system the first run, or more of them; false: it takes no more for now.
    [[nodiscard]] bool send_next(Socket socket);

    std::unique_ptr<System> system_;  ///< what a system call for many datagrams reads
    std::unique_ptr<std::uint8_t[]> octets_ =
        std::make_unique_for_overwrite<std::uint8_t[]>(kMaxOctets);
    std::array<Run, kMaxDatagrams> runs_;
    std::size_t used_ = 0;  ///< octets
    std::size_t datagrams_ = 0;
    std::size_t first_ = 0;  ///< the system has the runs before it
    std::size_t end_ = 0;
    bool may_join_ = true;  ///< datagrams into runs
};

}  // namespace mprd::platform::l2tp
