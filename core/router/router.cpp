// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/router/router.hpp"

#include "core/router/router_core.hpp"

#include <utility>

namespace mprd::router {

Router::Router(
    RouterConfig config,
    const Crypto& crypto,
    RandomSource& random,
    Entropy& entropy,
    const Calendar& calendar
)
    : core_(std::make_unique<Core>(std::move(config), crypto, random, entropy, calendar)) {}
Router::~Router() = default;

void Router::start(TimePoint now) {
    core_->start(now);
}
void Router::handle(TimePoint now, const Input& input) {
    core_->handle(now, input);
}
void Router::handle_timeout(TimePoint now) {
    core_->handle_timeout(now);
}
std::optional<Output> Router::poll_output() {
    return core_->poll_output();
}
std::optional<TimePoint> Router::next_deadline() const {
    return core_->next_deadline();
}
InterfaceId Router::owner_of(PortId port) const {
    return core_->owner_of(port);
}

Router::ServiceState Router::service_state() const {
    return core_->service_state();
}
Duration Router::uptime(TimePoint now) const {
    return core_->uptime(now);
}
const RouterConfig& Router::settings() const {
    return core_->settings();
}
const InterfaceTable& Router::interfaces() const {
    return core_->interfaces();
}
admin::InterfaceStatus Router::status(TimePoint now, InterfaceId id) const {
    return core_->status(now, id);
}
Result<InterfaceId> Router::create(TimePoint now, InterfaceDefinition definition) {
    return core_->create(now, std::move(definition));
}
Result<void> Router::remove(TimePoint now, InterfaceId id) {
    return core_->remove(now, id);
}
Result<void> Router::change(TimePoint now, InterfaceId id, InterfaceConfig config) {
    return core_->change(now, id, std::move(config));
}
Result<void> Router::set_credentials(
    TimePoint now, InterfaceId id, std::optional<Credentials> credentials
) {
    return core_->set_credentials(now, id, std::move(credentials));
}
Result<void> Router::set_extended_credentials(
    TimePoint now, InterfaceId id, ExtendedCredentials credentials
) {
    return core_->set_extended_credentials(now, id, std::move(credentials));
}
void Router::set_global_idle(TimePoint now, std::uint32_t seconds) {
    core_->set_global_idle(now, seconds);
}
Result<void> Router::change_settings(TimePoint now, RouterConfig settings) {
    return core_->change_settings(now, std::move(settings));
}
Errc Router::connect(TimePoint now, InterfaceId id, RequestId request) {
    return core_->connect(now, id, request);
}
Errc Router::disconnect(TimePoint now, InterfaceId id) {
    return core_->disconnect(now, id);
}
Errc Router::update_routes(TimePoint now, InterfaceId id, RequestId request) {
    return core_->update_routes(now, id, request);
}
Result<Errc> Router::take_update_result(InterfaceId id) {
    return core_->take_update_result(id);
}
void Router::pause(TimePoint now) {
    core_->pause(now);
}
void Router::resume(TimePoint now) {
    core_->resume(now);
}
std::vector<admin::PortInfo> Router::ports(TimePoint now) const {
    return core_->ports(now);
}
std::optional<admin::PortInfo> Router::port(TimePoint now, PortId id) const {
    return core_->port(now, id);
}
bool Router::disconnect_port(TimePoint now, PortId id) {
    return core_->disconnect_port(now, id);
}
bool Router::clear_port_counters(TimePoint now, PortId id) {
    return core_->clear_port_counters(now, id);
}
std::vector<admin::ConnectionInfo> Router::connections(TimePoint now) const {
    return core_->connections(now);
}
std::optional<admin::ConnectionInfo> Router::connection(TimePoint now, ConnectionId id) const {
    return core_->connection(now, id);
}
std::vector<events::WhyRecord> Router::why(InterfaceId id) const {
    return id ? core_->why().of(id) : core_->why().all();
}

}  // namespace mprd::router
