// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// CPU for each packet of an established link: TUN, pump and a pipe for a line, beside a loop that
// only reads and writes.
#include "platform/linux/tun_device.hpp"
#include "platform/pump/link_pump.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/path.hpp"
#include "tests/support/private_net.hpp"

#include <boost/asio/io_context.hpp>

#include <array>
#include <cstring>

#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace mprd::bench {
namespace {

using platform::UniqueFd;

constexpr int kBatch = 64;
constexpr int kBatches = 1000;
constexpr std::size_t kPayload = 1472;

/// The line: a pipe whose far end is emptied between the measurements.
struct Pipe {
    Pipe() {
        std::array<int, 2> ends{};
        static_cast<void>(!::pipe2(ends.data(), O_NONBLOCK | O_CLOEXEC));
        reader.reset(ends[0]);
        writer.reset(ends[1]);
        ::fcntl(writer.get(), F_SETPIPE_SZ, 1 << 20);
    }
    Bytes take() {
        Bytes all;
        std::array<std::uint8_t, 65536> buffer{};
        for (ssize_t size = 0; (size = ::read(reader.get(), buffer.data(), buffer.size())) > 0;) {
            all.insert(all.end(), buffer.begin(), buffer.begin() + size);
        }
        return all;
    }
    UniqueFd reader;
    UniqueFd writer;
};

struct PipePort final : platform::Port {
    explicit PipePort(int descriptor) : fd(descriptor) {}
    void open(const DialTarget& /*t*/, platform::PortListener& /*l*/) override {}
    void listen(platform::PortListener& /*l*/) override {}
    SendResult send(ByteSpan data) override {
        return ::write(fd, data.data(), data.size()) == static_cast<ssize_t>(data.size())
                   ? SendResult::Taken
                   : SendResult::Refused;
    }
    void close(Errc /*reason*/) override {}
    [[nodiscard]] bool can_send() const override { return true; }
    int fd;
};

/// What the daemon's NetRunner does while a link is bound.
struct ToPump final : platform::NetDeviceListener, platform::ControlFrameSink {
    void on_packet(ByteSpan packet) override {
        ++packets;
        pump->send_packet(platform_now, packet);
    }
    void on_batch_end() override { pump->flush(); }
    void on_failed(const Error& /*error*/) override {}
    void on_control_frame(std::uint16_t /*protocol*/, ByteSpan /*information*/) override {}
    platform::LinkPump* pump = nullptr;
    TimePoint platform_now{};
    int packets = 0;
};

struct Sender {
    Sender() : fd(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
        to.sin_family = AF_INET;
        to.sin_port = htons(9);
        ::inet_pton(AF_INET, "10.20.0.1", &to.sin_addr);
    }
    void send_batch() const {
        const std::string text(kPayload, 'x');
        for (int i = 0; i < kBatch; ++i) {
            static_cast<void>(::sendto(
                fd.get(),
                text.data(),
                text.size(),
                0,
                reinterpret_cast<const sockaddr*>(&to),
                sizeof to
            ));
        }
    }
    UniqueFd fd;
    sockaddr_in to{};
};

struct Cost {
    double out = 0;  ///< microseconds a packet, host to line
    double in = 0;   ///< line to host
};

UniqueFd plain_tun() {
    UniqueFd fd(::open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC));
    ifreq request{};
    request.ifr_flags = IFF_TUN | IFF_NO_PI;
    std::memcpy(static_cast<char*>(request.ifr_name), "plain0", 7);
    static_cast<void>(::ioctl(fd.get(), TUNSETIFF, &request));
    test::shell(
        "sysctl -qw net.ipv6.conf.plain0.disable_ipv6=1; ip link set plain0 up; ip route replace "
        "10.20.0.0/16 dev plain0"
    );
    return fd;
}

Cost plain_loop() {
    const UniqueFd tun = plain_tun();
    Pipe line;
    const Sender sender;
    Cost cost;
    int packets = 0;
    std::vector<std::uint8_t> buffer(65536);
    Bytes last;
    for (int batch = 0; batch < kBatches; ++batch) {
        sender.send_batch();
        const double begin = cpu_seconds();
        for (ssize_t size = 0; (size = ::read(tun.get(), buffer.data(), buffer.size())) > 0;
             ++packets) {
            static_cast<void>(
                !::write(line.writer.get(), buffer.data(), static_cast<std::size_t>(size))
            );
        }
        cost.out += cpu_seconds() - begin;
        last = line.take();
    }
    int received = 0;
    const std::size_t size = kPayload + 28;
    for (int batch = 0; batch < kBatches; ++batch) {
        for (std::size_t at = 0; at + size <= last.size(); at += size) {
            static_cast<void>(!::write(line.writer.get(), last.data() + at, size));
        }
        const double begin = cpu_seconds();
        while (::read(line.reader.get(), buffer.data(), size) == static_cast<ssize_t>(size)) {
            static_cast<void>(!::write(tun.get(), buffer.data(), size));
            ++received;
        }
        cost.in += cpu_seconds() - begin;
    }
    return {cost.out / packets * 1e6, cost.in / received * 1e6};
}

Cost our_pump() {
    boost::asio::io_context io;
    platform::Rtnl rtnl;
    ToPump to_pump;
    platform::PacketFilterTable filters;
    platform::TunBuffers buffers(io);
    platform::TunDevice device(io, rtnl, filters, buffers, to_pump);
    NetConfig config;
    config.name = "ours0";
    config.routes = {Route{*IpPrefix::parse("10.20.0.0/16"), 0, true}};
    test::shell("ip route flush 10.20.0.0/16");
    if (!device.apply(config)) {
        return {};
    }
    Pipe line;
    PipePort port(line.writer.get());
    platform::LinkPump pump(port, LinkInfo{}, to_pump);
    wire::FramingOptions options;
    options.send_accm = 0;
    options.receive_accm = 0;
    pump.set_framing(options);
    pump.bind(device, {.ipv4 = true, .ipv6 = false});
    to_pump.pump = &pump;
    const Sender sender;
    Cost cost;
    Bytes last;
    for (int batch = 0; batch < kBatches; ++batch) {
        sender.send_batch();
        const double begin = cpu_seconds();
        io.restart();
        while (io.poll_one() != 0) {
        }
        cost.out += cpu_seconds() - begin;
        last = line.take();
    }
    std::vector<std::uint8_t> buffer(16384);
    const auto before = pump.counters().packets_received;
    for (int batch = 0; batch < kBatches; ++batch) {
        static_cast<void>(!::write(line.writer.get(), last.data(), last.size()));
        const double begin = cpu_seconds();
        for (ssize_t size = 0;
             (size = ::read(line.reader.get(), buffer.data(), buffer.size())) > 0;) {
            pump.receive(
                to_pump.platform_now, ByteSpan(buffer).first(static_cast<std::size_t>(size))
            );
        }
        cost.in += cpu_seconds() - begin;
    }
    const auto received = static_cast<double>(pump.counters().packets_received - before);
    return {cost.out / to_pump.packets * 1e6, cost.in / received * 1e6};
}

}  // namespace

Rows data_path() {
    test::shell("ip addr replace 10.1.1.1/32 dev lo");
    const Cost plain = plain_loop();
    const Cost ours = our_pump();
    return {
        {"packet of 1500 from TUN to line, plain loop", number(plain.out, "us CPU"), ""},
        {"packet of 1500 from TUN to line, with HDLC, ours",
         number(ours.out, "us CPU"),
         number(plain.out / ours.out * 100, "% of the plain loop's speed (budget 80 %)")},
        {"packet of 1500 from line to TUN, plain loop", number(plain.in, "us CPU"), ""},
        {"packet of 1500 from line to TUN, with HDLC, ours",
         number(ours.in, "us CPU"),
         number(plain.in / ours.in * 100, "% of the plain loop's speed (budget 80 %)")}};
}

}  // namespace mprd::bench
