// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/pppoe/options.hpp"

#include "platform/devices/device_kind.hpp"
#include "tests/support/catch.hpp"

#include <nlohmann/json.hpp>

#include <fstream>
#include <iterator>
#include <string>

using namespace mprd;                   // NOLINT(google-build-using-namespace)
using namespace mprd::platform::pppoe;  // NOLINT(google-build-using-namespace)

namespace {

std::string read(const std::string& name) {
    std::ifstream file(std::string(MPRD_PPPOE_FOLDER) + '/' + name);
    REQUIRE(file);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// Whether the parser knows the member, whatever it says of the value.
bool is_known(const std::string& pointer, const std::string& text) {
    const auto options = Options::parse(text);
    return options || options.error().detail.rfind(pointer + ": expected one of", 0) != 0;
}

}  // namespace

TEST_CASE("pppoe: options name what is wrong with a pointer", "[pppoe][options]") {
    struct Row {
        const char* text;
        const char* message;
    };
    for (const Row& row :
         {Row{"[]", ": expected an object"},
          Row{"{}", "/interface: expected the name of an Ethernet interface"},
          Row{R"({"interface": "a/b"})", "/interface: expected"},
          Row{R"({"interface": "sixteen-letters-"})", "/interface: expected"},
          Row{R"({"interface": "e", "serviceName": 7})", "/serviceName: expected text"},
          Row{R"({"interface": "e", "acName": []})", "/acName: expected text"},
          Row{R"({"interface": "e", "maxPayload": 1501})", "/maxPayload: expected octets"},
          Row{R"({"interface": "e", "maxPayload": 1491})", "/maxPayload: expected octets"},
          Row{R"({"interface": "e", "hostUniq": 1})", "/hostUniq: expected text"},
          Row{R"({"interface": "e", "dataPath": "fast"})",
              "/dataPath: expected \"auto\", \"user\" or \"kernel\", found \"fast\""},
          Row{R"({"interface": "e", "mtu": 1})", "/mtu: expected one of interface, "},
          Row{R"({"interface": "e", "concentrator": 1})", "/concentrator: expected an object"},
          Row{R"({"interface": "e", "concentrator": {"name": ""}})",
              "/concentrator/name: expected"},
          Row{R"({"interface": "e", "concentrator": {"x": 1}})",
              "/concentrator/x: expected one of"},
          Row{R"({"interface": "e", "concentrator": {"services": ["a", 2]}})",
              "/concentrator/services/1: expected text"},
          Row{R"({"interface": "e", "concentrator": {"maxSessionsPerCaller": 0}})",
              "/concentrator/maxSessionsPerCaller: expected a number"}}) {
        INFO(row.text);
        const auto options = Options::parse(row.text);
        REQUIRE_FALSE(options);
        CHECK(options.error().detail.rfind(row.message, 0) == 0);
    }
    const auto* kind = platform::find_device_kind("pppoe");
    REQUIRE(kind != nullptr);
    CHECK(kind->api_type == "PPPoE");
    CHECK_FALSE(kind->check_options("{}"));
}

TEST_CASE("pppoe: the options say who carries the packets", "[pppoe][options]") {
    const auto* kind = platform::find_device_kind("pppoe");
    REQUIRE(kind != nullptr);
    const auto path = [&](const char* text) { return kind->data_path(text); };
    CHECK(path(R"({"interface": "e", "dataPath": "user"})") == platform::DataPath::User);
    CHECK(path(R"({"interface": "e", "dataPath": "kernel"})") == platform::DataPath::Kernel);
    // Whether the kernel can is the host's to say, but it says the same each time.
    const auto by_itself = path(R"({"interface": "e"})");
    CHECK(by_itself != platform::DataPath::Kernel);
    CHECK(path(R"({"interface": "e", "dataPath": "auto"})") == by_itself);
}

TEST_CASE("pppoe: the example in the folder is good", "[pppoe][options]") {
    const auto options = Options::parse(read("example.json"));

    REQUIRE(options);
    CHECK(options->interface == "eth1");
    CHECK(options->service_name == "internet");
    CHECK(options->max_payload == 1500);
    CHECK(options->services == std::vector<std::string>{"internet"});
    CHECK(options->max_sessions_per_caller == 4);
}

TEST_CASE("pppoe: the schema has the members and defaults of the options", "[pppoe][options]") {
    const auto schema = nlohmann::json::parse(read("options.schema.json"));
    for (const auto& [name, member] : schema["properties"].items()) {
        INFO(name);
        CHECK(is_known('/' + name, "{\"" + name + "\": null}"));
    }
    const auto& inner = schema["properties"]["concentrator"]["properties"];
    for (const auto& [name, member] : inner.items()) {
        INFO(name);
        CHECK(is_known("/concentrator/" + name, "{\"concentrator\": {\"" + name + "\": null}}"));
    }
    CHECK(schema["properties"].size() == 7);
    CHECK(schema["properties"]["dataPath"]["default"] == "auto");
    CHECK(inner.size() == 3);
    const Options options;
    CHECK(schema["properties"]["maxPayload"]["default"] == options.max_payload);
    CHECK(inner["name"]["default"] == options.concentrator_name);
    CHECK(inner["maxSessionsPerCaller"]["default"] == options.max_sessions_per_caller);
}
