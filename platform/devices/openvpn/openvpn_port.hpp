// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/secret.hpp"
#include "core/tunnel/openvpn_management.hpp"
#include "platform/api/port.hpp"
#include "platform/devices/device_kind.hpp"
#include "platform/devices/openvpn/command.hpp"
#include "platform/devices/openvpn/managed_program.hpp"
#include "platform/devices/openvpn/options.hpp"

#include <memory>
#include <string>

namespace mprd::platform::openvpn {

/// One call of the openvpn program as a client. It carries IP packets, one in each message: the
/// program reads and writes them on a socket that it takes for its TUN device. on_closed() comes
/// when the program is gone, with the error that tunnel::OpenvpnManagement made of it.
class OpenvpnPort final : public Port, private ProgramListener {
public:
    /// Starts nothing. What `context` refers to must outlive the port.
    OpenvpnPort(const DeviceContext& context, Options options, Secret key_password);
    ~OpenvpnPort() override;
    OpenvpnPort(const OpenvpnPort&) = delete;
    OpenvpnPort& operator=(const OpenvpnPort&) = delete;

    /// `target.number` is host or host:port; empty: as configured.
    void open(const DialTarget& target, PortListener& listener) override;
    /// Error 50: it only calls (AnsweringPort answers).
    void listen(PortListener& listener) override;
    [[nodiscard]] SendResult send(ByteSpan packet) override;
    void close(Errc reason) override;
    [[nodiscard]] bool can_send() const override;
    /// 666 when the program or its configuration is not there. (Options of ours in it: 13 by
    /// open().)
    [[nodiscard]] Result<void> check_device() const override;

private:
    struct Session;  ///< everything between open() and on_closed()

    [[nodiscard]] Result<void> start(const DialTarget& target);
    void fail_later(const Error& error);
    // ---- the program
    void on_management_connected() override;
    void on_management(ByteSpan bytes) override;
    void on_device_failed(const Error& error) override;
    void on_packet(ByteSpan packet) override;
    void on_room() override;
    void on_ended(const std::string& how) override;
    // ---- the dialogue
    void handle(const tunnel::openvpn::Input& input);
    void drain();
    void arm();
    void carry_out(const tunnel::openvpn::Send& output);
    void carry_out(const tunnel::openvpn::Opened& output);
    void carry_out(const tunnel::openvpn::Said& output) const;
    void carry_out(const tunnel::openvpn::StopProgram& output);
    void carry_out(const tunnel::openvpn::Finished& output);
    void finish(const Error& error);

    DeviceContext context_;
    Options options_;
    Secret key_password_;
    /// nullptr while closed.
    std::shared_ptr<Session> session_;
};

}  // namespace mprd::platform::openvpn
