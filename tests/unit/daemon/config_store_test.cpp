// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/service/config_store.hpp"

#include "platform/system/system.hpp"
#include "tests/support/file_rights.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/unit/daemon/fake_router_host.hpp"
#include "tests/unit/daemon/faulty_files.hpp"
#include "tests/unit/daemon/stored_folder.hpp"

#include <filesystem>

using namespace mprd;
using namespace mprd::daemon;
using namespace mprd::test;

namespace {

struct StoreFixture : StoredFolder {
    explicit StoreFixture(RouterConfig config = one_line_config())
        : host(std::move(config)), store(files, host.random, host.crypto, folder / "mprd.json") {
        store.attach(host.router);
    }
    void save_all() {
        CHECK(store.save_router());
        CHECK(store.save_interface("branch1"));
        CHECK(store.save_credentials("branch1"));
    }
    void set_credentials(const char* name, const char* password) {
        REQUIRE(host.router.set_credentials(
            host.now, host.id(name), Credentials{"user", "", Secret(password)}
        ));
        host.runtime.drain();
    }
    FaultyFiles files;
    FakeRouterHost host;
    ConfigStore store;
};

}  // namespace

TEST_CASE("store: what is saved is loaded as it was", "[store]") {
    StoreFixture f;
    f.set_credentials("branch1", "s3cret");
    f.save_all();

    const config::Loaded loaded = f.store.load();
    for (const auto& problem : loaded.problems) {
        UNSCOPED_INFO(problem.to_string());
    }
    REQUIRE(loaded.problems.empty());
    REQUIRE(loaded.config.interfaces.size() == 1);
    CHECK(loaded.config.interfaces[0].config.name == "branch1");
    CHECK(loaded.config.interfaces[0].credentials == Credentials{"user", "", Secret("s3cret")});
    CHECK(loaded.config.devices.size() == 1);
}

TEST_CASE("store: only the owner reads the secrets", "[store][secrets]") {
    StoreFixture f;
    {
        const OpenHanded open_handed;
        f.set_credentials("branch1", "s3cret");
        f.save_all();
    }
    CHECK(rights_of(f.folder / "secrets.json") == FileRights::Private);
    CHECK(rights_of(f.folder / "mprd.json") == FileRights::ReadByOthers);
    CHECK(rights_of(f.folder / "interfaces.d/branch1.json") == FileRights::ReadByOthers);
    CHECK(f.text("mprd.json").find("s3cret") == std::string::npos);
    CHECK(f.text("interfaces.d/branch1.json").find("s3cret") == std::string::npos);
}

TEST_CASE("store: a deleted interface leaves neither file nor secrets", "[store]") {
    StoreFixture f;
    f.set_credentials("branch1", "s3cret");
    f.save_all();
    REQUIRE(f.host.router.remove(f.host.now, f.host.id("branch1")));
    f.host.runtime.drain();
    CHECK(f.store.save_interface("branch1"));
    CHECK(f.text("interfaces.d/branch1.json") == "(none)");
    CHECK(f.text("secrets.json").find("s3cret") == std::string::npos);
}

TEST_CASE("store: saving one interface's secrets stores nobody else's change", "[store][secrets]") {
    RouterConfig config = one_line_config();
    InterfaceDefinition second = config.interfaces[0];
    second.config.name = "branch2";
    config.interfaces.push_back(second);
    StoreFixture f(config);
    f.set_credentials("branch2", "kept");
    CHECK(f.store.save_credentials("branch2"));
    f.set_credentials("branch2", "runtime only");
    f.set_credentials("branch1", "stored");
    CHECK(f.store.save_credentials("branch1"));
    CHECK(f.text("secrets.json").find("kept") != std::string::npos);
    CHECK(f.text("secrets.json").find("stored") != std::string::npos);
    CHECK(f.text("secrets.json").find("runtime only") == std::string::npos);

    // An interface that is deleted for the time being keeps its stored secrets.
    REQUIRE(f.host.router.remove(f.host.now, f.host.id("branch2")));
    f.host.runtime.drain();
    CHECK(f.store.save_credentials("branch1"));
    CHECK(f.text("secrets.json").find("kept") != std::string::npos);
}

TEST_CASE("store: secrets that somebody is editing are not overwritten", "[store][secrets]") {
    StoreFixture f;
    f.write("secrets.json", "{ half");
    f.set_credentials("branch1", "s3cret");
    const auto saved = f.store.save_credentials("branch1");
    REQUIRE_FALSE(saved);
    CHECK(saved.error().detail.find("secrets.json") != std::string::npos);
    CHECK(f.text("secrets.json") == "{ half");
}

TEST_CASE("store: a fault at any step is told and leaves what was stored", "[store][faults]") {
    for (int step = 0; step < 6; ++step) {
        StoreFixture f;
        f.set_credentials("branch1", "old");
        f.save_all();
        f.files.steps = 0;
        f.files.fail_at = step;
        f.set_credentials("branch1", "new");
        bool told = false;
        for (const auto& saved :
             {f.store.save_router(),
              f.store.save_interface("branch1"),
              f.store.save_credentials("branch1")}) {
            told = told || !saved;
        }
        CHECK(told == (f.files.steps > step));
        f.files.fail_at.reset();
        const config::Loaded loaded = f.store.load();
        REQUIRE(loaded.problems.empty());
        CHECK(loaded.config.interfaces[0].credentials.has_value());
        for (const auto& entry : std::filesystem::recursive_directory_iterator(f.folder.path())) {
            CHECK(entry.path().extension() != ".new");
        }
    }
}

TEST_CASE("store: every unreadable and every wrong file is told", "[store]") {
    StoreFixture f;
    f.write("interfaces.d/a.json", R"({"name": "a", "mtu": 1})");
    f.write("interfaces.d/ignored.json.bak", "nonsense");
    std::filesystem::create_directory(f.folder / "interfaces.d/b.json");
    const config::Loaded loaded = f.store.load();
    REQUIRE(loaded.problems.size() == 3);
    CHECK(
        loaded.problems[0].to_string().find("mprd.json: (top level): expected a readable file") !=
        std::string::npos
    );
    CHECK(loaded.problems[1].file.ends_with("interfaces.d/b.json"));
    CHECK(
        loaded.problems[2].to_string().find("a.json: /mtu: expected a number from 128") !=
        std::string::npos
    );
}

TEST_CASE("store: unknown device kinds and options are told with their place", "[store]") {
    StoreFixture f;
    f.write(
        "mprd.json",
        R"({"devices": [{"name": "a", "kind": "sreial"}, {"name": "b", "options": {"path": "/x", "sped": 1}}]})"
    );
    const config::Loaded loaded = f.store.load();
    REQUIRE(loaded.problems.size() == 2);
    CHECK(
        loaded.problems[0].to_string().find("/devices/0/kind: expected one of \"") !=
        std::string::npos
    );
    CHECK(loaded.problems[1].to_string().find("/devices/1/options/sped: ") != std::string::npos);
}

TEST_CASE(
    "store: one caller and the server's key are saved without the others", "[store][secrets]"
) {
    RouterConfig config = one_line_config();
    config.users = {UserConfig{}, UserConfig{}};
    config.users[0].name = "ann";
    config.users[0].password = Secret("a-secret");
    config.users[1].name = "bob";
    config.users[1].password = Secret("b-secret");
    config.pre_shared_key = Secret("k-secret");
    FakeRouterHost host(config);
    TempFolder folder;
    const std::unique_ptr<platform::FileSystem> files = platform::make_file_system();
    ConfigStore store(*files, host.random, host.crypto, folder / "mprd.json");
    store.attach(host.router);

    REQUIRE(store.save_user("ann"));
    auto loaded = store.load();
    REQUIRE(loaded.problems.empty());
    CHECK(loaded.config.users.size() == 2);
    CHECK(loaded.config.users[0].password == Secret("a-secret"));
    CHECK(loaded.config.users[1].password.is_empty());
    CHECK(loaded.config.pre_shared_key.is_empty());

    REQUIRE(store.save_server_key());
    CHECK(store.load().config.pre_shared_key == Secret("k-secret"));
    CHECK(files->read(folder / "mprd.json")->find("secret") == std::string::npos);
    CHECK(rights_of(folder / "secrets.json") == FileRights::Private);
}

TEST_CASE("store: one interface is read again: 621 without file, 622 when wrong", "[store]") {
    StoreFixture f;
    CHECK(f.store.read_interface("branch1").error().code == Errc::CannotOpenPhonebook);
    f.write("interfaces.d/branch1.json", R"({"name": "branch1", "mtu": 1400})");
    CHECK(f.store.read_interface("branch1")->mtu == 1400);
    f.write("interfaces.d/branch1.json", R"({"name": "branch1", "mtu": 1, "x": 1})");
    const auto wrong = f.store.read_interface("branch1");
    CHECK(wrong.error().code == Errc::CannotLoadPhonebook);
    CHECK(wrong.error().detail.find("/mtu") != std::string::npos);
    CHECK(wrong.error().detail.find("/x") != std::string::npos);
}
