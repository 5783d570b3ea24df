// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"
#include "platform/linux/tun_device.hpp"
#include "platform/linux/unique_fd.hpp"
#include "platform/pump/link_pump.hpp"
#include "tests/bench/bench.hpp"

#include <boost/asio/io_context.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include <netinet/in.h>

/// What the measurements of data paths share: traffic of the host, the plain loop's TUN device, and
/// our end of a call.
namespace mprd::bench {

inline constexpr int kPathBatch = 64;
inline constexpr int kPathBatches = 1000;

/// Microseconds of CPU for a packet.
struct PathCost {
    double out = 0;  ///< host to line
    double in = 0;   ///< line to host
};

/// Of this thread.
[[nodiscard]] double cpu_seconds();
/// What `work` takes.
[[nodiscard]] double cpu_of(const std::function<void()>& work);

/// Puts batches of UDP packets into the route that leads to the TUN device.
class UdpSource {
public:
    UdpSource(const char* to, std::size_t payload);
    void send_batch() const;

private:
    std::string text_;
    platform::UniqueFd fd_;
    sockaddr_in to_{};
};

/// A TCP connection of the host with itself, through the TUN device and a far end that swaps the
/// addresses of what it gets (swap_addresses).
class TcpLoad {
public:
    static constexpr std::size_t kTransfer = std::size_t{64} * 1024 * 1024;

    /// `local`: address of the TUN device; `far`: one that is routed to it.
    TcpLoad(const char* local, const char* far);
    /// Writes and reads what the sockets take and have.
    void work();
    [[nodiscard]] bool is_done() const { return received_ >= kTransfer; }
    [[nodiscard]] std::size_t received() const { return received_; }

private:
    platform::UniqueFd listener_;
    platform::UniqueFd sender_;
    platform::UniqueFd receiver_;
    std::size_t received_ = 0;
    Bytes buffer_ = Bytes(std::size_t{256} * 1024);
};
/// Of an IPv4 packet, in place; its checksums stay right.
void swap_addresses(std::uint8_t* packet, std::size_t size);

/// Without packet information, up, with the route and, if given, the address.
[[nodiscard]] platform::UniqueFd plain_tun(
    const std::string& name, int mtu, const std::string& route, const std::string& address = ""
);

/// What the daemon's runners do while a link is bound.
struct PathCaller final : platform::PortListener,
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

/// The far end: keeps the last frame, or sends all back to the host that sent them.
struct PathAnswerer final : platform::PortListener {
    void on_opened(const LinkInfo& /*link*/) override {}
    void on_data(ByteSpan data) override;
    void on_writable() override {}
    void on_closed(const Error& /*error*/) override {}
    platform::Port* port = nullptr;
    bool mirrors = false;
    Bytes last;
};

/// Our end of the path at work on an open call, beside a far end that answers.
struct OurPath {
    boost::asio::io_context& near;
    boost::asio::io_context& far;
    PathCaller& caller;
    PathAnswerer& answerer;
    std::string name;   ///< of the TUN device
    std::string local;  ///< its address
    std::string peer;   ///< the host behind the line
    std::uint16_t mtu = 1500;

    enum class Segments {
        Packets,
        Large
    };
    [[nodiscard]] PathCost udp(std::size_t payload);
    /// `out` is CPU of both directions for each packet of data, `in` is zero.
    [[nodiscard]] PathCost tcp(Segments segments);

private:
    [[nodiscard]] NetConfig config(Segments segments) const;
};

/// Handles what is ready.
void poll(boost::asio::io_context& io);
/// Of data in a full packet, with time stamps.
[[nodiscard]] constexpr std::size_t tcp_payload(std::size_t mtu) {
    return mtu - 52;
}
/// Rows of one sort of traffic in both directions.
void add_path_rows(
    Rows& rows, const std::string& what, const std::string& line, PathCost plain, PathCost ours
);
void add_tcp_rows(
    Rows& rows, const std::string& line, double plain, double packets, double large_segments
);

}  // namespace mprd::bench
