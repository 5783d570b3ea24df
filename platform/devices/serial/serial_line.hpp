// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/api/port.hpp"
#include "platform/devices/serial/options.hpp"

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>

namespace mprd::platform::serial {

/// Who is told what happens on a line. From the event loop, never from inside a call of SerialLine.
class SerialLineListener {
public:
    virtual ~SerialLineListener() = default;
    /// Valid during the call only.
    virtual void on_line_data(ByteSpan data) = 0;
    /// There is room again after send() was refused.
    virtual void on_line_room() = 0;
    /// 679: the carrier is gone, or the terminal; 630: reading failed. Nothing follows; close() it.
    virtual void on_line_lost(const Error& error) = 0;
};

/// A terminal in raw mode, for ports that have a serial line below them. Locked for us alone
/// while it is open; its settings are put back at the end. Thread: the event loop's.
class SerialLine {
public:
    /// How long drain() waits at most.
    static constexpr std::chrono::milliseconds kDrainLimit{500};

    /// Opens nothing. `io` must outlive the line.
    SerialLine(boost::asio::io_context& io, Options options);
    SerialLine(const SerialLine&) = delete;
    SerialLine& operator=(const SerialLine&) = delete;
    ~SerialLine();

    /// Raw mode, speed, flow control and carrier as in the options; DTR goes high. 666 when the
    /// path is no terminal, 633 when another program has locked it. Only while closed.
    [[nodiscard]] Result<void> open();
    /// Begins to tell `listener`, which must outlive the open line.
    void start(SerialLineListener& listener);
    /// Lowers DTR and gives the terminal back. No call of the listener and of drain() follows.
    void close();
    [[nodiscard]] bool is_open() const { return session_ != nullptr; }

    /// All or nothing, as Port::send().
    [[nodiscard]] Port::SendResult send(ByteSpan data);
    [[nodiscard]] bool can_send() const;
    /// Takes the line back from the kernel, and calls `done` when all octets have left, or after
    /// kDrainLimit; never from inside the call.
    void drain(std::function<void()> done);

    /// Whether the terminal has modem control lines; a pty has none.
    [[nodiscard]] bool has_modem_lines() const;
    void set_dtr(bool on);
    /// DCD; false where there is no such line.
    [[nodiscard]] bool has_carrier() const;
    /// From now on the loss of DCD is on_line_lost().
    void require_carrier();

    /// Whether this kernel has PPP for terminals. Asks it once.
    [[nodiscard]] static bool kernel_has_ppp();
    /// The kernel carries PPP over the line from now on (line discipline N_PPP) until drain() or
    /// close(): no octets are taken, only those that came before are told, and the loss of the line
    /// still is. The descriptor is the line's.
    [[nodiscard]] Result<int> give_to_kernel();

    /// 666 when the path is not there or is no character device. Opens nothing.
    [[nodiscard]] Result<void> check_device() const;
    [[nodiscard]] const Options& options() const { return options_; }

private:
    struct Session;  ///< everything between open() and close()

    [[nodiscard]] Result<void> set_up();
    void read_more();
    void on_readable();
    void write_more();
    void write_queued();
    void drain_more();

    boost::asio::io_context& io_;
    Options options_;
    /// Octets; send() is refused beyond it.
    std::size_t queue_limit_;
    /// nullptr while closed.
    std::shared_ptr<Session> session_;
};

}  // namespace mprd::platform::serial
