// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/sim_world.hpp"

#include <cstdlib>

namespace mprd::test {
namespace {

[[nodiscard]] InterfaceDefinition demand_dial(const std::string& name, const char* network) {
    InterfaceDefinition definition;
    definition.config.name = name;
    definition.config.devices = {InterfaceDevice{"modem", "modem1", "5551234", {}}};
    definition.config.routes = {Route{*IpPrefix::parse(network), 0, true}};
    return definition;
}

[[nodiscard]] RouterConfig branch_config() {
    RouterConfig config;
    config.devices = {modem("modem1")};
    config.interfaces = {demand_dial("office", "10.1.0.0/16")};
    config.interfaces[0].credentials = Credentials{"branch", "", Secret("correct horse")};
    return config;
}

[[nodiscard]] RouterConfig office_config() {
    RouterConfig config;
    config.devices = {modem("modem1")};
    config.interfaces = {demand_dial("branch", "10.2.0.0/16")};
    config.answering.local_address = Ipv4Address{0x0a010001};
    config.answering.pools = {Ipv4Range{Ipv4Address{0x0a0100c8}, Ipv4Address{0x0a0100cb}}};
    config.users = {UserConfig{"branch", Secret("correct horse"), true, {}}};
    return config;
}

[[nodiscard]] RouterConfig changed(const SimWorld::Change& change, bool wants_branch) {
    RouterConfig branch = branch_config();
    RouterConfig office = office_config();
    change(branch, office);
    return wants_branch ? branch : office;
}

}  // namespace

std::uint64_t sim_seed(std::uint64_t fallback) {
    const char* text = std::getenv("MPRD_SIM_SEED");
    return text == nullptr ? fallback : std::strtoull(text, nullptr, 0);
}

DeviceConfig modem(const char* name, std::uint32_t ports) {
    DeviceConfig device;
    device.name = name;
    device.mpr_type = "modem";
    device.port_count = ports;
    return device;
}

UserConfig user(const char* name, const char* password) {
    UserConfig made;
    made.name = name;
    made.password = Secret(password);
    return made;
}

SimWorld::SimWorld(std::uint64_t world_seed, const Change& change)
    : seed(world_seed),
      random(world_seed),
      line(time, random),
      branch("branch", changed(change, true), time, world_seed + 1),
      office("office", changed(change, false), time, world_seed + 2) {
    branch.attach(1, line.end(0));
    office.attach(1, line.end(1));
    branch.start();
    office.start();
}

void SimWorld::run_for(Duration duration) {
    const TimePoint end = time.now() + duration;
    time.run_until(end);
}

Bytes SimWorld::echo_request() {
    Bytes packet;
    ByteWriter(packet)
        .u32(0x4500001c)  // IPv4, header of 20 bytes, 28 bytes in all
        .u32(0)
        .u32(0x40010000)  // time to live 64, ICMP
        .u32(0x0a020005)  // 10.2.0.5
        .u32(0x0a010005)  // 10.1.0.5
        .u32(0x08000000)  // echo request
        .u32(0x00010001);
    return packet;
}

std::string SimWorld::all_events() const {
    return branch.log_text() + office.log_text();
}

}  // namespace mprd::test
