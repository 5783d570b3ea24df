// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/tunnel/pppoe_concentrator.hpp"
#include "core/tunnel/pppoe_messages.hpp"
#include "platform/api/device.hpp"
#include "platform/devices/device_kind.hpp"
#include "platform/devices/pppoe/ethernet.hpp"
#include "platform/devices/pppoe/options.hpp"
#include "platform/devices/pppoe/packet_socket.hpp"
#include "platform/devices/pppoe/pppoe_port.hpp"

#include <boost/asio/steady_timer.hpp>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace mprd::platform::pppoe {

/// PPPoE on one Ethernet interface: owns the packet sockets while a port is in use, tells frames to
/// the call that they belong to, and is the access concentrator for the ports that listen.
class PppoeDevice final : public Device {
public:
    /// Opens nothing.
    PppoeDevice(const DeviceContext& context, Options options);
    ~PppoeDevice() override;
    PppoeDevice(const PppoeDevice&) = delete;
    PppoeDevice& operator=(const PppoeDevice&) = delete;

    [[nodiscard]] Result<std::unique_ptr<Port>> make_port(std::uint32_t index) override;
    /// "sessions", and of the interface what there is to tell.
    [[nodiscard]] std::vector<DeviceFact> status() const override;

    // ---- for the ports
    [[nodiscard]] const DeviceContext& context() const { return context_; }
    [[nodiscard]] const Options& options() const { return options_; }
    /// What the interface is now. Opens nothing.
    [[nodiscard]] Result<EthernetInterface> look() const {
        return EthernetInterface::find(options_.interface);
    }
    /// An attempt begins: the sockets are open afterwards. Only after success end_use() must
    /// follow.
    [[nodiscard]] Result<void> begin_use(const std::shared_ptr<PppoePort::Attempt>& attempt);
    void end_use(const std::shared_ptr<PppoePort::Attempt>& attempt);
    /// Valid while in use.
    [[nodiscard]] const EthernetInterface& ethernet() const { return ethernet_; }
    /// Largest PPP payload that options and interface allow.
    [[nodiscard]] std::uint16_t max_payload() const;

    /// Answers with this Host-Uniq are for `port`. False if another call has it.
    [[nodiscard]] bool add_caller(const Bytes& host_uniq, PppoePort& port);
    void remove_caller(const Bytes& host_uniq, const PppoePort& port);
    /// PPP frames of the session are for `port`. False if another call has it.
    [[nodiscard]] bool add_session(const tunnel::PppoeSession& session, PppoePort& port);
    void remove_session(const tunnel::PppoeSession& session, const PppoePort& port);
    /// The port takes the next call.
    void add_listener(PppoePort& port);
    void remove_listener(const PppoePort& port);
    /// Of a session that our access concentrator gave.
    void handle_concentrator(const tunnel::PppoeConcentrator::Input& input);

    void send_discovery(const tunnel::SendPppoeDiscovery& packet);
    /// One PPP frame. After Refused the attempt wants to know when there is room.
    [[nodiscard]] Port::SendResult send_frame(const tunnel::PppoeSession& session, ByteSpan frame);
    /// Its port hears on_room(), once.
    void wait_for_room(const std::shared_ptr<PppoePort::Attempt>& attempt);
    void flush_frames();
    /// Whether frames of sessions are wanted may have changed: those that the kernel carries are
    /// not copied to us when there are no others.
    void choose_frames();
    [[nodiscard]] bool can_send() const { return frames_ && frames_->can_send(); }

private:
    /// Each socket has an end of its own here.
    struct DiscoveryEnd final : FrameListener {
        explicit DiscoveryEnd(PppoeDevice& owner) : device(owner) {}
        void on_frame(wire::MacAddress from, ByteSpan payload) override {
            device.on_discovery(from, payload);
        }
        void on_room() override {}
        void on_failed(const Error& error) override { device.fail(error); }
        PppoeDevice& device;
    };
    struct SessionEnd final : FrameListener {
        explicit SessionEnd(PppoeDevice& owner) : device(owner) {}
        void on_frame(wire::MacAddress from, ByteSpan payload) override {
            device.on_session(from, payload);
        }
        void on_room() override { device.on_room(); }
        void on_failed(const Error& error) override { device.fail(error); }
        PppoeDevice& device;
    };

    [[nodiscard]] Result<void> open_sockets();
    void close_sockets();
    void close_soon();
    void on_discovery(wire::MacAddress from, ByteSpan payload);
    /// PADO and PADS go to the call that asked, PADT to the call that we made.
    [[nodiscard]] PppoePort* caller_for(wire::MacAddress from, const wire::PppoePacket& packet);
    void on_session(wire::MacAddress from, ByteSpan payload);
    [[nodiscard]] PppoePort* find_session(std::uint64_t key) const;
    void on_room();
    /// Every call ends with this error.
    void fail(const Error& error);
    void drain_concentrator();
    void take_call(const tunnel::PppoeSession& session);
    void arm_timer();

    DeviceContext context_;
    Options options_;
    EthernetInterface ethernet_;
    DiscoveryEnd discovery_end_{*this};
    SessionEnd session_end_{*this};
    std::unique_ptr<PacketSocket> discovery_;
    std::unique_ptr<PacketSocket> frames_;
    std::optional<tunnel::PppoeConcentrator> concentrator_;  ///< while the sockets are open
    boost::asio::steady_timer timer_;                        ///< for the access concentrator
    std::optional<TimePoint> armed_for_;
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);  ///< handlers hold it weakly

    std::vector<std::weak_ptr<PppoePort::Attempt>> in_use_;
    std::unordered_map<std::string, PppoePort*> callers_;     ///< by Host-Uniq
    std::unordered_map<std::uint64_t, PppoePort*> sessions_;  ///< by peer and session id
    std::unordered_map<std::uint16_t, PppoePort*> answered_;  ///< by id of our concentrator
    std::map<std::uint32_t, PppoePort*> listeners_;           ///< by index: the lowest goes first
    std::vector<std::weak_ptr<PppoePort::Attempt>> refused_;  ///< wait for room
};

}  // namespace mprd::platform::pppoe
