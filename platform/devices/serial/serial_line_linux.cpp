// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/serial/line_speed.hpp"
#include "platform/devices/serial/serial_line.hpp"

#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

namespace mprd::platform::serial {

/// Completion handlers hold it weakly: when it is gone, the line that they belong to is closed.
struct SerialLine::Session {
    explicit Session(boost::asio::io_context& io) : line(io), drain_timer(io) {}

    [[nodiscard]] int fd() { return line.native_handle(); }
    /// What the kernel has not sent yet is lost, but for the terminal's own queue.
    void take_back() {
        const int discipline = N_TTY;
        if (std::exchange(is_in_kernel, false)) {
            static_cast<void>(::ioctl(fd(), TIOCSETD, &discipline));
        }
    }

    boost::asio::posix::stream_descriptor line;
    SerialLineListener* listener = nullptr;
    std::optional<termios> original;
    bool is_in_kernel = false;
    Bytes queue;  ///< octets that the kernel did not take yet
    bool write_waits = false;
    std::function<void()> drained;
    int drain_rounds = 0;
    boost::asio::steady_timer drain_timer;
};

namespace {

/// The kernel does not tell when its output queue is empty: ask this often.
constexpr std::chrono::milliseconds kDrainPoll{10};
constexpr std::size_t kReadSize = 16384;
/// Queue for a tenth of a second, so that interactive traffic does not wait behind a full buffer,
/// but never less than two large frames.
constexpr std::size_t kMinQueue = 4096;

Error system_error(Errc code, const std::string& what) {
    const std::error_code cause(errno, std::generic_category());
    return make_error(code, what + ": " + cause.message(), cause);
}

Result<int> open_locked(const std::string& path) {
    const int fd = ::open(path.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0) {
        return system_error(Errc::DeviceNotReady, "cannot open serial device " + path);
    }
    if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
        const Error error = system_error(
            Errc::PortNotAvailable, "serial device " + path + " is in use by another program"
        );
        ::close(fd);
        return error;
    }
    return fd;
}

}  // namespace

SerialLine::SerialLine(boost::asio::io_context& io, Options options)
    : io_(io),
      options_(std::move(options)),
      queue_limit_(std::max<std::size_t>(kMinQueue, options_.speed / 10 / 10)) {}

SerialLine::~SerialLine() {
    close();
}

Result<void> SerialLine::open() {
    const auto fd = open_locked(options_.path);
    if (!fd) {
        return fd.error();
    }
    session_ = std::make_shared<Session>(io_);
    session_->line.assign(*fd);
    auto ready = set_up();
    if (!ready) {
        session_.reset();
    }
    return ready;
}

Result<void> SerialLine::set_up() {
    const int fd = session_->fd();
    termios line{};
    if (::tcgetattr(fd, &line) != 0) {
        return system_error(Errc::DeviceNotReady, options_.path + " is no serial device");
    }
    session_->original = line;
    ::cfmakeraw(&line);
    line.c_cflag |= CREAD | HUPCL;
    line.c_cflag &= ~(static_cast<tcflag_t>(CRTSCTS) | CLOCAL | CSTOPB);
    if (options_.flow_control == FlowControl::RtsCts) {
        line.c_cflag |= static_cast<tcflag_t>(CRTSCTS);
    }
    if (options_.carrier == Carrier::Ignore) {
        line.c_cflag |= CLOCAL;
    }
    const unsigned speed = line_speed_constant(options_.speed);
    if (::cfsetispeed(&line, speed) != 0 || ::cfsetospeed(&line, speed) != 0 ||
        ::tcsetattr(fd, TCSANOW, &line) != 0) {
        return system_error(Errc::DeviceNotReady, "cannot set up serial device " + options_.path);
    }
    // What waits in the line from before the call is left there: a peer that already sent its
    // Configure-Request would only repeat it after its restart timer, and PPP recognises what is
    // stale.
    return {};
}

void SerialLine::start(SerialLineListener& listener) {
    session_->listener = &listener;
    read_more();
}

void SerialLine::close() {
    const std::shared_ptr<Session> session = std::exchange(session_, nullptr);
    if (!session) {
        return;
    }
    session->take_back();
    if (session->original) {
        static_cast<void>(::tcsetattr(session->fd(), TCSANOW, &*session->original));
    }
    boost::system::error_code ignored;
    session->line.close(ignored);  // drops DTR (HUPCL) and the lock
}

// ---- the kernel's PPP

bool SerialLine::kernel_has_ppp() {
    static const bool answer = [] {
        const int fd = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
        const int discipline = N_PPP;
        const bool can = fd >= 0 && ::ioctl(fd, TIOCSETD, &discipline) == 0;
        ::close(fd);
        return can;
    }();
    return answer;
}

Result<int> SerialLine::give_to_kernel() {
    if (!session_ || !session_->queue.empty()) {
        return make_error(Errc::PortNotAvailable, options_.path + " still sends what we gave it");
    }
    // Read as late as can be, told as if it had come a little later.
    std::array<std::uint8_t, kReadSize>
        waiting{};  // NOLINT(cppcoreguidelines-pro-type-member-init): filled by read
    const ssize_t size = ::read(session_->fd(), waiting.data(), waiting.size());
    if (size > 0) {
        boost::asio::post(
            io_,
            [this,
             weak = std::weak_ptr(session_),
             octets = Bytes(waiting.begin(), waiting.begin() + size)] {
                if (!weak.expired()) {
                    session_->listener->on_line_data(octets);
                }
            }
        );
    }
    const int discipline = N_PPP;
    if (::ioctl(session_->fd(), TIOCSETD, &discipline) != 0) {
        return system_error(
            Errc::NotSupported,
            "the kernel has no PPP for " + options_.path + " (is the module ppp_async loaded?)"
        );
    }
    session_->is_in_kernel = true;
    return session_->fd();
}

Result<void> SerialLine::check_device() const {
    struct stat status {};
    if (::stat(options_.path.c_str(), &status) != 0) {
        return system_error(Errc::DeviceNotReady, "no serial device " + options_.path);
    }
    if (!S_ISCHR(status.st_mode)) {
        return make_error(Errc::DeviceNotReady, options_.path + " is no serial device");
    }
    return {};
}

// ---- modem control lines

bool SerialLine::has_modem_lines() const {
    int lines = 0;
    return session_ && ::ioctl(session_->fd(), TIOCMGET, &lines) == 0;
}

void SerialLine::set_dtr(bool on) {
    int line = TIOCM_DTR;
    if (session_) {
        static_cast<void>(::ioctl(session_->fd(), on ? TIOCMBIS : TIOCMBIC, &line));
    }
}

bool SerialLine::has_carrier() const {
    int lines = 0;
    return session_ && ::ioctl(session_->fd(), TIOCMGET, &lines) == 0 && (lines & TIOCM_CAR) != 0;
}

void SerialLine::require_carrier() {
    termios line{};
    if (session_ && ::tcgetattr(session_->fd(), &line) == 0) {
        line.c_cflag &= ~static_cast<tcflag_t>(CLOCAL);
        static_cast<void>(::tcsetattr(session_->fd(), TCSANOW, &line));
    }
}

// ---- octets

void SerialLine::read_more() {
    session_->line.async_wait(
        boost::asio::posix::stream_descriptor::wait_read,
        [this, weak = std::weak_ptr(session_)](const boost::system::error_code& error) {
            if (!weak.expired() && !error) {
                on_readable();
            }
        }
    );
}

void SerialLine::on_readable() {
    std::array<std::uint8_t, kReadSize>
        buffer{};  // NOLINT(cppcoreguidelines-pro-type-member-init): filled by read
    const ssize_t size = ::read(session_->fd(), buffer.data(), buffer.size());
    SerialLineListener& listener = *session_->listener;
    if (size == 0) {
        listener.on_line_lost(make_error(Errc::NoCarrier, "carrier lost on " + options_.path));
        return;
    }
    if (size < 0 && errno != EAGAIN && errno != EINTR) {
        listener.on_line_lost(
            system_error(Errc::HardwareFailure, "serial device " + options_.path + " failed")
        );
        return;
    }
    const std::weak_ptr<Session> weak(session_);
    if (size > 0) {
        listener.on_line_data({buffer.data(), static_cast<std::size_t>(size)});
    }
    if (!weak.expired()) {
        read_more();
    }
}

bool SerialLine::can_send() const {
    return session_ && !session_->is_in_kernel && session_->queue.size() < queue_limit_;
}

Port::SendResult SerialLine::send(ByteSpan data) {
    if (!can_send()) {
        return Port::SendResult::Refused;
    }
    std::size_t done = 0;
    if (session_->queue.empty()) {
        const ssize_t size = ::write(session_->fd(), data.data(), data.size());
        done =
            size > 0 ? static_cast<std::size_t>(size) : 0;  // an error shows at the read side too
    }
    if (done < data.size()) {
        session_->queue.insert(
            session_->queue.end(), data.begin() + static_cast<std::ptrdiff_t>(done), data.end()
        );
        write_more();
    }
    return Port::SendResult::Taken;
}

void SerialLine::write_more() {
    if (std::exchange(session_->write_waits, true)) {
        return;
    }
    session_->line.async_wait(
        boost::asio::posix::stream_descriptor::wait_write,
        [this, weak = std::weak_ptr(session_)](const boost::system::error_code& error) {
            if (weak.expired() || error) {
                return;
            }
            session_->write_waits = false;
            write_queued();
        }
    );
}

void SerialLine::write_queued() {
    Bytes& queue = session_->queue;
    const ssize_t size = ::write(session_->fd(), queue.data(), queue.size());
    if (size > 0) {
        queue.erase(queue.begin(), queue.begin() + size);
    }
    if (!queue.empty()) {
        write_more();
    } else if (!session_->drained && session_->listener != nullptr) {
        session_->listener->on_line_room();
    }
}

void SerialLine::drain(std::function<void()> done) {
    session_->take_back();
    session_->drained = std::move(done);
    session_->drain_rounds = static_cast<int>(kDrainLimit / kDrainPoll);
    boost::asio::post(io_, [this, weak = std::weak_ptr(session_)] {
        if (!weak.expired()) {
            drain_more();
        }
    });
}

void SerialLine::drain_more() {
    int in_kernel = 0;
    static_cast<void>(::ioctl(session_->fd(), TIOCOUTQ, &in_kernel));
    if ((session_->queue.empty() && in_kernel == 0) || session_->drain_rounds-- <= 0) {
        const auto done = std::exchange(session_->drained, nullptr);
        done();
        return;
    }
    session_->drain_timer.expires_after(kDrainPoll);
    session_->drain_timer.async_wait(
        [this, weak = std::weak_ptr(session_)](const boost::system::error_code& error) {
            if (!weak.expired() && !error) {
                drain_more();
            }
        }
    );
}

}  // namespace mprd::platform::serial
