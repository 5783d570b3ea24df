// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// CPU for each packet of an L2TP call: TUN, pump, L2TP device and UDP over the loopback interface,
// beside a loop that copies between TUN and UDP socket with one system call for each side.
#include "platform/crypto/gcrypt_crypto.hpp"
#include "platform/devices/l2tp/l2tp_port.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/path.hpp"
#include "tests/bench/plain_loop.hpp"
#include "tests/support/private_net.hpp"

#include <array>
#include <memory>
#include <vector>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

namespace mprd::bench {
namespace l2tp_ends {
namespace {

using platform::UniqueFd;
using platform::l2tp::Exchange;
using platform::l2tp::L2tpPort;

constexpr std::uint16_t kMtu = 1460;  // in an IPv4 packet of 1,500
constexpr std::size_t kHead = 12;     // L2TP with length field, and PPP
constexpr const char* kLocal = "10.22.0.1";
constexpr const char* kPeer = "10.22.0.2";

// ---- the plain loop

struct PlainEnd {
    PlainEnd() : fd(::socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        static_cast<void>(
            ::bind(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address)
        );
        const int octets = 1 << 20;  // as ours
        static_cast<void>(::setsockopt(fd.get(), SOL_SOCKET, SO_RCVBUF, &octets, sizeof octets));
        static_cast<void>(::setsockopt(fd.get(), SOL_SOCKET, SO_SNDBUF, &octets, sizeof octets));
    }
    void meet(const PlainEnd& other) {
        socklen_t size = sizeof peer;
        static_cast<void>(::getsockname(other.fd.get(), reinterpret_cast<sockaddr*>(&peer), &size));
    }
    void send(const std::uint8_t* data, std::size_t size) const {
        static_cast<void>(
            ::sendto(fd.get(), data, size, 0, reinterpret_cast<const sockaddr*>(&peer), sizeof peer)
        );
    }
    [[nodiscard]] std::size_t receive(std::vector<std::uint8_t>& into) const {
        const ssize_t size = ::recv(fd.get(), into.data(), into.size(), 0);
        return size > 0 ? static_cast<std::size_t>(size) : 0;
    }
    UniqueFd fd;
    sockaddr_in peer{};
};

// ---- ours

/// One end of the tunnel, with an event loop of its own so that its CPU can be told from the
/// other's.
struct End {
    End() {
        platform::l2tp::Options options;
        options.local_address = IpAddress::parse("127.0.0.1");
        options.port = 0;
        options.engine.host_name = "bench";
        exchange = std::make_shared<Exchange>(
            platform::DeviceContext{
                io,
                [] { return TimePoint(std::chrono::steady_clock::now().time_since_epoch()); },
                random,
                random,
                crypto,
                [](const std::string& /*text*/) {}},
            options
        );
        port = std::make_unique<L2tpPort>(exchange, kMtu);
    }
    boost::asio::io_context io;
    platform::GcryptCrypto crypto;
    SeededRandom random{1};
    std::shared_ptr<Exchange> exchange;
    std::unique_ptr<platform::Port> port;
};

}  // namespace
}  // namespace l2tp_ends

Rows l2tp_path() {
    using namespace l2tp_ends;
    test::shell("ip link set lo up");
    Rows rows;
    End near;
    End far;
    PathAnswerer answerer;
    PathCaller caller;
    caller.port = near.port.get();
    answerer.port = far.port.get();
    far.port->listen(answerer);
    poll(far.io);
    near.port->open({far.exchange->local_endpoint().to_string()}, caller);
    for (int i = 0; i < 100000 && !caller.pump; ++i) {
        poll(far.io);
        poll(near.io);
    }
    OurPath ours{near.io, far.io, caller, answerer, "ours2", kLocal, kPeer, kMtu};
    const auto plain = [&] {
        PlainEnd one;
        PlainEnd other;
        one.meet(other);
        other.meet(one);
        return PlainLoop<PlainEnd>("plain2", ours, kHead, std::move(one), std::move(other));
    };
    for (const std::size_t payload : std::array<std::size_t, 2>{64, 1300}) {
        const PathCost bound = plain().udp(payload);
        add_path_rows(rows, "UDP of " + std::to_string(payload), "L2TP", bound, ours.udp(payload));
    }
    const double bound = plain().tcp();
    const double packets = ours.tcp(OurPath::Segments::Packets).out;
    add_tcp_rows(rows, "L2TP", bound, packets, ours.tcp(OurPath::Segments::Large).out);
    return rows;
}

}  // namespace mprd::bench
