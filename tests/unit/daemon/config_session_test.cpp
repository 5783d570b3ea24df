// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/service/config_session.hpp"

#include "platform/system/system.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

#include <nlohmann/json.hpp>

using namespace mprd;
using namespace mprd::daemon;
using nlohmann::json;

namespace {

json call(ConfigSession& session, const char* method, const json& params = json::object()) {
    const std::string line = protocol::request_line(1, method, params);
    return json::parse(session.answer({line.data(), line.size() - 1}));
}

}  // namespace

TEST_CASE("config session: edits the store without a router", "[session]") {
    test::TempFolder folder;
    const std::unique_ptr<platform::FileSystem> files = platform::make_file_system();
    REQUIRE(
        files->write_atomically(folder / "mprd.json", "{}", platform::FileSystem::Privacy::Public)
    );
    ConfigSession session(folder / "mprd.json");

    const json made = call(session, "MprConfigInterfaceCreate", {{"buffer", {{"name", "a"}}}});
    REQUIRE(made["result"]["code"] == 0);
    const json set = call(
        session,
        "MprConfigInterfaceSetInfo",
        {{"interface", made["result"]["interface"]}, {"buffer", {{"enabled", false}}}}
    );
    CHECK(set["result"]["code"] == 0);
    ConfigSession next(folder / "mprd.json");
    const json all = call(next, "MprConfigInterfaceEnum");
    CHECK(all["result"]["buffer"][0]["name"] == "a");
    CHECK(all["result"]["buffer"][0]["enabled"] == false);
}

TEST_CASE("config session: serves nothing that needs a router", "[session]") {
    test::TempFolder folder;
    ConfigSession session(folder / "mprd.json");
    CHECK(call(session, "MprAdminInterfaceEnum")["error"]["code"] == -32601);
    CHECK(call(session, "nonsense")["error"]["code"] == -32601);
    CHECK(call(session, "MprConfigInterfaceEnum", {{"x", 1}})["error"]["code"] == -32602);
    CHECK(json::parse(session.answer("{"))["error"]["code"] == -32700);
    // No mprd.json: told, not fatal.
    CHECK(call(session, "MprConfigInterfaceEnum")["result"]["code"] == 13);
    CHECK(call(session, "mprd.ConfigCheck")["result"]["problems"].size() == 1);
}
