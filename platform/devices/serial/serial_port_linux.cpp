// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/serial/line_speed.hpp"
#include "platform/devices/serial/serial_port.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <algorithm>
#include <cerrno>
#include <chrono>
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

/// Completion handlers hold it weakly: when it is gone, the call that they belong to is over.
struct SerialPort::Session {
    Session(boost::asio::io_context& io, Mode first_mode, PortListener& who)
        : mode(first_mode), listener(&who), line(io), drain_timer(io) {}

    Mode mode;
    PortListener* listener;
    boost::asio::posix::stream_descriptor line;
    std::optional<termios> original;
    bool write_waits = false;
    std::optional<Errc> close_reason;  ///< close() was called
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

SerialPort::SerialPort(boost::asio::io_context& io, Options options)
    : io_(io),
      options_(std::move(options)),
      queue_limit_(std::max<std::size_t>(kMinQueue, options_.speed / 10 / 10)) {}

SerialPort::~SerialPort() {
    if (session_ && session_->original) {
        static_cast<void>(::tcsetattr(session_->line.native_handle(), TCSANOW, &*session_->original)
        );
    }
}

void SerialPort::open(const DialTarget& /*a line has no number*/, PortListener& listener) {
    start(Mode::Calling, listener);
}

void SerialPort::listen(PortListener& listener) {
    start(Mode::Waiting, listener);
}

void SerialPort::start(Mode mode, PortListener& listener) {
    session_ = std::make_shared<Session>(io_, mode, listener);
    queue_.clear();
    const auto fd = open_locked(options_.path);
    auto ready = fd ? set_up_line(*fd) : Result<void>(fd.error());
    if (fd && !ready) {
        ::close(*fd);
    }
    if (ready) {
        session_->line.assign(*fd);
    }
    boost::asio::post(io_, [this, weak = std::weak_ptr(session_), ready] {
        const auto session = weak.lock();
        if (!session) {
            return;
        }
        if (!ready) {
            finish(ready.error());
            return;
        }
        if (session->mode == Mode::Calling) {
            session->mode = Mode::InCall;
            session->listener->on_opened(link_info());
        }
        if (session_ == session) {
            read_more();
        }
    });
}

Result<void> SerialPort::set_up_line(int fd) {
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
    // What waits in the line from before the call is left there: a peer that already sent its Configure-Request would
    // only repeat it after its restart timer, and PPP recognises what is stale.
    return {};
}

Result<void> SerialPort::check_device() const {
    struct stat status {};
    if (::stat(options_.path.c_str(), &status) != 0) {
        return system_error(Errc::DeviceNotReady, "no serial device " + options_.path);
    }
    if (!S_ISCHR(status.st_mode)) {
        return make_error(Errc::DeviceNotReady, options_.path + " is no serial device");
    }
    return {};
}

LinkInfo SerialPort::link_info() const {
    LinkInfo link;
    link.carries = LinkInfo::Carries::ByteStream;
    link.speed = options_.speed;
    link.local_endpoint = options_.path;
    return link;
}

void SerialPort::read_more() {
    session_->line.async_wait(
        boost::asio::posix::stream_descriptor::wait_read,
        [this, weak = std::weak_ptr(session_)](const boost::system::error_code& error) {
            if (!weak.expired() && !error) {
                on_readable();
            }
        }
    );
}

void SerialPort::on_readable() {
    std::array<std::uint8_t, kReadSize>
        buffer;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled by read
    const ssize_t size = ::read(session_->line.native_handle(), buffer.data(), buffer.size());
    if (size == 0) {
        finish(make_error(Errc::NoCarrier, "carrier lost on " + options_.path));
        return;
    }
    if (size < 0 && errno != EAGAIN && errno != EINTR) {
        finish(system_error(Errc::HardwareFailure, "serial device " + options_.path + " failed"));
        return;
    }
    const std::weak_ptr<Session> weak(session_);
    if (size > 0) {
        deliver({buffer.data(), static_cast<std::size_t>(size)});
    }
    if (!weak.expired()) {
        read_more();
    }
}

void SerialPort::deliver(ByteSpan data) {
    const std::shared_ptr<Session> session = session_;
    if (session->mode == Mode::Waiting) {
        session->mode = Mode::InCall;
        session->listener->on_opened(link_info());
    }
    if (session_ == session) {
        session->listener->on_data(data);
    }
}

Port::SendResult SerialPort::send(ByteSpan data) {
    if (!session_ || !session_->line.is_open() || queue_.size() >= queue_limit_) {
        return SendResult::Refused;
    }
    std::size_t done = 0;
    if (queue_.empty()) {
        const ssize_t size = ::write(session_->line.native_handle(), data.data(), data.size());
        done =
            size > 0 ? static_cast<std::size_t>(size) : 0;  // an error shows at the read side too
    }
    if (done < data.size()) {
        queue_.insert(queue_.end(), data.begin() + static_cast<std::ptrdiff_t>(done), data.end());
        write_more();
    }
    return SendResult::Taken;
}

void SerialPort::write_more() {
    if (session_->write_waits) {
        return;
    }
    session_->write_waits = true;
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

void SerialPort::write_queued() {
    const ssize_t size = ::write(session_->line.native_handle(), queue_.data(), queue_.size());
    if (size > 0) {
        queue_.erase(queue_.begin(), queue_.begin() + size);
    }
    if (!queue_.empty()) {
        write_more();
        return;
    }
    if (!session_->close_reason) {
        session_->listener->on_writable();
    }
}

void SerialPort::close(Errc reason) {
    if (!session_ || session_->close_reason) {
        return;
    }
    session_->close_reason = reason;
    session_->drain_rounds = static_cast<int>(kDrainLimit / kDrainPoll);
    boost::asio::post(io_, [this, weak = std::weak_ptr(session_)] {
        if (!weak.expired()) {
            drain();
        }
    });
}

void SerialPort::drain() {
    int in_kernel = 0;
    if (session_->line.is_open()) {
        static_cast<void>(::ioctl(session_->line.native_handle(), TIOCOUTQ, &in_kernel));
    }
    if ((queue_.empty() && in_kernel == 0) || session_->drain_rounds-- <= 0) {
        finish(make_error(*session_->close_reason, "hung up"));
        return;
    }
    session_->drain_timer.expires_after(kDrainPoll);
    session_->drain_timer.async_wait(
        [this, weak = std::weak_ptr(session_)](const boost::system::error_code& error) {
            if (!weak.expired() && !error) {
                drain();
            }
        }
    );
}

void SerialPort::finish(Error error) {
    const std::shared_ptr<Session> session = std::exchange(session_, nullptr);
    queue_.clear();
    if (session->line.is_open()) {
        if (session->original) {
            static_cast<void>(
                ::tcsetattr(session->line.native_handle(), TCSANOW, &*session->original)
            );
        }
        boost::system::error_code ignored;
        session->line.close(ignored);  // drops DTR (HUPCL) and the lock
    }
    session->listener->on_closed(error);
}

}  // namespace mprd::platform::serial
