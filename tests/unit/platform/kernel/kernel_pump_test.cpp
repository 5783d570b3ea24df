// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/kernel/kernel_pump.hpp"

#include "core/wire/protocol_numbers.hpp"
#include "tests/support/catch.hpp"

#include <boost/asio/io_context.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include <sys/socket.h>
#include <unistd.h>

using namespace mprd;  // NOLINT(google-build-using-namespace)
using platform::KernelPump;

namespace {

/// A channel without a kernel: the other end of a pair of sockets.
struct Bench final : platform::ControlFrameSink {
    Bench() {
        std::array<int, 2> ends{};
        REQUIRE(::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK, 0, ends.data()) == 0);
        line = ends[0];
        pump = std::make_unique<KernelPump>(
            ends[1],
            *this,
            KernelPump::Parts{io, [] { return TimePoint{}; }, {.frames_received = 3}}
        );
    }
    ~Bench() override { ::close(line); }
    void on_control_frame(std::uint16_t protocol, ByteSpan /*information*/) override {
        protocols.push_back(protocol);
    }
    void line_sends(const Bytes& frame) {
        REQUIRE(::write(line, frame.data(), frame.size()) > 0);
        io.run_for(std::chrono::milliseconds{20});
    }

    boost::asio::io_context io;
    int line = -1;
    std::unique_ptr<KernelPump> pump;
    std::vector<std::uint16_t> protocols;
};

}  // namespace

TEST_CASE("kernel pump: control frames pass both ways, behind their protocol", "[kernel]") {
    Bench bench;

    bench.pump->send_control(wire::kProtocolLcp, as_bytes("ours"));
    std::array<char, 16> frame{};
    const ssize_t size = ::read(bench.line, frame.data(), frame.size());
    bench.line_sends({0xc0, 0x21, 1, 2});

    CHECK(std::string(frame.data(), static_cast<std::size_t>(size)) == "\xc0\x21ours");
    CHECK(bench.protocols == std::vector<std::uint16_t>{wire::kProtocolLcp});
}

TEST_CASE("kernel pump: what the network interface counts is not counted again", "[kernel]") {
    Bench bench;

    bench.line_sends({0xc0, 0x21, 1, 2});
    bench.line_sends({0x00, 0x21, 0x45, 0});  // as a RIP datagram that is listened to

    CHECK(bench.protocols.size() == 2);
    CHECK(bench.pump->counters().frames_received == 3 + 1);  // 3 before the kernel had the call
}
