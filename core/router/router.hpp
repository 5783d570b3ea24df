// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/admin/router_control.hpp"
#include "core/base/crypto.hpp"
#include "core/base/random.hpp"
#include "core/base/time.hpp"
#include "core/router/messages.hpp"
#include "core/tables/router_config.hpp"

#include <memory>
#include <optional>

namespace mprd::router {

/// The one object that the daemon drives: owns the tables, one connect machine for each interface,
/// one PPP engine for each open port, and the connections.
///
/// Contract, as for every engine: call start() once; then one input (handle(), handle_timeout() or
/// a RouterControl call that changes something), then drain poll_output() until it is empty and
/// carry the outputs out in order, then arm one timer for next_deadline(). `now` never decreases.
/// Nothing calls back out. Inputs about objects that are gone are ignored: the daemon need not
/// filter them. An idle interface has no deadline (unless its hours are restricted).
///
/// Ports are made of RouterConfig::devices at construction and live as long as the router: ports()
/// tells their handles, device names and indexes.
class Router final : public admin::RouterControl {
public:
    /// `config` must pass validate(). The references must outlive the router.
    Router(
        RouterConfig config,
        const Crypto& crypto,
        RandomSource& random,
        Entropy& entropy,
        const Calendar& calendar
    );
    ~Router() override;
    Router(const Router&) = delete;
    Router& operator=(const Router&) = delete;

    /// Makes the network interfaces, listens on the answering ports, dials persistent interfaces.
    void start(TimePoint now);
    /// Ignored before start() and after ShutdownComplete.
    void handle(TimePoint now, const Input& input);
    /// Does what is due at `now`.
    void handle_timeout(TimePoint now);
    /// The oldest output; nothing when all are taken.
    [[nodiscard]] std::optional<Output> poll_output();
    /// The earliest moment at which handle_timeout() has something to do.
    [[nodiscard]] std::optional<TimePoint> next_deadline() const;

    /// Whose call is on the port. Nobody's (0) without a call, and while nobody knows who calls.
    [[nodiscard]] InterfaceId owner_of(PortId port) const;

    // ---- admin::RouterControl
    /// Contracts and codes: RouterControl.
    [[nodiscard]] ServiceState service_state() const override;
    [[nodiscard]] Duration uptime(TimePoint now) const override;
    [[nodiscard]] const RouterConfig& settings() const override;
    [[nodiscard]] const InterfaceTable& interfaces() const override;
    [[nodiscard]] admin::InterfaceStatus status(TimePoint now, InterfaceId id) const override;
    [[nodiscard]] Result<InterfaceId> create(TimePoint now, InterfaceDefinition definition)
        override;
    [[nodiscard]] Result<void> remove(TimePoint now, InterfaceId id) override;
    [[nodiscard]] Result<void> change(TimePoint now, InterfaceId id, InterfaceConfig config)
        override;
    [[nodiscard]] Result<void> set_credentials(
        TimePoint now, InterfaceId id, std::optional<Credentials> credentials
    ) override;
    [[nodiscard]] Result<void> set_extended_credentials(
        TimePoint now, InterfaceId id, ExtendedCredentials credentials
    ) override;
    void set_global_idle(TimePoint now, std::uint32_t seconds) override;
    [[nodiscard]] Result<void> change_settings(TimePoint now, RouterConfig settings) override;
    [[nodiscard]] Errc connect(TimePoint now, InterfaceId id, RequestId request) override;
    [[nodiscard]] Errc disconnect(TimePoint now, InterfaceId id) override;
    [[nodiscard]] Errc update_routes(TimePoint now, InterfaceId id, RequestId request) override;
    [[nodiscard]] Result<Errc> take_update_result(InterfaceId id) override;
    void pause(TimePoint now) override;
    void resume(TimePoint now) override;
    [[nodiscard]] std::vector<admin::PortInfo> ports(TimePoint now) const override;
    [[nodiscard]] std::optional<admin::PortInfo> port(TimePoint now, PortId id) const override;
    bool disconnect_port(TimePoint now, PortId id) override;
    bool clear_port_counters(TimePoint now, PortId id) override;
    [[nodiscard]] std::vector<admin::ConnectionInfo> connections(TimePoint now) const override;
    [[nodiscard]] std::optional<admin::ConnectionInfo> connection(TimePoint now, ConnectionId id)
        const override;
    [[nodiscard]] std::vector<events::WhyRecord> why(InterfaceId id) const override;

private:
    class Core;
    std::unique_ptr<Core> core_;
};

}  // namespace mprd::router
