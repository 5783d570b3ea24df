// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/dial/connect_decision.hpp"

namespace mprd::dial {

ConnectDecision decide_connect(const ConnectFacts& facts) {
    const bool is_packet = facts.trigger == events::DialTrigger::Packet;
    const bool is_administrator = facts.trigger == events::DialTrigger::Administrator;
    struct Row {
        bool applies;
        Errc code;
        const char* rule;
    };
    // As the page is printed: most permanent, least state-dependent refusal first.
    const Row rows[] = {
        {!facts.may_administer, Errc::AccessDenied, "accessDenied"},
        {facts.event_from_remote, Errc::InvalidParameter, "eventFromRemote"},
        {!facts.manager_running, Errc::DdmNotRunning, "managerNotRunning"},
        {!facts.interface_exists, Errc::InvalidHandle, "noSuchInterface"},
        {!facts.type_can_dial, Errc::InvalidParameter, "typeCannotDial"},
        {facts.service_paused, Errc::ServiceIsPaused, "servicePaused"},
        {!facts.enabled, Errc::InterfaceDisabled, "interfaceDisabled"},
        {facts.connected, Errc::Ok, "alreadyConnected"},
        {facts.connecting, Errc::AlreadyConnecting, "alreadyConnecting"},
        {!facts.inside_hours, Errc::DialoutHoursRestriction, "dialOutHours"},
        {is_packet && !facts.dials_on_demand, Errc::NotSupported, "notOnDemand"},
        {is_packet && !facts.packet_may_dial, Errc::NotSupported, "packetMayNotDial"},
        {is_packet && !facts.family_up, Errc::NotSupported, "transportDown"},
        {is_packet && !facts.filter_may_dial, Errc::NotSupported, "demandDialFilter"},
        {!is_administrator && facts.backing_off, Errc::InterfaceUnreachable, "backoff"},
        {facts.phonebook != Errc::Ok, facts.phonebook, "phonebook"},
        {!facts.has_device, Errc::InterfaceHasNoDevices, "noDevice"},
        {!facts.host_ready, Errc::InterfaceUnreachable, "networkInterface"},
        {!facts.port_free, Errc::PortNotAvailable, "noFreePort"},
    };
    for (const Row& row : rows) {
        if (row.applies) {
            return {row.code, row.rule};
        }
    }
    return {};
}

}  // namespace mprd::dial
