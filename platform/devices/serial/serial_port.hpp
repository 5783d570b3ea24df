// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/api/port.hpp"
#include "platform/devices/serial/options.hpp"
#include "platform/devices/serial/serial_line.hpp"

#include <boost/asio/io_context.hpp>

#include <memory>
#include <optional>

namespace mprd::platform::serial {

/// A serial line as a port. open() succeeds as soon as the line is set up (there is nothing to
/// dial); listen() reports a call with the first byte that arrives. The line is locked for us alone
/// from open() or listen() to on_closed().
class SerialPort final : public Port, private SerialLineListener {
public:
    /// Opens nothing. `io` must outlive the port.
    SerialPort(boost::asio::io_context& io, Options options);

    void open(const DialTarget& target, PortListener& listener) override;
    void listen(PortListener& listener) override;
    [[nodiscard]] SendResult send(ByteSpan data) override { return line_.send(data); }
    void close(Errc reason) override;
    [[nodiscard]] Result<int> give_to_kernel() override { return line_.give_to_kernel(); }
    [[nodiscard]] bool can_send() const override { return line_.can_send(); }
    [[nodiscard]] Result<void> check_device() const override { return line_.check_device(); }

private:
    enum class Mode {
        Calling,
        Waiting,  ///< listen(), nobody called yet
        InCall,
    };
    /// Between open()/listen() and on_closed(). Posted calls hold it weakly.
    struct Session {
        Mode mode;
        PortListener* listener;
        std::optional<Errc> close_reason;  ///< close() was called
    };

    void start(Mode mode, PortListener& listener);
    [[nodiscard]] LinkInfo link_info() const;
    void on_line_data(ByteSpan data) override;
    void on_line_room() override;
    void on_line_lost(const Error& error) override;
    void finish(const Error& error);

    boost::asio::io_context& io_;
    SerialLine line_;
    /// nullptr while closed.
    std::shared_ptr<Session> session_;
};

}  // namespace mprd::platform::serial
