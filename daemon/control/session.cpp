// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/control/session.hpp"

#include "client/protocol/views_json.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>

#include <utility>

namespace mprd::daemon {

using nlohmann::json;
using protocol::RpcError;

Session::Session(
    Socket socket,
    ControlContext& context,
    admin::Caller caller,
    std::function<void(Session&)> on_end
)
    : socket_(std::move(socket)), context_(context), caller_(caller), on_end_(std::move(on_end)) {}

Session::~Session() = default;

void Session::start() {
    read_more();
}

void Session::close() {
    if (!socket_.is_open()) {
        return;
    }
    boost::system::error_code ignored;
    socket_.close(ignored);
    subscription_ = {};
    capture_.reset();
    on_end_(*this);
}

void Session::read_more() {
    if (reading_ || input_ended_ || !unread_.empty() || !wants_more()) {
        return;
    }
    reading_ = true;
    socket_.async_read_some(
        boost::asio::buffer(buffer_),
        [self = shared_from_this()](const boost::system::error_code& error, std::size_t size) {
            self->reading_ = false;
            if (error == boost::asio::error::eof) {
                self->on_end_of_input();
            } else if (error) {
                self->close();
            } else {
                self->on_read(size);
            }
        }
    );
}

void Session::on_read(std::size_t size) {
    unread_ = {buffer_.data(), size};
    work_off_input();
}

void Session::work_off_input() {
    if (!unread_.empty()) {
        const std::string_view input = std::exchange(unread_, {});
        unread_ = input.substr(framer_.feed(input, *this));
    }
    read_more();
}

bool Session::is_finished() const {
    return input_ended_ && in_flight_ == 0 && writing_.empty() && out_.empty() && !watching_ &&
           !connection_notification_ && !capture_;
}

void Session::on_end_of_input() {
    input_ended_ = true;
    if (is_finished()) {
        close();
        return;
    }
    wait_for_hang_up();
}

void Session::wait_for_hang_up() {
    platform::wait_for_hang_up(socket_, [self = shared_from_this()] { self->close(); });
}

void Session::on_line(std::string_view line) {
    const auto parsed = protocol::parse_request(line);
    if (const auto* bad = std::get_if<protocol::BadRequest>(&parsed)) {
        write(protocol::error_line(bad->id, bad->code, bad->message));
        return;
    }
    run(std::get<protocol::Request>(parsed));
}

void Session::on_line_too_long() {
    write(protocol::error_line(
        nullptr,
        RpcError::MessageTooLong,
        "message longer than " + std::to_string(protocol::kMaxMessage) + " bytes; it was skipped"
    ));
}

void Session::run(const protocol::Request& request) {
    const json id = request.id.value_or(nullptr);
    if (caller_.access == admin::Access::None) {
        return refuse(
            id,
            "be an administrator (root) or a member of group mprd-admin (all) or mprd (read only)"
        );
    }
    const Method* method = find_method(request.method);
    if (method == nullptr) {
        write(protocol::error_line(
            id,
            RpcError::MethodNotFound,
            "no method \"" + request.method + "\"; mprd.ListMethods names them all"
        ));
        return;
    }
    if (caller_.access < method->needs) {
        return refuse(
            id, request.method + " is for administrators (root) and members of the group mprd-admin"
        );
    }
    if (in_flight_ >= kMaxInFlight) {
        write(protocol::error_line(
            id,
            RpcError::TooManyRequests,
            "at most " + std::to_string(kMaxInFlight) + " requests may wait"
        ));
        return;
    }
    Call call{context_, *this, caller_, id, request.params};
    ++in_flight_;
    const Answer result = (*method)(call);
    if (const auto* done = std::get_if<Done>(&result)) {
        answer(id, done->result);
    } else if (const auto* bad = std::get_if<BadParams>(&result)) {
        --in_flight_;
        write(protocol::error_line(id, RpcError::InvalidParams, bad->message));
    }
    context_.runtime.drain();
}

void Session::refuse(const json& id, const std::string& why) {
    if (!id.is_null()) {
        write(protocol::result_line(id, protocol::failure_json(Errc::AccessDenied, why)));
    }
}

void Session::answer(const json& id, const json& result) {
    if (in_flight_ > 0) {
        --in_flight_;
    }
    if (!id.is_null()) {
        write(protocol::result_line(id, result));
    }
}

void Session::notify(const std::string& method, const json& params) {
    write(protocol::notification_line(method, params));
}

bool Session::set_connection_notification(bool wanted) {
    subscribe();
    return std::exchange(connection_notification_, wanted) != wanted;
}

void Session::start_watch() {
    subscribe();
    watching_ = true;
}

void Session::start_capture(CaptureTarget target, std::uint32_t snap_length) {
    capture_.emplace(
        context_.runtime,
        target,
        snap_length,
        CaptureStream::Outlet{
            [this] { return out_.size() + writing_.size(); },
            [this](const std::string& method, const json& params) { notify(method, params); }}
    );
}

void Session::subscribe() {
    subscription_ = context_.runtime.events().subscribe([this](const NumberedEvent& event) {
        on_event(event);
    });
}

void Session::on_event(const NumberedEvent& event) {
    if (connection_notification_ && (std::holds_alternative<events::ConnectionUp>(event.event) ||
                                     std::holds_alternative<events::ConnectionDown>(event.event))) {
        notify("MprAdminConnectionNotification", json::object());
    }
    if (watching_) {
        json params = protocol::to_json(event.event);
        params["number"] = event.number;
        params["timeMs"] =
            std::chrono::duration_cast<std::chrono::milliseconds>(event.time.time_since_epoch())
                .count();
        notify("mprd.Event", params);
    }
}

void Session::write(const std::string& line) {
    if (!socket_.is_open()) {
        return;
    }
    // One answer may be of any size; what must not happen is that they pile up.
    if (!out_.empty() && out_.size() + line.size() > kMaxUnread) {
        // Not from inside an event delivery or a method: they still hold us.
        boost::asio::post(socket_.get_executor(), [self = shared_from_this()] { self->close(); });
        return;
    }
    out_ += line;
    write_more();
}

void Session::write_more() {
    if (!writing_.empty() || out_.empty()) {
        return;
    }
    writing_.swap(out_);
    boost::asio::async_write(
        socket_,
        boost::asio::buffer(writing_),
        [self = shared_from_this()](const boost::system::error_code& error, std::size_t /*size*/) {
            self->writing_.clear();
            if (error) {
                self->close();
                return;
            }
            self->write_more();
            self->work_off_input();
            if (self->is_finished()) {
                self->close();
            }
        }
    );
}

}  // namespace mprd::daemon
