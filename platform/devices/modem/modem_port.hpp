// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/modem/at_engine.hpp"
#include "platform/api/port.hpp"
#include "platform/devices/device_kind.hpp"
#include "platform/devices/modem/modem_state.hpp"
#include "platform/devices/modem/options.hpp"
#include "platform/devices/serial/serial_line.hpp"

#include <boost/asio/steady_timer.hpp>

#include <memory>
#include <optional>
#include <string>

namespace mprd::platform::modem {

/// A modem's line as a port. open() initialises the modem and dials; on_opened() comes with
/// CONNECT. listen() waits for RING and answers; `LinkInfo::remote_endpoint` is the caller's
/// number. The modem is hung up before on_closed(). The line is open from open() or listen() to
/// on_closed() only.
class ModemPort final : public Port, private serial::SerialLineListener {
public:
    /// Opens nothing.
    ModemPort(const DeviceContext& context, Options options, std::shared_ptr<ModemState> state);

    void open(const DialTarget& target, PortListener& listener) override;
    void listen(PortListener& listener) override;
    [[nodiscard]] SendResult send(ByteSpan data) override;
    void close(Errc reason) override;
    /// A modem that is hung up listens to us again.
    [[nodiscard]] Result<int> give_to_kernel() override;
    [[nodiscard]] bool can_send() const override { return is_in_call() && line_.can_send(); }
    [[nodiscard]] Result<void> check_device() const override { return line_.check_device(); }

private:
    /// Between open()/listen() and on_closed(). Posted calls hold it weakly.
    struct Session {
        PortListener* listener;
        mprd::modem::AtEngine engine;
        std::optional<Errc> close_reason;  ///< close() was called
    };

    void start(const mprd::modem::AtInput& first, PortListener& listener);
    [[nodiscard]] Result<void> make_ready();
    [[nodiscard]] bool is_in_call() const;
    void stop();
    void feed(const mprd::modem::AtInput& input);
    /// Carries out what the engine says, then sets the timer.
    void drain_engine();
    void arm();

    void take(const mprd::modem::SendToModem& output);
    void take(const mprd::modem::SetDtr& output);
    void take(const mprd::modem::Connected& output);
    void take(const mprd::modem::FactLearned& output);
    void take(const mprd::modem::Told& output) const;
    void take(const mprd::modem::PinRefused& output);
    void take(const mprd::modem::Finished& output);

    /// For a NO CARRIER at the end of the data; the timer is left alone when there is none.
    void watch(ByteSpan data);
    void on_line_data(ByteSpan data) override;
    void on_line_room() override;
    void on_line_lost(const Error& error) override;
    void finish(const Error& error);

    DeviceContext context_;
    Options options_;
    std::shared_ptr<ModemState> state_;
    serial::SerialLine line_;
    boost::asio::steady_timer timer_;
    /// nullptr while closed.
    std::shared_ptr<Session> session_;
};

}  // namespace mprd::platform::modem
