// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/tables/device_config.hpp"
#include "platform/api/port.hpp"
#include "platform/devices/exec/options.hpp"
#include "platform/process/child_process.hpp"

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace mprd::platform::exec {

/// A program as a line. open() starts it and succeeds when it runs; its end ends the call:
/// 678 it ended well without a word, 651 it failed without a word, 629 it ended well, 829 it failed
/// or was killed during the call. A program that closes its output and stays is stopped.
/// on_closed() comes when it is gone, with its process group.
class ExecPort final : public Port {
public:
    /// How long close() waits for the program to read what was sent (a Terminate-Request, mostly).
    static constexpr std::chrono::milliseconds kDrainLimit{500};
    /// How long a program that closed its output may take to end, and the other way round.
    static constexpr std::chrono::milliseconds kExitPatience{300};
    /// Starts nothing. `io` must outlive the port. `log` gets the program's standard error, with
    /// the secrets taken out.
    ExecPort(
        boost::asio::io_context& io,
        Options options,
        DeviceSecrets secrets,
        std::function<void(const std::string&)> log
    );
    ~ExecPort() override;
    ExecPort(const ExecPort&) = delete;
    ExecPort& operator=(const ExecPort&) = delete;

    void open(const DialTarget& target, PortListener& listener) override;
    /// Error 50: nobody can call a program that does not run.
    void listen(PortListener& listener) override;
    [[nodiscard]] SendResult send(ByteSpan data) override;
    void close(Errc reason) override;
    [[nodiscard]] bool can_send() const override;
    /// 666 when the program is not there.
    [[nodiscard]] Result<void> check_device() const override;

private:
    struct Session;  ///< everything between open() and on_closed()

    void start(Result<ProcessCommand> command, PortListener& listener);
    void tell(const std::string& line);
    void on_opened();
    void on_output_end();
    void drain();
    void stop();
    /// Calls `then` unless the session is over by then.
    void after(std::chrono::milliseconds time, void (ExecPort::*then)());
    void stop_silent();
    void on_exit(ProcessExit exit);
    void finish_ended();
    [[nodiscard]] Error error_of(ProcessExit exit) const;
    void finish(const Error& error);

    boost::asio::io_context& io_;
    Options options_;
    DeviceSecrets secrets_;
    std::function<void(const std::string&)> log_;
    /// nullptr while closed.
    std::shared_ptr<Session> session_;
};

}  // namespace mprd::platform::exec
