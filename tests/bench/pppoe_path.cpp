// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// CPU for each packet of a PPPoE call: TUN, pump, PPPoE device and a veth, beside a loop that
// copies between TUN and packet socket with one system call for each side.
#include "platform/crypto/gcrypt_crypto.hpp"
#include "platform/devices/pppoe/pppoe_device.hpp"
#include "platform/linux/tun_device.hpp"
#include "platform/pump/link_pump.hpp"
#include "tests/bench/bench.hpp"
#include "tests/support/private_net.hpp"

#include <boost/asio/io_context.hpp>

#include <array>
#include <cstring>
#include <functional>
#include <memory>
#include <vector>

#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/if_packet.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

namespace mprd::bench {
namespace {

using platform::UniqueFd;
using namespace platform::pppoe;

constexpr int kBatch = 64;
constexpr int kBatches = 1000;

double cpu_seconds() {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

/// Microseconds of CPU for a packet.
struct Cost {
    double out = 0;  ///< host to line
    double in = 0;   ///< line to host
};

/// Puts batches of UDP packets into the route that leads to the TUN device.
class Source {
public:
    explicit Source(std::size_t payload)
        : text_(payload, 'x'), fd_(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
        to_.sin_family = AF_INET;
        to_.sin_port = htons(9);
        ::inet_pton(AF_INET, "10.21.0.1", &to_.sin_addr);
    }
    void send_batch() const {
        for (int i = 0; i < kBatch; ++i) {
            static_cast<void>(::sendto(
                fd_.get(),
                text_.data(),
                text_.size(),
                0,
                reinterpret_cast<const sockaddr*>(&to_),
                sizeof to_
            ));
        }
    }

private:
    std::string text_;
    UniqueFd fd_;
    sockaddr_in to_{};
};

// ---- the plain loop

UniqueFd plain_tun() {
    UniqueFd fd(::open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC));
    ifreq request{};
    request.ifr_flags = IFF_TUN | IFF_NO_PI;
    std::memcpy(static_cast<char*>(request.ifr_name), "plain1", 7);
    static_cast<void>(::ioctl(fd.get(), TUNSETIFF, &request));
    test::shell(
        "sysctl -qw net.ipv6.conf.plain1.disable_ipv6=1; ip link set plain1 mtu 1492 up; "
        "ip route replace 10.21.0.0/16 dev plain1"
    );
    return fd;
}

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
    }
    void send(const std::uint8_t* data, std::size_t size) const {
        static_cast<void>(::sendto(
            fd.get(), data, size, 0, reinterpret_cast<const sockaddr*>(&address), sizeof address
        ));
    }
    UniqueFd fd;
    sockaddr_ll address{};
};

Cost plain_loop(std::size_t payload) {
    const UniqueFd tun = plain_tun();
    const PlainEnd near("pnear");
    const PlainEnd far("pfar");
    const Source source(payload);
    constexpr std::size_t kHead = 8;  // PPPoE and the PPP protocol
    std::vector<std::uint8_t> buffer(4096);
    std::vector<std::uint8_t> last(4096);
    std::size_t last_size = 0;
    Cost cost;
    int sent = 0;
    for (int batch = 0; batch < kBatches; ++batch) {
        source.send_batch();
        const double begin = cpu_seconds();
        for (ssize_t size = 0;
             (size = ::read(tun.get(), buffer.data() + kHead, buffer.size() - kHead)) > 0;
             ++sent) {
            near.send(buffer.data(), kHead + static_cast<std::size_t>(size));
        }
        cost.out += cpu_seconds() - begin;
        for (ssize_t size = 0; (size = ::recv(far.fd.get(), last.data(), last.size(), 0)) > 0;) {
            last_size = static_cast<std::size_t>(size);
        }
    }
    int received = 0;
    for (int batch = 0; batch < kBatches; ++batch) {
        for (int i = 0; i < kBatch; ++i) {
            far.send(last.data(), last_size);
        }
        const double begin = cpu_seconds();
        for (ssize_t size = 0; (size = ::recv(near.fd.get(), buffer.data(), buffer.size(), 0)) > 0;
             ++received) {
            static_cast<void>(
                !::write(tun.get(), buffer.data() + kHead, static_cast<std::size_t>(size) - kHead)
            );
        }
        cost.in += cpu_seconds() - begin;
    }
    return {cost.out / sent * 1e6, cost.in / received * 1e6};
}

// ---- ours

/// What the daemon's runners do while a link is bound.
struct Caller final : platform::PortListener,
                      platform::NetDeviceListener,
                      platform::ControlFrameSink {
    void on_opened(const LinkInfo& link) override {
        platform::ControlFrameSink& control = *this;
        pump = std::make_unique<platform::LinkPump>(*port, link, control);
    }
    void on_data(ByteSpan data) override { pump->receive(TimePoint{}, data); }
    void on_writable() override { pump->writable(); }
    void on_closed(const Error& /*error*/) override {}
    void on_packet(ByteSpan packet) override {
        ++packets;
        pump->send_packet(TimePoint{}, packet);
    }
    void on_batch_end() override { pump->flush(); }
    void on_failed(const Error& /*error*/) override {}
    void on_control_frame(std::uint16_t /*protocol*/, ByteSpan /*information*/) override {}
    platform::Port* port = nullptr;
    std::unique_ptr<platform::LinkPump> pump;
    int packets = 0;
};

struct Answerer final : platform::PortListener {
    void on_opened(const LinkInfo& /*link*/) override {}
    void on_data(ByteSpan data) override { last.assign(data.begin(), data.end()); }
    void on_writable() override {}
    void on_closed(const Error& /*error*/) override {}
    Bytes last;
};

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
          port(std::move(*device.make_port(0))) {}
    void poll() {
        io.restart();
        while (io.poll_one() != 0) {
        }
    }
    boost::asio::io_context io;
    platform::GcryptCrypto crypto;
    SeededRandom random{1};
    PppoeDevice device;
    std::unique_ptr<platform::Port> port;
};

Cost our_device(std::size_t payload) {
    End near("pnear");
    End far("pfar");
    Answerer answerer;
    Caller caller;
    caller.port = near.port.get();
    far.port->listen(answerer);
    near.port->open({}, caller);
    for (int i = 0; i < 100000 && !caller.pump; ++i) {
        far.poll();
        near.poll();
    }
    platform::Rtnl rtnl;
    platform::PacketFilterTable filters;
    platform::TunDevice tun(near.io, rtnl, filters, caller);
    NetConfig config;
    config.name = "ours1";
    config.mtu = 1492;
    config.routes = {Route{*IpPrefix::parse("10.21.0.0/16"), 0, true}};
    test::shell("ip route flush 10.21.0.0/16");
    if (!caller.pump || !tun.apply(config)) {
        return {};
    }
    caller.pump->bind(tun, {.ipv4 = true, .ipv6 = false});
    const Source source(payload);
    Cost cost;
    for (int batch = 0; batch < kBatches; ++batch) {
        source.send_batch();
        const double begin = cpu_seconds();
        near.poll();
        cost.out += cpu_seconds() - begin;
        far.poll();
    }
    const auto before = caller.pump->counters().packets_received;
    for (int batch = 0; batch < kBatches; ++batch) {
        for (int i = 0; i < kBatch; ++i) {
            static_cast<void>(far.port->send(answerer.last));
        }
        far.poll();
        const double begin = cpu_seconds();
        near.poll();
        cost.in += cpu_seconds() - begin;
    }
    const auto received = static_cast<double>(caller.pump->counters().packets_received - before);
    return {cost.out / caller.packets * 1e6, cost.in / received * 1e6};
}

}  // namespace

Rows pppoe_path() {
    test::shell(
        "ip addr replace 10.1.1.2/32 dev lo; ip link add pnear type veth peer name pfar; "
        "sysctl -qw net.ipv6.conf.pnear.disable_ipv6=1 net.ipv6.conf.pfar.disable_ipv6=1; "
        "ip link set pnear up; ip link set pfar up"
    );
    Rows rows;
    for (const std::size_t payload : std::array<std::size_t, 3>{64, 1300, 1464}) {
        const std::string what = "UDP of " + std::to_string(payload);
        const Cost plain = plain_loop(payload);
        const Cost ours = our_device(payload);
        const auto percent = [](double bound, double figure) {
            return number(bound / figure * 100, "% of the plain loop's speed (budget 80 %)");
        };
        rows.push_back({what + " from TUN to PPPoE, plain loop", number(plain.out, "us CPU"), ""});
        rows.push_back(
            {what + " from TUN to PPPoE, ours",
             number(ours.out, "us CPU"),
             percent(plain.out, ours.out)}
        );
        rows.push_back({what + " from PPPoE to TUN, plain loop", number(plain.in, "us CPU"), ""});
        rows.push_back(
            {what + " from PPPoE to TUN, ours",
             number(ours.in, "us CPU"),
             percent(plain.in, ours.in)}
        );
    }
    test::shell("ip link delete pnear");
    return rows;
}

}  // namespace mprd::bench
