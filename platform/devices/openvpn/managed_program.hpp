// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"
#include "core/base/error.hpp"
#include "core/base/secret.hpp"
#include "platform/devices/openvpn/private_socket.hpp"
#include "platform/process/child_process.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace mprd::platform::openvpn {

/// Who is told what a ManagedProgram does. All calls come from the event loop, never from inside
/// one of its functions; each may destroy it.
class ProgramListener {
public:
    virtual ~ProgramListener() = default;
    /// It has connected to its management socket: write() reaches it from now on.
    virtual void on_management_connected() = 0;
    /// Octets that it wrote there.
    virtual void on_management(ByteSpan bytes) = 0;
    /// It asked for a TUN device and could not be given a socket instead.
    virtual void on_device_failed(const Error& error) = 0;
    /// An IP packet that it wrote to what it takes for its TUN device, after start_packets().
    virtual void on_packet(ByteSpan packet) = 0;
    /// There is room again after send() was refused.
    virtual void on_room() = 0;
    /// It is gone, `how` says how; after all that it said. Once, the last call.
    virtual void on_ended(const std::string& how) = 0;
};

/// One running openvpn program: its management interface, and a socket to us in the place of its
/// TUN device (platform/process/tun_tap.hpp). Gone with the object.
class ManagedProgram {
public:
    /// Packets read for one wake-up, before other events get their turn.
    static constexpr int kBatch = 64;

    /// The words of its command line, for the path of the management socket.
    using Words = std::function<std::vector<std::string>(const std::string& socket)>;
    /// For a line on its standard error, until it is connected; later it tells what matters through
    /// its management interface.
    using Log = std::function<void(const std::string&)>;

    /// Starts it; errors as ChildProcess::start() and PrivateSocket::open() have them.
    [[nodiscard]] static Result<std::unique_ptr<ManagedProgram>> start(
        boost::asio::io_context& io, const Words& words, Log log, ProgramListener& listener
    );
    ManagedProgram(const ManagedProgram&) = delete;
    ManagedProgram& operator=(const ManagedProgram&) = delete;
    ~ManagedProgram() = default;

    /// A command to its management interface.
    void write(const Secret& text);
    /// SIGTERM, after `patience` SIGKILL. on_ended() follows.
    void stop(std::chrono::milliseconds patience) { program_->stop(patience); }

    /// It has asked for a TUN device and got its socket.
    [[nodiscard]] bool has_device() const { return packets_.is_open(); }
    void start_packets() { wait_for_packets(); }
    /// False: not taken, on_room() tells when there is room.
    [[nodiscard]] bool send(ByteSpan packet);
    [[nodiscard]] bool is_full() const { return is_full_; }

private:
    using Wait = boost::asio::posix::stream_descriptor;

    ManagedProgram(boost::asio::io_context& io, Log log, ProgramListener& listener);
    [[nodiscard]] Result<void> start(const Words& words);
    void wait_for_tun_request();
    void on_tun_request();
    void on_line(const std::string& line);
    void on_exit(ProcessExit exit);
    void end(ProcessExit exit);
    void wait_for_management();
    void read_management();
    void write_queued();
    void wait_for_packets();
    void read_packets();

    boost::asio::io_context& io_;
    Log log_;
    ProgramListener& listener_;
    PrivateSocket socket_;
    PrivateSocket::Protocol::socket management_;
    std::array<std::uint8_t, 4096> received_{};
    /// The first is being written. Shared with the write that is under way.
    std::shared_ptr<std::deque<Secret>> to_send_ = std::make_shared<std::deque<Secret>>();
    Wait tun_requests_;
    /// Our end of the program's "TUN device", when it has asked for one.
    Wait packets_;
    bool is_full_ = false;  ///< packets_ did not take one
    std::string last_line_;
    std::unique_ptr<ChildProcess> program_;
    /// Handlers hold it weakly.
    std::shared_ptr<int> alive_ = std::make_shared<int>(0);
};

}  // namespace mprd::platform::openvpn
