// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/protocol/json_rpc.hpp"
#include "core/admin/caller.hpp"
#include "daemon/control/capture_stream.hpp"
#include "daemon/control/method.hpp"
#include "daemon/runtime/event_bus.hpp"
#include "platform/system/local_stream.hpp"

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>

namespace mprd::daemon {

/// One client of the control socket: reads requests, runs them one after the other, writes answers
/// and notifications.
///
/// Bounded: requests in flight, bytes that wait to be written. A client that does not read is not
/// read from either; one that lets notifications pile up beyond kMaxUnread is cut off, not waited
/// for. A client that shuts its sending side down still gets all answers.
class Session final : public std::enable_shared_from_this<Session>,
                      private protocol::LineFramer::Sink {
public:
    /// Taken over by the session.
    using Socket = platform::LocalStream;

    /// Requests without an answer yet.
    static constexpr std::size_t kMaxInFlight = 64;
    /// Octets that wait to be written, beyond which the client is cut off.
    static constexpr std::size_t kMaxUnread = std::size_t{4} * 1024 * 1024;
    /// Octets that wait to be written, beyond which no request is read.
    static constexpr std::size_t kStopReadingAt = std::size_t{256} * 1024;

    /// `on_end` is called once, when the session is over; `context` must outlive it.
    Session(
        Socket socket,
        ControlContext& context,
        admin::Caller caller,
        std::function<void(Session&)> on_end
    );
    ~Session() override;
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    /// Begins to read.
    void start();
    /// Who the client is; fixed when it connected, but for where it sits.
    [[nodiscard]] const admin::Caller& caller() const { return caller_; }
    /// mprd.Remote: the client only carries what somebody on another host says. For good.
    void mark_remote() {
        caller_.origin = admin::Origin::Remote;
        connection_notification_ = false;
    }
    /// Ends the session now; what waits to be written is lost.
    void close();

    [[nodiscard]] bool is_open() const { return socket_.is_open(); }
    /// Answers a request that a method left for later.
    void answer(const nlohmann::json& id, const nlohmann::json& result);
    /// Queues one JSON-RPC notification.
    void notify(const std::string& method, const nlohmann::json& params);

    // ---- subscriptions of this client (watch_methods)
    /// MprAdminRegisterConnectionNotification: told of each connect and disconnect. False when it
    /// was as asked.
    /// Lasts until it is taken back or the session ends.
    bool set_connection_notification(bool wanted);
    /// mprd.Watch: every event from now on.
    void start_watch();
    [[nodiscard]] bool is_watching() const { return watching_; }
    /// mprd.Unwatch.
    void stop_watch() { watching_ = false; }
    /// mprd.Capture: the frames of a link from now on. At most one at a time.
    void start_capture(CaptureTarget target, std::uint32_t snap_length);
    /// nullptr when there is none.
    [[nodiscard]] const CaptureStream* capture() const { return capture_ ? &*capture_ : nullptr; }
    /// mprd.CaptureStop.
    void stop_capture() { capture_.reset(); }

private:
    void on_line(std::string_view line) override;
    void on_line_too_long() override;
    [[nodiscard]] bool wants_more() const override {
        return socket_.is_open() && out_.size() <= kStopReadingAt;
    }
    void on_read(std::size_t size);
    void on_end_of_input();
    void work_off_input();
    void wait_for_hang_up();
    [[nodiscard]] bool is_finished() const;
    /// Finds the method, runs it, and writes its answer unless it comes later.
    void run(const protocol::Request& request);
    /// Code 5; counts as no request in flight.
    void refuse(const nlohmann::json& id, const std::string& why);
    /// One fact of the router: becomes notifications that this client asked for.
    void on_event(const NumberedEvent& event);
    /// Holds a subscription as long as the client wants notifications.
    void subscribe();
    void read_more();
    void write(const std::string& line);
    void write_more();

    Socket socket_;
    ControlContext& context_;
    admin::Caller caller_;
    std::function<void(Session&)> on_end_;
    protocol::LineFramer framer_;
    std::array<char, 16384> buffer_{};
    std::string_view unread_;  ///< of buffer_: waits until the client takes its answers
    std::string out_;          ///< waits behind `writing_`
    std::string writing_;      ///< being written
    /// Requests that were read and not answered.
    std::size_t in_flight_ = 0;
    bool reading_ = false;
    bool input_ended_ = false;  ///< the client shut its sending side down
    bool connection_notification_ = false;
    bool watching_ = false;
    EventBus::Subscription subscription_;
    std::optional<CaptureStream> capture_;
};

}  // namespace mprd::daemon
