// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/api/port.hpp"
#include "platform/devices/serial/options.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

#include <chrono>
#include <memory>

namespace mprd::platform::serial {

/// A serial line as a port. open() succeeds as soon as the line is set up (there is nothing to
/// dial); listen() reports a call with the first byte that arrives. The line is locked for us alone
/// (flock) from open() or listen() to on_closed(), and its settings are put back at the end.
class SerialPort final : public Port {
public:
    /// How long close() lets queued bytes (a Terminate-Request, mostly) drain.
    static constexpr std::chrono::milliseconds kDrainLimit{500};

    /// Opens nothing. `io` must outlive the port.
    SerialPort(boost::asio::io_context& io, Options options);
    ~SerialPort() override;

    void open(const DialTarget& target, PortListener& listener) override;
    void listen(PortListener& listener) override;
    [[nodiscard]] SendResult send(ByteSpan data) override;
    void close(Errc reason) override;
    [[nodiscard]] bool can_send() const override {
        return session_ != nullptr && queue_.size() < queue_limit_;
    }
    /// 666 when the path is not there or is no character device. Opens nothing.
    [[nodiscard]] Result<void> check_device() const override;

private:
    enum class Mode {
        Calling,
        Waiting,  ///< listen(), nobody called yet
        InCall,
    };
    struct Session;  ///< everything between open()/listen() and on_closed()

    void start(Mode mode, PortListener& listener);
    /// Raw mode, speed, flow control and carrier as in the options.
    [[nodiscard]] Result<void> set_up_line(int fd);
    [[nodiscard]] LinkInfo link_info() const;
    void read_more();
    void on_readable();
    void deliver(ByteSpan data);
    void write_more();
    void write_queued();
    void drain();
    void finish(Error error);

    boost::asio::io_context& io_;
    Options options_;
    /// Octets; send() is refused beyond it.
    std::size_t queue_limit_;
    /// nullptr while closed.
    std::shared_ptr<Session> session_;
    Bytes queue_;  ///< bytes that the kernel did not take yet
};

}  // namespace mprd::platform::serial
