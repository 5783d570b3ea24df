// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/secret.hpp"
#include "core/tables/link_info.hpp"
#include "core/tunnel/caller_addresses.hpp"
#include "core/tunnel/openvpn_server.hpp"
#include "platform/api/device.hpp"
#include "platform/devices/device_kind.hpp"
#include "platform/devices/openvpn/managed_program.hpp"
#include "platform/devices/openvpn/options.hpp"

#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace mprd::platform::openvpn {

class AnsweringPort;

/// The openvpn program that answers the calls of one device, as a server, for all of its ports: it
/// runs while one of them waits or has a call. The packets of all callers come over one socket;
/// whose they are tells their address (tunnel::CallerAddresses). When the program dies, the calls
/// end with 829 and it is started anew; when that fails, or it never came to wait for callers, the
/// ports that wait end with the error.
class AnsweringSide final : private ProgramListener {
public:
    using CallerId = tunnel::openvpn::CallerId;
    /// From the death of a program that worked to the next one.
    static constexpr std::chrono::seconds kRestartDelay{1};

    /// From the moment when no port needs the program to its end: it still tells those who were
    /// refused.
    static constexpr std::chrono::seconds kLinger{1};

    /// Starts nothing. What `context` refers to must outlive it; ports must go first.
    AnsweringSide(const DeviceContext& context, Options options, Secret key_password);
    ~AnsweringSide() override;
    AnsweringSide(const AnsweringSide&) = delete;
    AnsweringSide& operator=(const AnsweringSide&) = delete;

    // ---- for its ports
    /// The port waits for a caller. The error says why none can come; it does not wait then.
    [[nodiscard]] Result<void> wait(AnsweringPort& port);
    /// It waits no longer, and its caller, if there is one, is refused or hung up.
    void leave(AnsweringPort& port, const std::optional<CallerId>& caller, Errc reason);
    void admit(CallerId caller, const CallerTerms& terms);
    /// False: not taken, there is no room.
    [[nodiscard]] bool send(CallerId caller, ByteSpan packet);
    [[nodiscard]] bool is_full() const { return program_ && program_->is_full(); }
    /// 666 when the program or its configuration is not there.
    [[nodiscard]] Result<void> check_device() const;

    /// Callers, and packets that were dropped because they were not of, or for, their caller.
    [[nodiscard]] std::vector<DeviceFact> status() const;

private:
    // ---- the program
    [[nodiscard]] Result<void> start();
    void start_after(Duration delay);
    void stop_soon();
    void on_management_connected() override;
    void on_management(ByteSpan bytes) override;
    void on_device_failed(const Error& error) override;
    void on_packet(ByteSpan packet) override;
    void on_room() override;
    void on_ended(const std::string& how) override;
    // ---- the dialogue
    void handle(const tunnel::openvpn::ServerInput& input);
    void drain();
    void arm();
    void carry_out(const tunnel::openvpn::Send& output);
    void carry_out(const tunnel::openvpn::Said& output);
    void carry_out(const tunnel::openvpn::StopProgram& output);
    void carry_out(const tunnel::openvpn::Finished& output);
    void carry_out(const tunnel::openvpn::Listening& output);
    void carry_out(const tunnel::openvpn::CallerAsks& output);
    void carry_out(const tunnel::openvpn::CallerCame& output);
    void carry_out(const tunnel::openvpn::CallerLeft& output);
    /// Who calls, as the options want it proved; nullopt: he did not prove it.
    [[nodiscard]] std::optional<CallerInfo> info_of(const tunnel::openvpn::CallerAsks& caller
    ) const;
    void forget(CallerId caller);
    void end_waiting(const Error& error);
    void log(const std::string& text) const;

    DeviceContext context_;
    Options options_;
    Secret key_password_;
    std::map<std::uint32_t, AnsweringPort*> waiting_;  // by index
    std::unordered_map<CallerId, AnsweringPort*> calls_;
    tunnel::CallerAddresses addresses_;
    std::unique_ptr<ManagedProgram> program_;
    std::optional<tunnel::OpenvpnServer> dialogue_;
    bool is_listening_ = false;  ///< the program has come to wait for callers
    bool is_restarting_ = false;
    bool is_draining_ = false;
    std::uint64_t foreign_received_ = 0;
    std::uint64_t foreign_sent_ = 0;
    boost::asio::steady_timer timer_;
    boost::asio::steady_timer restart_timer_;
    boost::asio::steady_timer linger_timer_;
    /// Handlers hold it weakly.
    std::shared_ptr<int> alive_ = std::make_shared<int>(0);
};

}  // namespace mprd::platform::openvpn
