// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/kernel/rip_watch.hpp"

#include "core/wire/protocol_numbers.hpp"
#include "platform/linux/unique_fd.hpp"
#include "platform/pump/packet_kind.hpp"

#include <array>
#include <cerrno>
#include <system_error>

#include <arpa/inet.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <sys/socket.h>

namespace mprd::platform {
namespace {

constexpr std::size_t kMaxPacket = 2048;
constexpr int kBatch = 64;

}  // namespace

Result<std::unique_ptr<RipWatch>> RipWatch::open(
    boost::asio::io_context& io, int interface, ControlFrameSink& sink
) {
    UniqueFd fd(::socket(AF_PACKET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    sockaddr_ll address{};
    address.sll_family = AF_PACKET;
    address.sll_protocol = htons(ETH_P_IP);
    address.sll_ifindex = interface;
    if (!fd || ::bind(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        const std::error_code cause(errno, std::generic_category());
        return make_error(Errc::AccessDenied, "cannot listen to RIP: " + cause.message(), cause);
    }
    return std::make_unique<RipWatch>(io, fd.release(), sink);
}

RipWatch::RipWatch(boost::asio::io_context& io, int fd, ControlFrameSink& sink)
    : socket_(io, fd), sink_(sink) {
    wait();
}

RipWatch::~RipWatch() {
    boost::system::error_code ignored;
    socket_.close(ignored);
}

void RipWatch::wait() {
    socket_.async_wait(
        boost::asio::posix::stream_descriptor::wait_read,
        [this, alive = std::weak_ptr(alive_)](const boost::system::error_code& error) {
            if (!alive.expired() && !error) {
                read();
            }
        }
    );
}

void RipWatch::read() {
    const std::weak_ptr alive(alive_);
    std::array<std::uint8_t, kMaxPacket>
        buffer{};  // NOLINT(cppcoreguidelines-pro-type-member-init): filled by recvfrom
    for (int i = 0; i < kBatch; ++i) {
        sockaddr_ll from{};
        socklen_t from_size = sizeof from;
        const ssize_t size = ::recvfrom(
            socket_.native_handle(),
            buffer.data(),
            buffer.size(),
            0,
            reinterpret_cast<sockaddr*>(&from),
            &from_size
        );
        if (size <= 0) {
            break;  // nothing more, or the interface is down: the call is about to end
        }
        const auto packet = ByteSpan(buffer).first(static_cast<std::size_t>(size));
        if (from.sll_pkttype != PACKET_OUTGOING && is_rip(packet)) {
            sink_.on_control_frame(wire::kProtocolIpv4, packet);
        }
        if (alive.expired()) {
            return;
        }
    }
    wait();
}

}  // namespace mprd::platform
