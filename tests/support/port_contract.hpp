// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/api/port.hpp"
#include "tests/support/catch.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace mprd::test {

/// A listener that writes down what it was told, and fails the test on a call that the contract
/// forbids.
class RecordingListener final : public platform::PortListener {
public:
    void on_opened(const LinkInfo& link) override {
        CHECK_FALSE(in_port_call);
        CHECK_FALSE(opened);
        CHECK_FALSE(closed);
        opened = link;
    }
    void on_caller(const CallerInfo& who) override {
        CHECK_FALSE(in_port_call);
        CHECK_FALSE(caller);
        CHECK_FALSE(opened);
        CHECK_FALSE(closed);
        caller = who;
        if (admits) {
            admits();
        }
    }
    void on_data(ByteSpan data) override {
        CHECK(opened);
        CHECK_FALSE(closed);
        received.insert(received.end(), data.begin(), data.end());
    }
    void on_writable() override { ++writable; }
    void on_closed(const Error& error) override {
        CHECK_FALSE(in_port_call);
        CHECK_FALSE(closed);
        closed = error;
    }

    bool in_port_call = false;
    std::function<void()> admits;  ///< what is done for a caller who asks
    std::optional<CallerInfo> caller;
    std::optional<LinkInfo> opened;
    std::optional<Error> closed;
    Bytes received;
    int writable = 0;
};

/// What a device kind provides so that PortContract can exercise its ports.
struct PortContractFixture {
    std::function<std::unique_ptr<platform::Port>()> make_port;
    /// Runs the event loop until `done` is true; false after a bounded time.
    std::function<bool(const std::function<bool()>& done)> run_until;
    std::function<void()> peer_hangs_up;  ///< the far end drops the line
    std::function<void(ByteSpan)> peer_sends;
    /// False: the kind only calls, and listen() is refused.
    bool answers = true;
    DialTarget target{};  ///< what open() is to call
    /// Octets that arrive first after peer_sends("~hello"): those, or a packet that can be one.
    std::size_t first_size = 6;
    CallerTerms terms{};  ///< for a caller whom the device asks about
};

/// Lets time pass in which nothing more may be told; the listener fails the test if something is.
inline void nothing_more(const PortContractFixture& kind) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds{200};
    kind.run_until([&] { return std::chrono::steady_clock::now() >= end; });
}

/// The promises of platform/api/port.hpp, checked against a kind: open, close twice, peer hang-up,
/// send after close, exactly one on_closed.
inline void check_port_contract(const PortContractFixture& kind) {
    SECTION("close ends an open call with exactly one on_closed, however often it is called") {
        const auto port = kind.make_port();
        RecordingListener listener;
        listener.in_port_call = true;
        port->open(kind.target, listener);
        listener.in_port_call = false;
        REQUIRE(kind.run_until([&] { return listener.opened.has_value(); }));

        listener.in_port_call = true;
        port->close(Errc::UserDisconnection);
        port->close(Errc::UserDisconnection);
        listener.in_port_call = false;

        REQUIRE(kind.run_until([&] { return listener.closed.has_value(); }));
        CHECK(listener.closed->code == Errc::UserDisconnection);
        nothing_more(kind);
    }
    SECTION("close while opening gives no on_opened after on_closed") {
        const auto port = kind.make_port();
        RecordingListener listener;
        port->open(kind.target, listener);
        port->close(Errc::UserDisconnection);
        REQUIRE(kind.run_until([&] { return listener.closed.has_value(); }));
        nothing_more(kind);
    }
    SECTION("send after close is refused") {
        const auto port = kind.make_port();
        RecordingListener listener;
        const Bytes data{1, 2, 3};
        CHECK(port->send(data) == platform::Port::SendResult::Refused);
        CHECK_FALSE(port->can_send());
        port->open(kind.target, listener);
        REQUIRE(kind.run_until([&] { return listener.opened.has_value(); }));
        CHECK(port->send(data) == platform::Port::SendResult::Taken);
        port->close(Errc::UserDisconnection);
        REQUIRE(kind.run_until([&] { return listener.closed.has_value(); }));
        CHECK(port->send(data) == platform::Port::SendResult::Refused);
    }
    SECTION("a hang-up of the peer ends the call") {
        const auto port = kind.make_port();
        RecordingListener listener;
        port->open(kind.target, listener);
        REQUIRE(kind.run_until([&] { return listener.opened.has_value(); }));
        kind.peer_hangs_up();
        REQUIRE(kind.run_until([&] { return listener.closed.has_value(); }));
        CHECK(listener.closed->code != Errc::Ok);
    }
    SECTION("a listening port reports a call with its first bytes, or is refused") {
        const auto port = kind.make_port();
        RecordingListener listener;
        listener.in_port_call = true;
        port->listen(listener);
        listener.in_port_call = false;
        if (!kind.answers) {
            REQUIRE(kind.run_until([&] { return listener.closed.has_value(); }));
            CHECK(listener.closed->code == Errc::NotSupported);
            nothing_more(kind);
            return;
        }
        nothing_more(kind);
        CHECK_FALSE(listener.opened);
        listener.admits = [&] { port->admit(kind.terms); };
        kind.peer_sends(as_bytes("~hello"));
        REQUIRE(kind.run_until([&] { return listener.received.size() == kind.first_size; }));
        CHECK(listener.opened);
        port->close(Errc::UserDisconnection);
        REQUIRE(kind.run_until([&] { return listener.closed.has_value(); }));
        CHECK(listener.closed->code == Errc::UserDisconnection);
    }
    SECTION("a port can be opened again after it closed") {
        const auto port = kind.make_port();
        for (int round = 0; round < 3; ++round) {
            RecordingListener listener;
            port->open(kind.target, listener);
            REQUIRE(kind.run_until([&] { return listener.opened.has_value(); }));
            port->close(Errc::UserDisconnection);
            REQUIRE(kind.run_until([&] { return listener.closed.has_value(); }));
        }
    }
}

}  // namespace mprd::test
