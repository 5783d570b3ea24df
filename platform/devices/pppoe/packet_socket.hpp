// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"
#include "core/base/error.hpp"
#include "core/wire/mac_address.hpp"
#include "platform/devices/pppoe/ethernet.hpp"

#include <boost/asio/io_context.hpp>

#include <cstdint>
#include <memory>
#include <utility>

namespace mprd::platform::pppoe {

/// Who gets the frames of a packet socket. Called from the event loop, or from
/// PacketSocket::receive_now(). It may destroy the socket in any of these calls.
class FrameListener {
public:
    virtual ~FrameListener() = default;
    /// What is behind the Ethernet header; valid during the call only.
    virtual void on_frame(wire::MacAddress from, ByteSpan payload) = 0;
    /// There is room again after can_send() was false.
    virtual void on_room() = 0;
    /// The interface went down or vanished. Once; nothing is received after it.
    virtual void on_failed(const Error& error) = 0;
};

/// Frames of one Ethernet type on one interface: those to us and to everybody. Reads and writes
/// many frames with each system call, and allocates nothing for a frame.
class PacketSocket {
public:
    /// Frames of one system call.
    static constexpr std::size_t kBatch = 64;
    /// Octets behind the Ethernet header: RFC 4638 and some more.
    static constexpr std::size_t kMaxFrame = 2048;
    enum class SendResult {
        Taken,
        Refused,  ///< kBatch frames wait for the kernel, which is full; on_room() follows
    };

    /// 5 without the right to packet sockets (CAP_NET_RAW), 666 when the interface is gone.
    [[nodiscard]] static Result<std::unique_ptr<PacketSocket>> open(
        boost::asio::io_context& io,
        const EthernetInterface& interface,
        std::uint16_t ether_type,
        FrameListener& listener
    );
    ~PacketSocket();
    PacketSocket(const PacketSocket&) = delete;
    PacketSocket& operator=(const PacketSocket&) = delete;

    /// One frame: header and payload, together at most kMaxFrame octets. Copied; goes out at the
    /// end of this turn of the event loop, with all others of it.
    [[nodiscard]] SendResult send(wire::MacAddress to, ByteSpan header, ByteSpan payload);
    /// Gives the kernel what waits, as far as it takes it.
    void flush();
    [[nodiscard]] bool can_send() const;
    enum class Receiving {
        All,
        Nothing  ///< what arrives is not even copied to us
    };
    /// From now on. The same again costs nothing.
    void set_receiving(Receiving receiving);
    /// Takes what has arrived, without waiting for the event loop to say so.
    void receive_now();

private:
    struct Batch;
    struct State;
    explicit PacketSocket(std::shared_ptr<State> state) : state_(std::move(state)) {}
    /// Handlers of the event loop hold it weakly.
    std::shared_ptr<State> state_;
};

}  // namespace mprd::platform::pppoe
