// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/daemon/session_client.hpp"

#include <algorithm>
#include <optional>

using namespace mprd;
using namespace mprd::daemon;
using namespace mprd::test;
using nlohmann::json;

namespace {

using Client = SessionClient;

int error_code(const json& message) {
    return message.contains("error") ? message["error"]["code"].get<int>() : 0;
}

}  // namespace

TEST_CASE("session: requests are answered in order, each by its id", "[session]") {
    FakeRouterHost host;
    Client client(host, admin::Access::Administrator);
    client.send(R"({"jsonrpc": "2.0", "id": "a", "method": "MprAdminServerGetInfo"})"
                "\n"
                R"({"jsonrpc": "2.0", "id": 2, "method": "mprd.GetVersion"})"
                "\n"
                R"({"jsonrpc": "2.0", "method": "mprd.GetVersion"})"
                "\n");
    const auto messages = client.received();
    REQUIRE(messages.size() == 2);
    CHECK(messages[0]["id"] == "a");
    CHECK(messages[0]["result"]["code"] == 0);
    CHECK(messages[0]["result"]["buffer"]["totalPorts"] == 1);
    CHECK(messages[1]["id"] == 2);
}

TEST_CASE("session: a wrong request is told why, and the connection stays", "[session][bad]") {
    FakeRouterHost host;
    Client client(host, admin::Access::Administrator);
    client.send("hello\n[]\n");
    client.request(1, "MprAdminServerGetInf");
    client.request(2, "MprAdminServerGetInfo", {{"levle", 1}});
    client.request(3, "MprAdminServerGetInfo", {{"level", 9}});
    client.send(std::string(protocol::kMaxMessage + 1, 'x') + '\n');
    client.request(4, "mprd.GetVersion");
    const auto messages = client.received();
    REQUIRE(messages.size() == 7);
    CHECK(error_code(messages[0]) == -32700);
    CHECK(error_code(messages[1]) == -32600);
    CHECK(error_code(messages[2]) == -32601);
    CHECK(error_code(messages[3]) == -32602);
    CHECK(messages[3]["error"]["message"] == "/levle: expected \"level\", found \"levle\"");
    CHECK(messages[4]["result"]["code"] == 50);
    CHECK(error_code(messages[5]) == -32001);
    CHECK(messages[6]["result"]["code"] == 0);
    CHECK(client.session->is_open());
}

TEST_CASE("session: a stranger gets code 5 before anything is looked at", "[session][access]") {
    FakeRouterHost host;
    Client client(host, admin::Access::None);
    for (const Method& method : methods()) {
        CHECK(client.call(std::string(method.name), {{"nonsense", 1}})["result"]["code"] == 5);
    }
    CHECK(client.call("no.such.method")["result"]["code"] == 5);
}

TEST_CASE("session: a reader reads but does not change", "[session][access]") {
    FakeRouterHost host;
    Client client(host, admin::Access::Reader);
    const json interface = host.id("branch1").value;
    CHECK(client.call("MprAdminInterfaceEnum")["result"]["code"] == 0);
    CHECK(
        client.call("MprAdminInterfaceConnect", {{"interface", interface}})["result"]["code"] == 5
    );
    CHECK(client.call("mprd.Pause")["result"]["code"] == 5);
    CHECK(
        client.call(
            "mprd.InterfaceSet", {{"interface", interface}, {"buffer", {{"mtu", 1400}}}}
        )["result"]["code"] == 5
    );
    CHECK(host.port->opened == 0);
}

TEST_CASE("session: every setting that is named is changed, and all others stay", "[session]") {
    FakeRouterHost host;
    Client client(host, admin::Access::Administrator);
    const json settings = {
        {"mtu", 1400},
        {"ppp", {{"mru", 1300}}},
        {"routes", {{{"destination", "10.0.0.0/8"}}}},
        {"dialOutHours", {"1 09:00-12:00"}},
        {"acceptIncoming", false}};
    const json answer = client.call(
        "mprd.InterfaceSet",
        {{"interface", host.id("branch1").value}, {"buffer", settings}, {"persist", true}}
    );
    CHECK(answer["result"]["code"] == 0);
    const InterfaceConfig& config = host.router.interfaces().find(host.id("branch1"))->config;
    CHECK(config.mtu == 1400);
    CHECK(config.ppp.mru == 1300);
    CHECK(config.ppp.offer.size() == 3);
    CHECK(config.routes.size() == 1);
    CHECK(config.policy.dialout_hours.is_restricted());
    CHECK_FALSE(config.accept_incoming);
    CHECK(config.devices.size() == 1);
    CHECK(host.store.saved == std::vector<std::string>{"interface branch1"});
    CHECK(
        error_code(client.call("mprd.InterfaceSet", {{"interface", 4711}, {"buffer", {{"mut", 1}}}})
        ) == -32602
    );
    CHECK(
        client.call(
            "mprd.InterfaceSet", {{"interface", 4711}, {"buffer", {{"mtu", 1400}}}}
        )["result"]["code"] == 6
    );
}

TEST_CASE("session: what could not be stored is told although it is in force", "[session]") {
    FakeRouterHost host;
    host.store.is_full = true;
    Client client(host, admin::Access::Administrator);
    const json answer = client.call(
        "MprAdminInterfaceCreate", {{"level", 3}, {"buffer", {{"name", "new"}}}, {"persist", true}}
    )["result"];
    CHECK(answer["code"] == 624);
    CHECK(answer["message"].get<std::string>().find("disk full") != std::string::npos);
    CHECK(host.id("new") != InterfaceId{});
    CHECK(
        client.call(
            "MprAdminInterfaceCreate", {{"buffer", {{"name", "runtime"}}}}
        )["result"]["code"] == 0
    );
    CHECK(host.store.saved.size() == 1);
}

TEST_CASE(
    "session: a synchronous connect is answered once, when it has ended", "[session][connect]"
) {
    FakeRouterHost host;
    Client client(host, admin::Access::Administrator);
    const json params = {{"interface", host.id("branch1").value}, {"synchronous", true}};
    client.request(7, "MprAdminInterfaceConnect", params);
    CHECK(client.received().empty());
    CHECK(host.port->opened == 1);
    client.request(8, "MprAdminInterfaceConnect", params);
    CHECK(client.received()[0]["result"]["code"] == 910);

    host.port->fail(Errc::NoAnswer);
    const auto messages = client.received();
    REQUIRE(messages.size() == 1);
    CHECK(messages[0]["id"] == 7);
    CHECK(messages[0]["result"]["code"] == 678);
    host.port->fail(Errc::NoAnswer);
    CHECK(client.received().empty());
}

TEST_CASE(
    "session: an attempt goes on without the client that asked for it", "[session][connect]"
) {
    FakeRouterHost host;
    const json params = {{"interface", host.id("branch1").value}, {"synchronous", true}};
    {
        Client client(host, admin::Access::Administrator);
        client.request(7, "MprAdminInterfaceConnect", params);
        client.go_away();
        CHECK(client.ended == 1);
    }
    CHECK(host.router.status(host.now, host.id("branch1")).state == ConnectionState::Connecting);
    host.port->fail(Errc::LineBusy);
    host.poll();
    CHECK(host.router.status(host.now, host.id("branch1")).last_error == Errc::LineBusy);
}

TEST_CASE(
    "session: without waiting 600 comes at once, with an event the end follows",
    "[session][connect]"
) {
    FakeRouterHost host;
    Client client(host, admin::Access::Administrator);
    const std::uint32_t interface = host.id("branch1").value;
    client.request(7, "MprAdminInterfaceConnect", {{"interface", interface}, {"event", true}});
    CHECK(client.received()[0]["result"]["code"] == 600);
    host.port->fail(Errc::NoCarrier);
    auto messages = client.received();
    REQUIRE(messages.size() == 1);
    CHECK(messages[0]["method"] == "MprAdminInterfaceConnectCompleted");
    CHECK(messages[0]["params"]["request"] == 7);
    CHECK(messages[0]["params"]["code"] == 679);

    client.request(8, "MprAdminInterfaceConnect", {{"interface", interface}});
    CHECK(client.received()[0]["result"]["code"] == 600);
    host.port->fail(Errc::NoCarrier);
    CHECK(client.received().empty());
}

TEST_CASE(
    "session: more requests than may wait are refused, the others served", "[session][limits]"
) {
    RouterConfig config = one_line_config();
    config.devices[0].port_count = 100;
    const InterfaceDefinition pattern = config.interfaces[0];
    for (std::size_t i = 0; i < Session::kMaxInFlight; ++i) {
        InterfaceDefinition more = pattern;
        more.config.name = "more" + std::to_string(i);
        config.interfaces.push_back(more);
    }
    FakeRouterHost host(config);
    Client client(host, admin::Access::Administrator);
    for (std::size_t i = 0; i < Session::kMaxInFlight; ++i) {
        const InterfaceId id = host.id(("more" + std::to_string(i)).c_str());
        client.request(
            static_cast<int>(i),
            "MprAdminInterfaceConnect",
            {{"interface", id.value}, {"synchronous", true}}
        );
    }
    CHECK(client.received().empty());
    CHECK(error_code(client.call("mprd.GetVersion")) == -32000);

    for (std::size_t i = 0; i < Session::kMaxInFlight; ++i) {
        const InterfaceId id = host.id(("more" + std::to_string(i)).c_str());
        static_cast<void>(host.router.disconnect(host.now, id));
        host.runtime.drain();
    }
    CHECK(client.received().size() == Session::kMaxInFlight);
    CHECK(client.call("mprd.GetVersion")["result"]["code"] == 0);
}

TEST_CASE("session: a watcher gets a snapshot, then each event by its number", "[session][watch]") {
    FakeRouterHost host;
    Client client(host, admin::Access::Reader);
    const json start = client.call("mprd.Watch")["result"];
    CHECK(start["snapshot"]["interfaces"].size() == 1);
    host.router.pause(host.now);
    host.runtime.drain();
    const auto messages = client.received();
    REQUIRE_FALSE(messages.empty());
    std::uint64_t number = start["number"];
    for (const json& message : messages) {
        CHECK(message["method"] == "mprd.Event");
        CHECK(message["params"]["number"] == ++number);
    }
    CHECK(client.call("mprd.Unwatch")["result"]["code"] == 0);
    CHECK(client.call("mprd.Unwatch")["result"]["code"] == 87);
}

TEST_CASE(
    "session: a watcher that does not read is cut off, the others are not", "[session][watch]"
) {
    FakeRouterHost host;
    Client slow(host, admin::Access::Reader);
    Client quick(host, admin::Access::Reader);
    slow.request(1, "mprd.Watch");
    quick.request(1, "mprd.Watch");
    std::size_t seen = quick.received().size();
    events::InterfaceChanged event{InterfaceId{1}, std::string(1000, 'x')};
    std::size_t published = 0;
    for (; slow.ended == 0 && published < 20000; ++published) {
        host.runtime.events().publish(host.now, event);
        seen += quick.received().size();
    }
    CHECK(slow.ended == 1);
    CHECK(published > Session::kMaxUnread / 5000);
    CHECK(seen == published + 1);
    CHECK(quick.session->is_open());
}

TEST_CASE("session: a client that asks without reading is not read from", "[session][limits]") {
    RouterConfig config = one_line_config();
    for (int i = 0; i < 500; ++i) {
        InterfaceDefinition more;
        more.config.name = "more" + std::to_string(i);
        config.interfaces.push_back(more);
    }
    FakeRouterHost host(config);
    Client client(host, admin::Access::Reader);
    std::string many;
    constexpr int kRequests = 20;
    for (int i = 0; i < kRequests; ++i) {
        many += protocol::request_line(i, "MprAdminInterfaceEnum", json::object());
    }
    client.send(many);
    CHECK(client.session->is_open());
    const auto messages = client.received();  // together more than may pile up
    REQUIRE(messages.size() == kRequests);
    for (int i = 0; i < kRequests; ++i) {
        CHECK(messages[static_cast<std::size_t>(i)]["id"] == i);
        CHECK(
            messages[static_cast<std::size_t>(i)]["result"]["entriesRead"] == admin::kMaxPageEntries
        );
    }
}

TEST_CASE("session: ten thousand interfaces come page by page", "[session][limits]") {
    RouterConfig config = one_line_config();
    for (int i = 0; i < 10000; ++i) {
        InterfaceDefinition more;
        more.config.name = "more" + std::to_string(i);
        config.interfaces.push_back(more);
    }
    FakeRouterHost host(config);
    Client client(host, admin::Access::Reader);
    std::size_t seen = 0;
    json page{{"code", 234}, {"resumeHandle", 0}};
    while (page["code"] == 234) {
        page = client.call(
            "MprAdminInterfaceEnum", {{"resumeHandle", page["resumeHandle"]}}
        )["result"];
        CHECK(page.dump().size() < protocol::kMaxMessage);
        seen += page["buffer"].size();
    }
    CHECK(page["code"] == 0);
    CHECK(seen == 10001);
}

TEST_CASE(
    "session: keys and passwords go in and are stored, and never come out", "[session][secrets]"
) {
    FakeRouterHost host;
    Client client(host, admin::Access::Administrator);
    const std::string key = "czNjcmV0LWtleQ==";  // s3cret-key
    std::string answers;
    const auto call = [&](const char* method, const json& params) {
        const json answer = client.call(method, params);
        answers += answer.dump();
        return answer["result"]["code"];
    };
    const auto id = host.id("branch1").value;
    CHECK(call("MprAdminServerSetCredentials", {{"credentialsInfo", key}}) == 0);
    CHECK(call("MprAdminServerGetCredentials", json::object()) == 0);
    CHECK(
        call(
            "MprAdminInterfaceSetCredentialsEx",
            {{"interface", id}, {"level", 1}, {"credentialsInfo", key}, {"persist", true}}
        ) == 0
    );
    CHECK(call("MprAdminInterfaceGetCredentialsEx", {{"interface", id}, {"level", 1}}) == 0);
    CHECK(
        call(
            "mprd.UserAdd",
            {{"user", {{"name", "ann"}}}, {"password", "s3cret-word"}, {"persist", true}}
        ) == 0
    );
    CHECK(call("mprd.UserList", json::object()) == 0);
    CHECK(call("MprAdminInterfaceGetInfo", {{"interface", id}, {"level", 3}}) == 0);
    INFO(answers);
    for (const char* secret : {"s3cret", "czNjcmV0"}) {
        CHECK(answers.find(secret) == std::string::npos);
    }
    CHECK(
        host.store.saved ==
        std::vector<std::string>{"server key", "credentials branch1", "user ann"}
    );
}

TEST_CASE(
    "session: what the API says is stored is stored unless the caller declines", "[session]"
) {
    FakeRouterHost host;
    Client client(host, admin::Access::Administrator);
    const json ports = {{"numPptpPorts", 5}};
    const auto set = [&](json params) {
        params["level"] = 1;
        params["buffer"] = ports;
        return client.call("MprAdminServerSetInfo", params)["result"]["code"];
    };
    CHECK(set({{"persist", false}}) == 0);
    CHECK(host.store.saved.empty());
    CHECK(set(json::object()) == 0);
    CHECK(host.store.saved == std::vector<std::string>{"router"});
}

TEST_CASE("session: 3011 is told when all is stored", "[session]") {
    FakeRouterHost host;
    Client client(host, admin::Access::Administrator);
    const json params = {
        {"setConfigForProtocols", 4}, {"configParams", {{"sstpListener", {{"useHttps", false}}}}}};
    CHECK(client.call("MprAdminServerSetInfoEx", params)["result"]["code"] == 3011);
    CHECK(host.store.saved == std::vector<std::string>{"router"});
}

TEST_CASE("session: the MIB is what the host says, as bytes in base64", "[session][mib]") {
    FakeRouterHost host;
    host.host_network.tables.interfaces.resize(3);
    Client client(host, admin::Access::Reader);
    const json params = {{"protocolId", 33}, {"routingPid", 10000}, {"inEntry", "AAAAAA=="}};
    const json result = client.call("MprAdminMIBEntryGet", params)["result"];
    CHECK(result["code"] == 0);
    CHECK(result["outEntry"] == "AAAAAAAAAAADAAAA");
    CHECK(result["outEntrySize"] == 12);
}

TEST_CASE(
    "session: every method refuses strangers, and every change refuses readers", "[session][access]"
) {
    FakeRouterHost host;
    Client stranger(host, admin::Access::None);
    for (const Method& method : methods()) {
        INFO(method.name);
        CHECK(stranger.call(std::string(method.name), json::object())["result"]["code"] == 5);
    }
    Client reader(host, admin::Access::Reader);
    const std::pair<const char*, json> changes[] = {
        {"MprAdminServerSetInfo", {{"level", 9}, {"buffer", json::object()}}},
        {"MprAdminServerSetInfoEx",
         {{"setConfigForProtocols", 0}, {"configParams", json::object()}}},
        {"MprAdminServerSetCredentials", {{"level", 9}, {"credentialsInfo", ""}}},
        {"MprAdminInterfaceSetCredentialsEx",
         {{"interface", 1}, {"level", 9}, {"credentialsInfo", ""}}},
        {"MprAdminInterfaceSetCustomInfoEx", {{"interface", 1}, {"flags", 9}}},
        {"MprAdminInterfaceUpdatePhonebookInfo", {{"interface", 1}}},
        {"MprAdminConnectionRemoveQuarantine", json::object()},
        {"MprAdminSendUserMessage", {{"connection", 0}, {"message", ""}}},
        {"MprAdminUserSetInfo", {{"userName", ""}, {"level", 9}, {"buffer", {{"privilege", 0}}}}},
        {"mprd.UserAdd", {{"user", {{"name", ""}}}}},
        {"mprd.UserSet", {{"userName", ""}}},
        {"mprd.UserDelete", {{"userName", ""}}},
        {"MprAdminEstablishDomainRasServer", {{"domain", ""}, {"machine", ""}, {"enable", true}}},
        {"MprAdminMIBEntryCreate", {{"protocolId", 0}, {"routingPid", 0}, {"entry", ""}}},
        {"MprAdminMIBEntryDelete", {{"protocolId", 0}, {"routingPid", 0}, {"entry", ""}}},
        {"MprAdminMIBEntrySet", {{"protocolId", 0}, {"routingPid", 0}, {"entry", ""}}},
        {"MprAdminMIBGetTrapInfo", {{"protocolId", 0}, {"routingPid", 0}}},
        {"MprAdminMIBSetTrapInfo", {{"protocolId", 0}, {"routingPid", 0}}},
    };
    for (const auto& [name, params] : changes) {
        INFO(name);
        CHECK(reader.call(name, params)["result"]["code"] == 5);
    }
    CHECK(host.store.saved.empty());
}

TEST_CASE("methods: sorted, found by name, and their documents named alike", "[methods]") {
    const auto all = methods();
    CHECK(std::is_sorted(all.begin(), all.end(), [](const Method& a, const Method& b) {
        return a.name < b.name;
    }));
    for (const Method& method : all) {
        CHECK(find_method(method.name) == &method);
    }
    CHECK(find_method("") == nullptr);
    CHECK(find_method("zzz") == nullptr);
}

TEST_CASE(
    "session: access is looked at before anything else, on every method", "[session][access]"
) {
    // Parameters that no method takes: who may call is told what is wrong with them, or is served.
    const json nonsense{{"no such parameter", 1}};
    const auto answer_code = [&](Client& client, const Method& method) {
        const json message = client.call(std::string(method.name), nonsense);
        return message.contains("result") ? message["result"].at("code").get<std::uint32_t>() : 0U;
    };
    FakeRouterHost host;
    Client nobody(host, admin::Access::None);
    Client reader(host, admin::Access::Reader);
    Client administrator(host, admin::Access::Administrator);
    for (const Method& method : methods()) {
        INFO(method.name);
        CHECK(answer_code(nobody, method) == 5);
        CHECK((answer_code(reader, method) == 5) == (method.needs != admin::Access::Reader));
        CHECK(answer_code(administrator, method) != 5);
    }
}

TEST_CASE("session: a caller on another host has no events, and stays one", "[session][remote]") {
    FakeRouterHost host;
    Client client(host, admin::Access::Administrator);
    CHECK(client.call("MprAdminRegisterConnectionNotification")["result"]["code"] == 0);
    // As mprctl proxy says it: without id, so without an answer.
    client.send("{\"jsonrpc\":\"2.0\",\"method\":\"mprd.Remote\"}\n");
    CHECK(client.received().empty());
    CHECK(client.session->caller().origin == admin::Origin::Remote);
    CHECK(client.call("MprAdminRegisterConnectionNotification")["result"]["code"] == 87);
    // The registration of before is gone with it.
    CHECK(client.call("MprAdminDeregisterConnectionNotification")["result"]["code"] == 87);
    CHECK(
        client.call(
            "MprAdminInterfaceConnect", {{"interface", 1}, {"event", true}}
        )["result"]["code"] == 87
    );
    CHECK(client.call("mprd.Remote")["result"]["code"] == 0);
    CHECK(client.session->caller().origin == admin::Origin::Remote);
    CHECK(client.session->caller().access == admin::Access::Administrator);
}
