// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// CPU for each packet of a PPPoE call: TUN, pump, PPPoE device and a veth, beside a loop that
// copies between TUN and packet socket with one system call for each side.
#include "platform/crypto/gcrypt_crypto.hpp"
#include "platform/devices/pppoe/pppoe_device.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/path.hpp"
#include "tests/bench/plain_loop.hpp"
#include "tests/support/private_net.hpp"

#include <array>
#include <cstring>
#include <memory>
#include <vector>

#include <arpa/inet.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <sys/socket.h>
#include <unistd.h>

namespace mprd::bench {
namespace pppoe_ends {
namespace {

using platform::UniqueFd;
using namespace platform::pppoe;

constexpr std::uint16_t kMtu = 1500;  // RFC 4638: the veth carries 1508
constexpr std::size_t kHead = 8;      // PPPoE and the PPP protocol
constexpr const char* kLocal = "10.21.0.1";
constexpr const char* kPeer = "10.21.0.2";

// ---- the plain loop

struct PlainEnd {
    explicit PlainEnd(const char* interface)
        : fd(::socket(AF_PACKET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, htons(0x8864))) {
        address.sll_family = AF_PACKET;
        address.sll_protocol = htons(0x8864);
        address.sll_ifindex = static_cast<int>(::if_nametoindex(interface));
        address.sll_halen = 6;
        static_cast<void>(
            ::bind(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address)
        );
        std::memset(&address.sll_addr, 0xff, 6);
        const int octets = 2 * 1024 * 1024;  // as ours
        static_cast<void>(::setsockopt(fd.get(), SOL_SOCKET, SO_RCVBUF, &octets, sizeof octets));
    }
    void send(const std::uint8_t* data, std::size_t size) const {
        static_cast<void>(::sendto(
            fd.get(), data, size, 0, reinterpret_cast<const sockaddr*>(&address), sizeof address
        ));
    }
    [[nodiscard]] std::size_t receive(std::vector<std::uint8_t>& into) const {
        const ssize_t size = ::recv(fd.get(), into.data(), into.size(), 0);
        return size > 0 ? static_cast<std::size_t>(size) : 0;
    }
    UniqueFd fd;
    sockaddr_ll address{};
};

// ---- ours

/// One end of the cable, with an event loop of its own so that its CPU can be told from the
/// other's.
struct End {
    explicit End(const char* interface)
        : device(
              {io,
               [] { return TimePoint(std::chrono::steady_clock::now().time_since_epoch()); },
               random,
               random,
               crypto,
               [](const std::string& /*text*/) {}},
              *Options::parse(std::string(R"({"interface": ")") + interface + "\"}")
          ),
          port(*device.make_port(0)) {}
    boost::asio::io_context io;
    platform::GcryptCrypto crypto;
    SeededRandom random{1};
    PppoeDevice device;
    std::unique_ptr<platform::Port> port;
};

}  // namespace
}  // namespace pppoe_ends

Rows pppoe_path() {
    using namespace pppoe_ends;
    test::shell(
        "ip link add pnear type veth peer name pfar; "
        "sysctl -qw net.ipv6.conf.pnear.disable_ipv6=1 net.ipv6.conf.pfar.disable_ipv6=1; "
        "ip link set pnear mtu 1508 up; ip link set pfar mtu 1508 up"
    );
    Rows rows;
    End near("pnear");
    End far("pfar");
    PathAnswerer answerer;
    PathCaller caller;
    caller.port = near.port.get();
    answerer.port = far.port.get();
    far.port->listen(answerer);
    near.port->open({}, caller);
    for (int i = 0; i < 100000 && !caller.pump; ++i) {
        poll(far.io);
        poll(near.io);
    }
    OurPath ours{near.io, far.io, caller, answerer, "ours1", kLocal, kPeer, kMtu};
    const auto plain = [&] {
        return PlainLoop<PlainEnd>("plain1", ours, kHead, PlainEnd("pnear"), PlainEnd("pfar"));
    };
    for (const std::size_t payload : std::array<std::size_t, 2>{64, 1300}) {
        const PathCost bound = plain().udp(payload);
        add_path_rows(rows, "UDP of " + std::to_string(payload), "PPPoE", bound, ours.udp(payload));
    }
    const double bound = plain().tcp();
    const double packets = ours.tcp(OurPath::Segments::Packets).out;
    add_tcp_rows(rows, "PPPoE", bound, packets, ours.tcp(OurPath::Segments::Large).out);
    test::shell("ip link delete pnear");
    return rows;
}

}  // namespace mprd::bench
