// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/service/reloader.hpp"

#include "tests/support/callers.hpp"
#include "tests/unit/daemon/fake_router_host.hpp"
#include "tests/unit/daemon/stored_folder.hpp"

#include <filesystem>

using namespace mprd;
using namespace mprd::daemon;
using namespace mprd::test;

namespace {

using Names = std::vector<std::string>;

/// A router that was started from files.
struct ReloadFixture : StoredFolder {
    ReloadFixture() : host(first_load()) {
        store.attach(host.router);
        subscription = host.runtime.events().subscribe([this](const NumberedEvent& event) {
            if (const auto* changed =
                    std::get_if<events::ConfigurationChangedOnDisk>(&event.event)) {
                told.push_back(changed->file);
            }
            if (std::holds_alternative<events::ConfigurationReloaded>(event.event)) {
                told.emplace_back("reloaded");
            }
        });
    }
    RouterConfig first_load() {
        write("mprd.json", R"({"idleDisconnectSeconds": 60})");
        write("interfaces.d/a.json", R"({"name": "a"})");
        write("interfaces.d/b.json", R"({"name": "b"})");
        config::Loaded loaded = store.load();
        REQUIRE(loaded.problems.empty());
        return loaded.config;
    }
    ReloadReport reload() {
        const auto report = reloader.reload();
        REQUIRE(report);
        return *report;
    }
    const InterfaceConfig& config(const char* name) {
        return host.router.interfaces().find(host.id(name))->config;
    }
    SeededRandom random{1};
    platform::GcryptCrypto crypto;
    ConfigStore store{*posix, random, crypto, folder / "mprd.json"};
    FakeRouterHost host;
    Reloader reloader{store, host.runtime};
    Names told;
    EventBus::Subscription subscription;
};

}  // namespace

TEST_CASE("reload: what differs is applied", "[reload]") {
    ReloadFixture f;
    f.write("interfaces.d/a.json", R"({"name": "a", "mtu": 1300})");
    f.write("interfaces.d/c.json", R"({"name": "c"})");
    f.write("secrets.json", R"({"interfaces": {"c": {"userName": "u", "password": "p"}}})");
    f.write("mprd.json", R"({"idleDisconnectSeconds": 70})");
    std::filesystem::remove(f.folder / "interfaces.d/b.json");
    CHECK(f.reloader.not_loaded().size() == 5);

    const ReloadReport report = f.reload();
    CHECK(report.problems.empty());
    CHECK(report.added == Names{"c"});
    CHECK(report.removed == Names{"b"});
    CHECK(report.changed == Names{"a"});
    CHECK(report.restart.empty());
    CHECK(f.config("a").mtu == 1300);
    CHECK_FALSE(f.host.id("b"));
    CHECK(f.host.router.interfaces().find(f.host.id("c"))->credentials.has_value());
    CHECK(f.host.router.settings().idle_disconnect_seconds == 70);
    CHECK(f.reloader.not_loaded().empty());
    CHECK(f.told == Names{"reloaded"});
}

TEST_CASE("reload: wrong files are refused with everything that is wrong", "[reload]") {
    ReloadFixture f;
    f.write("interfaces.d/a.json", R"({"name": "a", "mtu": 1})");
    f.write("interfaces.d/c.json", R"({"nmae": "c"})");
    const ReloadReport report = f.reload();
    CHECK(report.problems.size() >= 3);
    CHECK(report.problems[0].to_string().find("a.json: /mtu: expected") != std::string::npos);
    CHECK(f.config("a").mtu == 1500);
    CHECK_FALSE(f.host.id("c"));
    CHECK(f.told.empty());
    CHECK(f.reloader.not_loaded().size() == 2);
}

TEST_CASE("reload: what runs only stays, and what nobody touched", "[reload]") {
    ReloadFixture f;
    InterfaceDefinition only;
    only.config.name = "only";
    REQUIRE(f.host.router.create(f.host.now, only));
    InterfaceConfig changed = f.config("a");
    changed.mtu = 1200;
    REQUIRE(f.host.router.change(f.host.now, f.host.id("a"), changed));
    f.host.runtime.drain();

    const ReloadReport report = f.reload();
    CHECK(report.removed.empty());
    CHECK(report.changed.empty());
    CHECK(f.host.id("only"));
    CHECK(f.config("a").mtu == 1200);
}

TEST_CASE("reload: an interface of another type is another interface", "[reload]") {
    ReloadFixture f;
    const InterfaceId old = f.host.id("a");
    f.write("interfaces.d/a.json", R"({"name": "a", "type": "homeRouter"})");
    const ReloadReport report = f.reload();
    CHECK(report.removed == Names{"a"});
    CHECK(report.added == Names{"a"});
    CHECK(f.host.id("a") != old);
}

TEST_CASE("reload: what needs a restart is named, and is not lost when mprd writes", "[reload]") {
    ReloadFixture f;
    f.write(
        "mprd.json",
        R"({"devices": [{"name": "line7", "options": {"path": "/dev/ttyS7"}}], "lanOnly": true})"
    );
    f.write("interfaces.d/a.json", R"({"name": "a", "networkName": "wan7"})");
    const ReloadReport report = f.reload();
    CHECK(report.restart == Names{"interfaces/a/networkName", "devices", "lanOnly"});
    CHECK(f.reloader.restart_needed() == report.restart);

    f.host.router.set_global_idle(f.host.now, 77);
    f.host.runtime.drain();
    REQUIRE(f.store.save_router());
    const auto stored = f.store.read();
    REQUIRE(stored);
    CHECK((*stored)->idle_disconnect_seconds == 77);
    CHECK((*stored)->lan_only);
    REQUIRE((*stored)->devices.size() == 1);
    CHECK((*stored)->devices[0].name == "line7");
}

TEST_CASE("reload: an edit on disk is told once, our own writes are not", "[reload][edit]") {
    ReloadFixture f;
    const std::string a = f.folder / "interfaces.d/a.json";
    REQUIRE(f.store.save_interface("a"));
    f.reloader.on_file_changed(a);
    CHECK(f.told.empty());

    f.write("interfaces.d/a.json", R"({"name": "a", "mtu": 1300})");
    f.reloader.on_file_changed(a);
    f.reloader.on_file_changed(a);
    f.reloader.on_file_changed(f.folder / "interfaces.d/.a.json.swp");
    f.reloader.on_file_changed("");
    CHECK(f.told == Names{a});
    CHECK_FALSE(f.store.save_interface("a"));  // it would be lost

    f.reload();
    CHECK(f.store.save_interface("a"));
    f.write("interfaces.d/a.json", R"({"name": "a"})");
    f.reloader.on_file_changed(a);
    CHECK(f.told == Names{a, "reloaded", a});
}

TEST_CASE("reload: what MprConfig stores waits for a reload, too", "[reload]") {
    ReloadFixture f;
    admin::ConfigApi api(f.store);
    const auto id = api.interface_get_handle(kAdministrator, "a");
    REQUIRE(id);
    InterfaceConfig wish = f.config("a");
    wish.enabled = false;
    REQUIRE(api.interface_set_info(kAdministrator, *id, 0, wish));
    CHECK(f.config("a").enabled);
    CHECK_FALSE(f.store.save_interface("a"));  // would undo it
    CHECK(f.reload().changed == Names{"a"});
    CHECK_FALSE(f.config("a").enabled);
    CHECK(f.store.save_interface("a"));
}
