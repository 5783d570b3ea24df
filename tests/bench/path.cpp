// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/path.hpp"

#include "tests/support/private_net.hpp"

#include <algorithm>
#include <cstring>

#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

namespace mprd::bench {
namespace {

using platform::UniqueFd;

constexpr std::uint16_t kTcpPort = 5001;

sockaddr_in address_of(const char* text, std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    ::inet_pton(AF_INET, text, &address.sin_addr);
    return address;
}

const sockaddr* generic(const sockaddr_in& address) {
    return reinterpret_cast<const sockaddr*>(&address);
}

UniqueFd tcp_socket() {
    return UniqueFd(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
}

}  // namespace

double cpu_seconds() {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

double cpu_of(const std::function<void()>& work) {
    const double begin = cpu_seconds();
    work();
    return cpu_seconds() - begin;
}

UdpSource::UdpSource(const char* to, std::size_t payload)
    : text_(payload, 'x'),
      fd_(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)),
      to_(address_of(to, 9)) {}

void UdpSource::send_batch() const {
    for (int i = 0; i < kPathBatch; ++i) {
        static_cast<void>(
            ::sendto(fd_.get(), text_.data(), text_.size(), 0, generic(to_), sizeof to_)
        );
    }
}

TcpLoad::TcpLoad(const char* local, const char* far)
    : listener_(tcp_socket()), sender_(tcp_socket()) {
    const sockaddr_in here = address_of(local, kTcpPort);
    const sockaddr_in there = address_of(far, kTcpPort);
    const int on = 1;
    static_cast<void>(::setsockopt(listener_.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on));
    static_cast<void>(::bind(listener_.get(), generic(here), sizeof here));
    static_cast<void>(::listen(listener_.get(), 1));
    static_cast<void>(::connect(sender_.get(), generic(there), sizeof there));
}

void TcpLoad::work() {
    if (!receiver_) {
        receiver_.reset(::accept4(listener_.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
    }
    while (::send(sender_.get(), buffer_.data(), buffer_.size(), MSG_NOSIGNAL) > 0) {
    }
    for (ssize_t size = 0;
         receiver_ && (size = ::recv(receiver_.get(), buffer_.data(), buffer_.size(), 0)) > 0;) {
        received_ += static_cast<std::size_t>(size);
    }
}

void swap_addresses(std::uint8_t* packet, std::size_t size) {
    if (size >= 20 && packet[0] == 0x45) {
        std::swap_ranges(packet + 12, packet + 16, packet + 16);
    }
}

UniqueFd plain_tun(
    const std::string& name, int mtu, const std::string& route, const std::string& address
) {
    UniqueFd fd(::open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC));
    ifreq request{};
    request.ifr_flags = IFF_TUN | IFF_NO_PI;
    std::memcpy(static_cast<char*>(request.ifr_name), name.c_str(), name.size() + 1);
    static_cast<void>(::ioctl(fd.get(), TUNSETIFF, &request));
    test::shell(
        "sysctl -qw net.ipv6.conf." + name + ".disable_ipv6=1; ip link set " + name + " mtu " +
        std::to_string(mtu) + " up; ip route replace " + route + " dev " + name +
        (address.empty() ? "" : "; ip addr replace " + address + "/32 dev " + name)
    );
    return fd;
}

void poll(boost::asio::io_context& io) {
    io.restart();
    while (io.poll_one() != 0) {
    }
}

void PathAnswerer::on_data(ByteSpan data) {
    last.assign(data.begin(), data.end());
    if (mirrors) {
        constexpr std::size_t kProtocol = 2;  // of PPP
        swap_addresses(last.data() + kProtocol, last.size() - kProtocol);
        static_cast<void>(port->send(last));  // a full line loses it, as lines do
    }
}

NetConfig OurPath::config(Segments segments) const {
    NetConfig wanted;
    wanted.name = name;
    wanted.mtu = mtu;
    wanted.large_segments = segments == Segments::Large;
    wanted.ipv4 = Ipv4Link{*Ipv4Address::parse(local), *Ipv4Address::parse(peer), {}, {}};
    return wanted;
}

PathCost OurPath::udp(std::size_t payload) {
    platform::Rtnl rtnl;
    platform::PacketFilterTable filters;
    platform::TunBuffers buffers(near);
    platform::TunDevice tun(near, rtnl, filters, buffers, caller);
    if (!caller.pump || !tun.apply(config(Segments::Large))) {
        return {};
    }
    caller.pump->bind(tun, {.ipv4 = true, .ipv6 = false});
    answerer.mirrors = false;
    const UdpSource source(peer.c_str(), payload);
    PathCost cost;
    caller.packets = 0;
    for (int batch = 0; batch < kPathBatches; ++batch) {
        source.send_batch();
        cost.out += cpu_of([&] { poll(near); });
        poll(far);
    }
    const auto before = caller.pump->counters().packets_received;
    for (int batch = 0; batch < kPathBatches; ++batch) {
        for (int i = 0; i < kPathBatch; ++i) {
            static_cast<void>(answerer.port->send(answerer.last));
        }
        poll(far);
        cost.in += cpu_of([&] { poll(near); });
    }
    const auto received = static_cast<double>(caller.pump->counters().packets_received - before);
    caller.pump->unbind();
    return {cost.out / caller.packets * 1e6, cost.in / received * 1e6};
}

PathCost OurPath::tcp(Segments segments) {
    platform::Rtnl rtnl;
    platform::PacketFilterTable filters;
    platform::TunBuffers buffers(near);
    platform::TunDevice tun(near, rtnl, filters, buffers, caller);
    if (!caller.pump || !tun.apply(config(segments))) {
        return {};
    }
    caller.pump->bind(tun, {.ipv4 = true, .ipv6 = false});
    answerer.mirrors = true;
    TcpLoad load(local.c_str(), peer.c_str());
    double cpu = 0;
    const auto begin = std::chrono::steady_clock::now();
    while (!load.is_done() && seconds_since(begin) < 60) {
        load.work();
        cpu += cpu_of([&] { poll(near); });
        poll(far);
    }
    caller.pump->unbind();
    const double packets =
        static_cast<double>(load.received()) / static_cast<double>(tcp_payload(mtu));
    return {cpu / packets * 1e6, 0};
}

namespace {

std::string percent(double bound, double figure) {
    return number(bound / figure * 100, "% of the plain loop's speed (budget 80 %)");
}

}  // namespace

void add_path_rows(
    Rows& rows, const std::string& what, const std::string& line, PathCost plain, PathCost ours
) {
    rows.push_back({what + " from TUN to " + line + ", plain loop", number(plain.out, "us CPU"), ""}
    );
    rows.push_back(
        {what + " from TUN to " + line + ", ours",
         number(ours.out, "us CPU"),
         percent(plain.out, ours.out)}
    );
    rows.push_back({what + " from " + line + " to TUN, plain loop", number(plain.in, "us CPU"), ""}
    );
    rows.push_back(
        {what + " from " + line + " to TUN, ours",
         number(ours.in, "us CPU"),
         percent(plain.in, ours.in)}
    );
}

void add_tcp_rows(
    Rows& rows, const std::string& line, double plain, double packets, double large_segments
) {
    const std::string what = "TCP over " + line + ", out and back, each packet, ";
    rows.push_back({what + "plain", number(plain, "us CPU"), ""});
    rows.push_back({what + "ours", number(packets, "us CPU"), percent(plain, packets)});
    rows.push_back(
        {what + "offload",
         number(large_segments, "us CPU"),
         number(plain / large_segments * 100, "% of the plain loop's speed (budget: above it)")}
    );
}

}  // namespace mprd::bench
