// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/protocol/views_json.hpp"

#include "client/protocol/json_rpc.hpp"
#include "tests/support/catch.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

using namespace mprd;
using namespace mprd::protocol;
using nlohmann::json;
using namespace std::chrono_literals;

namespace {

std::set<std::string> keys(const json& value) {
    std::set<std::string> result;
    for (const auto& [key, member] : value.items()) {
        result.insert(key);
    }
    return result;
}

bool has_all(const json& value, const std::set<std::string>& wanted) {
    const auto there = keys(value);
    return std::includes(there.begin(), there.end(), wanted.begin(), wanted.end());
}

admin::InterfaceInfo interface_info(std::uint32_t level) {
    admin::InterfaceInfo info;
    info.handle = InterfaceId{7};
    info.config.name = "branch1";
    info.has_credentials = true;
    info.level = level;
    info.status.state = ConnectionState::Unreachable;
    info.status.reasons.add(UnreachableReason::ConnectionFailure);
    info.status.reasons.add(UnreachableReason::OutOfResources);
    info.status.last_error = Errc::LineBusy;
    info.status.phase = "backoff";
    info.status.retry_in = 61500ms;
    return info;
}

admin::ConnectionInfo connection_info() {
    admin::ConnectionInfo info;
    info.handle = ConnectionId{3};
    info.interface_name = "branch1";
    info.duration = 90s;
    info.started = WallTime{std::chrono::milliseconds{951782400123}};
    info.counters.bytes_sent = 42;
    info.projection.ipv4 = Ipv4Link{{0x0a000001}, {0x0a000002}, {{0x01010101}}, {}};
    info.projection.peer_auth = AuthKind::ChapMd5;
    return info;
}

}  // namespace

TEST_CASE("views: an interface shows the members of its level and no more", "[views]") {
    const json level0 = to_json(interface_info(0));
    CHECK(
        keys(level0) ==
        std::set<std::string>{
            "connectionState",
            "enabled",
            "handle",
            "ifType",
            "lastError",
            "lastErrorSymbol",
            "name",
            "reasons",
            "state",
            "status",
            "type",
            "unreachabilityReasons"}
    );
    CHECK(level0["handle"] == 7);
    CHECK(level0["connectionState"] == 0);
    CHECK(level0["state"] == "unreachable");
    CHECK(level0["unreachabilityReasons"] == 5);
    CHECK(level0["reasons"] == json({"outOfResources", "connectionFailure"}));
    CHECK(level0["lastError"] == 676);
    CHECK(level0["lastErrorSymbol"] == "ERROR_LINE_BUSY");
    CHECK(level0["status"]["retryInSeconds"] == 61);
    CHECK(level0["status"]["connectedSeconds"].is_null());
    CHECK(level0["status"]["phase"] == "backoff");

    const json level1 = to_json(interface_info(1));
    CHECK(level1.contains("dialOutHours"));
    CHECK_FALSE(level1.contains("devices"));

    for (const std::uint32_t level : {2U, 3U}) {
        const json full = to_json(interface_info(level));
        CHECK(has_all(
            full, {"devices", "dialOutHours", "hasCredentials", "phonebook", "ppp", "routes"}
        ));
        CHECK(full["hasCredentials"] == true);
        CHECK(full.dump().find("password") == std::string::npos);
    }
}

TEST_CASE("views: the server shows the members of its level", "[views]") {
    admin::ServerInfo server;
    server.uptime = 3600s;
    server.total_ports = 4;
    CHECK(
        to_json(server) == json(
                               {{"lanOnlyMode", false},
                                {"paused", false},
                                {"upTime", 3600},
                                {"totalPorts", 4},
                                {"portsInUse", 0}}
                           )
    );
    server.level = 1;
    CHECK(
        keys(to_json(server)) ==
        std::set<std::string>{"l2tpPortFlags", "numL2tpPorts", "numPptpPorts", "pptpPortFlags"}
    );
    server.level = 2;
    CHECK(has_all(to_json(server), {"numSstpPorts", "sstpPortFlags", "numPptpPorts"}));
}

TEST_CASE("views: a port shows its state at level 0 and its counters at level 1", "[views]") {
    admin::PortInfo port;
    port.handle = PortId{2};
    port.name = "line0";
    port.condition = PortCondition::NonOperational;
    port.hardware_error = Errc::DeviceNotReady;
    port.counters.crc_errors = 3;
    const json state = to_json(port, 0);
    CHECK(state["portCondition"] == 0);
    CHECK(state["error"] == json({{"code", 666}, {"symbol", "ERROR_DEVICE_NOT_READY"}}));
    CHECK_FALSE(state.contains("crcErrors"));
    const json counters = to_json(port, 1);
    CHECK(counters["hardwareCondition"] == 1);
    CHECK(counters["crcErrors"] == 3);
    CHECK_FALSE(counters.contains("portCondition"));
}

TEST_CASE("views: a connection shows the members of its level", "[views]") {
    const admin::ConnectionInfo info = connection_info();
    const json level0 = to_json(info, 0);
    CHECK(level0["connectDuration"] == 90);
    CHECK(level0["started"] == "2000-02-29T00:00:00.123Z");
    CHECK_FALSE(level0.contains("ppp"));
    const json level1 = to_json(info, 1);
    CHECK(level1["bytesTransmitted"] == 42);
    CHECK(level1["ppp"]["ipv4"]["remoteAddress"] == "10.0.0.2");
    CHECK(level1["ppp"]["ipv4"]["dns"] == json({"1.1.1.1"}));
    CHECK(level1["ppp"]["ipv6"].is_null());
    CHECK(level1["ppp"]["peerAuthentication"] == "chap-md5");
    CHECK(level1["ppp"]["localAuthentication"].is_null());
    for (const std::uint32_t level : {2U, 3U}) {
        const json value = to_json(info, level);
        CHECK(value.contains("ppp"));
        CHECK_FALSE(value.contains("bytesTransmitted"));
    }
}

TEST_CASE("views: why records say what, for whom, and the code", "[views]") {
    events::WhyRecord record;
    record.sequence = 5;
    record.interface_name = "branch1";
    record.what = events::WhyDialled{events::DialTrigger::Packet, PacketSummary{}};
    CHECK(to_json(record)["what"] == "dialled");
    CHECK(to_json(record)["packet"].is_object());
    CHECK(to_json(record)["time"] == "1970-01-01T00:00:00.000Z");
    record.what = events::WhyRefused{
        events::DialTrigger::Administrator, std::nullopt, Errc::ServiceIsPaused, "paused"};
    CHECK(to_json(record)["packet"].is_null());
    CHECK(to_json(record)["code"] == 928);
    CHECK(to_json(record)["rule"] == "paused");
    record.what = events::WhyHungUp{Errc::IdleTimeout, 80s, 60s, 1, 2};
    CHECK(to_json(record)["cause"]["code"] == 828);
    CHECK(to_json(record)["sinceActivitySeconds"] == 60);
}

TEST_CASE("views: every fact has its name, a text for people and its members", "[views][events]") {
    const events::Event all[] = {
        events::InterfaceCreated{},
        events::InterfaceDeleted{},
        events::InterfaceChanged{},
        events::CredentialsChanged{},
        events::RouterConfigChanged{},
        events::InterfaceStateChanged{},
        events::DialStarted{},
        events::ConnectAttemptFailed{},
        events::CallBackAwaited{},
        events::ProtocolOpened{},
        events::CallAccepted{},
        events::CallRefused{},
        events::ConnectionUp{},
        events::ConnectionDown{},
        events::PortStateChanged{},
        events::NetDeviceStateChanged{},
        events::HoldOverflow{},
        events::ServicePaused{},
        events::ServiceContinued{},
        events::ShutdownStarted{},
        events::WhyRecorded{},
        events::ConfigurationReloaded{},
        events::ConfigurationChangedOnDisk{}};
    static_assert(std::size(all) == std::variant_size_v<events::AnyEvent>);
    std::set<std::string> names;
    for (const events::Event& event : all) {
        const json value = to_json(event);
        CHECK(names.insert(value["event"].get<std::string>()).second);
        CHECK_FALSE(value["text"].get<std::string>().empty());
        if (events::interface_of(event) != InterfaceId{}) {
            CHECK(value.contains("interface"));
        }
    }
}

TEST_CASE("views: a failure has code, symbol and both texts", "[views]") {
    const json failure = failure_json(Errc::NoSuchInterface, "\"x\"");
    CHECK(failure["code"] == 905);
    CHECK(failure["symbol"] == "ERROR_NO_SUCH_INTERFACE");
    CHECK(failure["message"].get<std::string>().ends_with(": \"x\""));
    CHECK(failure_json(Errc{4711}, "")["message"] == "error 4711");
}

TEST_CASE("views: a page of the largest entries fits into one message", "[views][paging]") {
    // What a name may hold at most; a character that JSON has to escape is refused in names.
    const std::string name(kMaxInterfaceName, 'x');
    admin::InterfaceInfo interface = interface_info(0);
    interface.config.name = name;
    interface.status.reasons = UnreachableReasons{};
    for (std::uint32_t bit = 1; bit <= 0x40; bit <<= 1U) {
        interface.status.reasons.add(static_cast<UnreachableReason>(bit));
    }
    admin::PortInfo port;
    port.name = std::string(kMaxDeviceName, 'x');
    port.device_name = std::string(kMaxDeviceName, 'x');
    admin::ConnectionInfo connection = connection_info();
    connection.interface_name = name;
    connection.user_name = std::string(kMaxUserName, 'x');
    std::size_t largest =
        std::max(to_json(interface).dump().size(), to_json(port, 0).dump().size());
    for (std::uint32_t level = 0; level <= 3; ++level) {
        largest = std::max(largest, to_json(connection, level).dump().size());
    }
    CHECK((largest + 1) * admin::kMaxPageEntries + 1024 < kMaxMessage);
}
