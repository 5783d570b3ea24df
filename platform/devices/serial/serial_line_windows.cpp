// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/serial/line_speed.hpp"
#include "platform/devices/serial/serial_line.hpp"
#include "platform/windows/text.hpp"
#include "platform/windows/unique_handle.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/windows/object_handle.hpp>
#include <boost/asio/windows/stream_handle.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

namespace mprd::platform::serial {

/// Completion handlers hold it: what the system reads into and writes from must be there until it
/// has ended. `listener` is null when the line that they belong to is closed.
struct SerialLine::Session : std::enable_shared_from_this<SerialLine::Session> {
    explicit Session(boost::asio::io_context& io)
        : line(io),
          lines_changed(io, ::CreateEventW(nullptr, TRUE, FALSE, nullptr)),
          drain_timer(io) {}

    [[nodiscard]] HANDLE handle() { return line.native_handle(); }
    [[nodiscard]] bool has_carrier() {
        DWORD lines = 0;
        return ::GetCommModemStatus(handle(), &lines) != 0 && (lines & MS_RLSD_ON) != 0;
    }
    /// Tells the listener when DCD has gone.
    void watch_carrier(const std::string& path);

    boost::asio::windows::stream_handle line;
    SerialLineListener* listener = nullptr;
    std::optional<DCB> original;
    std::array<std::uint8_t, 16384> input{};
    std::size_t got = 0;  ///< octets of the last read in `input`
    Bytes queue;          ///< octets that are not being written yet
    Bytes writing;        ///< octets that the system has
    bool watches_carrier = false;
    // Of WaitCommEvent(), which fills them in until its event is set.
    DWORD events = 0;
    OVERLAPPED waiting{};
    boost::asio::windows::object_handle lines_changed;
    std::function<void()> drained;
    int drain_rounds = 0;
    boost::asio::steady_timer drain_timer;
};

namespace {

/// The driver does not tell when its output queue is empty: ask this often.
constexpr std::chrono::milliseconds kDrainPoll{10};
/// Queue for a tenth of a second, so that interactive traffic does not wait behind a full buffer,
/// but never less than two large frames.
constexpr std::size_t kMinQueue = 4096;

/// "COM21" as CreateFileW wants it: names above COM9 exist below \\.\ only.
std::wstring device_path(const std::string& path) {
    return to_wide(path.starts_with("\\\\") ? path : "\\\\.\\" + path);
}

Result<UniqueHandle> open_alone(const std::string& path) {
    UniqueHandle handle(::CreateFileW(
        device_path(path).c_str(),
        GENERIC_READ | GENERIC_WRITE,
        0,  // shared with nobody
        nullptr,
        OPEN_EXISTING,
        FILE_FLAG_OVERLAPPED,
        nullptr
    ));
    if (handle) {
        return handle;
    }
    const DWORD error = ::GetLastError();
    if (error == ERROR_ACCESS_DENIED || error == ERROR_SHARING_VIOLATION) {
        return windows_error(
            Errc::PortNotAvailable, "serial device " + path + " is in use by another program", error
        );
    }
    return windows_error(Errc::DeviceNotReady, "cannot open serial device " + path, error);
}

/// Eight data bits as they are, whatever was set before.
void make_raw(DCB& line, const Options& options) {
    line.BaudRate = line_speed_constant(options.speed);
    line.fBinary = TRUE;
    line.ByteSize = 8;
    line.fParity = FALSE;
    line.Parity = NOPARITY;
    line.StopBits = ONESTOPBIT;
    line.fOutX = FALSE;
    line.fInX = FALSE;
    line.fNull = FALSE;
    line.fErrorChar = FALSE;
    line.fAbortOnError = FALSE;
    line.fOutxDsrFlow = FALSE;
    line.fDsrSensitivity = FALSE;
    line.fDtrControl = DTR_CONTROL_ENABLE;
    const bool has_flow_control = options.flow_control == FlowControl::RtsCts;
    line.fOutxCtsFlow = has_flow_control ? TRUE : FALSE;
    line.fRtsControl = has_flow_control ? RTS_CONTROL_HANDSHAKE : RTS_CONTROL_ENABLE;
}

/// The same event for an OVERLAPPED whose end is not to be queued at a completion port
/// (GetQueuedCompletionStatus).
HANDLE without_completion(HANDLE event) {
    // NOLINTNEXTLINE(performance-no-int-to-ptr,cppcoreguidelines-pro-type-reinterpret-cast)
    return reinterpret_cast<HANDLE>(reinterpret_cast<std::uintptr_t>(event) | 1U);
}

Error carrier_lost(const std::string& path) {
    return make_error(Errc::NoCarrier, "carrier lost on " + path);
}

Error read_error(const std::string& path, const boost::system::error_code& error) {
    const auto code = static_cast<DWORD>(error.value());
    return code == ERROR_BROKEN_PIPE || error == boost::asio::error::eof
               ? carrier_lost(path)
               : windows_error(Errc::HardwareFailure, "serial device " + path + " failed", code);
}

}  // namespace

void SerialLine::Session::watch_carrier(const std::string& path) {
    waiting = {};
    // An event in place of a completion in Asio's queue, which Wine has not for this one. The
    // lowest bit says so to Windows.
    waiting.hEvent = without_completion(lines_changed.native_handle());
    if (::WaitCommEvent(handle(), &events, &waiting) == 0 && ::GetLastError() != ERROR_IO_PENDING) {
        return;  // a driver that cannot tell: the end of the data does
    }
    lines_changed.async_wait([self = shared_from_this(),
                              path](const boost::system::error_code& error) {
        if (error || self->listener == nullptr) {
            return;
        }
        if (self->has_carrier()) {
            self->watch_carrier(path);
        } else {
            self->listener->on_line_lost(carrier_lost(path));
        }
    });
}

SerialLine::SerialLine(boost::asio::io_context& io, Options options)
    : io_(io),
      options_(std::move(options)),
      queue_limit_(std::max<std::size_t>(kMinQueue, options_.speed / 10 / 10)) {}

SerialLine::~SerialLine() {
    close();
}

Result<void> SerialLine::open() {
    auto handle = open_alone(options_.path);
    if (!handle) {
        return handle.error();
    }
    session_ = std::make_shared<Session>(io_);
    boost::system::error_code error;
    session_->line.assign(handle->get(), error);
    if (error) {
        session_.reset();
        return make_error(Errc::DeviceNotReady, options_.path + ": " + error.message());
    }
    static_cast<void>(handle->release());
    auto ready = set_up();
    if (!ready) {
        session_.reset();
    }
    return ready;
}

Result<void> SerialLine::set_up() {
    DCB line{};
    line.DCBlength = sizeof line;
    if (::GetCommState(session_->handle(), &line) == 0) {
        return windows_error(
            Errc::DeviceNotReady, options_.path + " is no serial device", ::GetLastError()
        );
    }
    session_->original = line;
    make_raw(line, options_);
    COMMTIMEOUTS timeouts{};
    timeouts.ReadIntervalTimeout = 1;  // a read ends with the burst that it got
    if (::SetCommState(session_->handle(), &line) == 0 ||
        ::SetCommTimeouts(session_->handle(), &timeouts) == 0) {
        return windows_error(
            Errc::DeviceNotReady, "cannot set up serial device " + options_.path, ::GetLastError()
        );
    }
    // What waits in the line from before the call is left there, as on Linux: a peer that already
    // sent its Configure-Request would only repeat it after its restart timer.
    return {};
}

void SerialLine::start(SerialLineListener& listener) {
    session_->listener = &listener;
    read_more();
    if (options_.carrier == Carrier::Require) {
        require_carrier();
    }
}

void SerialLine::close() {
    const std::shared_ptr<Session> session = std::exchange(session_, nullptr);
    if (!session) {
        return;
    }
    session->listener = nullptr;
    session->drained = nullptr;
    session->drain_timer.cancel();
    if (session->watches_carrier) {
        static_cast<void>(::SetCommMask(session->handle(), 0));  // ends the wait for a change
    }
    if (session->original) {
        static_cast<void>(::EscapeCommFunction(session->handle(), CLRDTR));
        static_cast<void>(::SetCommState(session->handle(), &*session->original));
    }
    boost::system::error_code ignored;
    session->line.close(ignored);  // ends what is under way
}

// ---- the kernel's PPP: Windows has none for us

bool SerialLine::kernel_has_ppp() {
    return false;
}

Result<int> SerialLine::give_to_kernel() {
    return make_error(
        Errc::NotSupported, "Windows has no kernel data path; leave out \"dataPath\": \"kernel\""
    );
}

Result<void> SerialLine::check_device() const {
    const std::string name = options_.path.substr(options_.path.starts_with("\\\\.\\") ? 4 : 0);
    std::array<wchar_t, 1024> target{};
    const auto size = static_cast<DWORD>(target.size());
    if (::QueryDosDeviceW(to_wide(name).c_str(), target.data(), size) != 0) {
        return {};
    }
    // Wine has ports without such a name; where the name is all there is, this fails as well.
    const auto handle = open_alone(options_.path);
    return handle || handle.error().code == Errc::PortNotAvailable
               ? Result<void>()
               : make_error(handle.error().code, "no serial device " + options_.path);
}

// ---- modem control lines

bool SerialLine::has_modem_lines() const {
    DWORD lines = 0;
    return session_ && ::GetCommModemStatus(session_->handle(), &lines) != 0;
}

void SerialLine::set_dtr(bool on) {
    if (session_) {
        static_cast<void>(::EscapeCommFunction(session_->handle(), on ? SETDTR : CLRDTR));
    }
}

bool SerialLine::has_carrier() const {
    return session_ && session_->has_carrier();
}

void SerialLine::require_carrier() {
    if (has_modem_lines() && !std::exchange(session_->watches_carrier, true)) {
        static_cast<void>(::SetCommMask(session_->handle(), EV_RLSD));
        session_->watch_carrier(options_.path);
    }
    // A line whose control lines are unknown tells the end by the end of its data.
}

// ---- octets

void SerialLine::read_more() {
    session_->line.async_read_some(
        boost::asio::buffer(session_->input),
        [this, session = session_](const boost::system::error_code& error, std::size_t size) {
            if (session->listener == nullptr) {
                return;
            }
            if (error) {
                session->listener->on_line_lost(read_error(options_.path, error));
                return;
            }
            session->got = size;
            on_readable();
        }
    );
}

void SerialLine::on_readable() {
    const std::shared_ptr<Session> session = session_;
    if (session->got > 0) {
        session->listener->on_line_data({session->input.data(), session->got});
    }
    if (session->listener != nullptr) {
        read_more();
    }
}

bool SerialLine::can_send() const {
    return session_ && session_->queue.size() + session_->writing.size() < queue_limit_;
}

Port::SendResult SerialLine::send(ByteSpan data) {
    if (!can_send()) {
        return Port::SendResult::Refused;
    }
    session_->queue.insert(session_->queue.end(), data.begin(), data.end());
    write_more();
    return Port::SendResult::Taken;
}

void SerialLine::write_more() {
    if (!session_->writing.empty() || session_->queue.empty()) {
        return;
    }
    session_->writing.swap(session_->queue);
    boost::asio::async_write(
        session_->line,
        boost::asio::buffer(session_->writing),
        [this, session = session_](const boost::system::error_code& error, std::size_t /*size*/) {
            session->writing.clear();
            if (!error && session->listener != nullptr) {
                write_queued();  // an error shows at the read side too
            }
        }
    );
}

void SerialLine::write_queued() {
    write_more();
    if (session_->queue.empty() && !session_->drained) {
        session_->listener->on_line_room();
    }
}

void SerialLine::drain(std::function<void()> done) {
    session_->drained = std::move(done);
    session_->drain_rounds = static_cast<int>(kDrainLimit / kDrainPoll);
    boost::asio::post(io_, [this, session = session_] {
        if (session->drained) {
            drain_more();
        }
    });
}

void SerialLine::drain_more() {
    DWORD errors = 0;
    COMSTAT state{};
    static_cast<void>(::ClearCommError(session_->handle(), &errors, &state));
    const bool is_empty =
        session_->queue.empty() && session_->writing.empty() && state.cbOutQue == 0;
    if (is_empty || session_->drain_rounds-- <= 0) {
        const auto done = std::exchange(session_->drained, nullptr);
        done();
        return;
    }
    session_->drain_timer.expires_after(kDrainPoll);
    session_->drain_timer.async_wait([this,
                                      session = session_](const boost::system::error_code& error) {
        if (!error && session->drained) {
            drain_more();
        }
    });
}

}  // namespace mprd::platform::serial
