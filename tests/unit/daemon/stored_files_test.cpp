// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// The store as MprConfig calls see it: two writers, backup and restore.
#include "daemon/service/config_store.hpp"
#include "tests/support/code_of.hpp"
#include "tests/support/file_rights.hpp"
#include "tests/unit/daemon/fake_router_host.hpp"
#include "tests/unit/daemon/faulty_files.hpp"
#include "tests/unit/daemon/stored_folder.hpp"

#include <filesystem>

using namespace mprd;
using namespace mprd::daemon;
using namespace mprd::test;

namespace {

constexpr const char* kSecrets =
    R"({"interfaces": {"a": {"userName": "u", "password": "s3cret"}}})";

struct StoredFilesFixture : StoredFolder {
    StoredFilesFixture() {
        write("mprd.json", R"({"idleDisconnectSeconds": 60})");
        write("interfaces.d/a.json", R"({"name": "a", "mtu": 1400})");
        write("interfaces.d/b.json", R"({"name": "b"})");
        write("secrets.json", kSecrets);
        REQUIRE(store.load().problems.empty());
    }
    /// All that a process that starts now would run.
    std::string whole() {
        SeededRandom other{1};
        ConfigStore fresh(*posix, other, crypto, folder / "mprd.json");
        const config::Loaded loaded = fresh.load();
        std::string result;
        for (const auto& problem : loaded.problems) {
            result += problem.to_string() + '\n';
        }
        result += config::router_text(loaded.config);
        for (const auto& each : loaded.config.interfaces) {
            result += config::interface_text(each.config);
            result += each.credentials ? each.credentials->user_name : "-";
        }
        return result;
    }
    InterfaceConfig stored(const std::string& name) {
        const auto config = store.read();
        REQUIRE(config);
        for (const auto& each : (*config)->interfaces) {
            if (each.config.name == name) {
                return each.config;
            }
        }
        FAIL("no interface " << name);
        return {};
    }
    FaultyFiles files;
    SeededRandom random{1};
    platform::GcryptCrypto crypto;
    ConfigStore store{files, random, crypto, folder / "mprd.json"};
};

}  // namespace

TEST_CASE("store: what somebody else has written is not overwritten", "[store][writers]") {
    StoredFilesFixture f;
    InterfaceConfig a = f.stored("a");
    a.enabled = false;
    f.write("interfaces.d/a.json", R"({"name": "a", "mtu": 1300})");

    const auto refused = f.store.put_interface(a);
    CHECK(code_of(refused) == Errc::CannotWritePhonebook);
    CHECK(refused.error().detail.find("mprctl service reload") != std::string::npos);
    CHECK(code_of(f.store.remove_interface("a")) == Errc::CannotWritePhonebook);
    CHECK(code_of(f.store.reset()) == Errc::CannotWritePhonebook);
    CHECK(f.text("interfaces.d/a.json") == R"({"name": "a", "mtu": 1300})");
    CHECK(f.store.not_running() == std::vector<std::string>{f.folder / "interfaces.d/a.json"});

    CHECK(f.store.put_interface(f.stored("b")));  // nobody touched that one
    CHECK(f.store.load().problems.empty());       // now it was looked at
    CHECK(f.store.put_interface(a));
    CHECK_FALSE(f.stored("a").enabled);
}

TEST_CASE("store: a file that appears or goes is a change, too", "[store][writers]") {
    StoredFilesFixture f;
    f.write("interfaces.d/c.json", R"({"name": "c", "mtu": 1300})");
    InterfaceConfig c;
    c.name = "c";
    CHECK(code_of(f.store.put_interface(c)) == Errc::CannotWritePhonebook);
    std::filesystem::remove(f.folder / "interfaces.d/b.json");
    InterfaceConfig b;
    b.name = "b";
    CHECK(code_of(f.store.put_interface(b)) == Errc::CannotWritePhonebook);
}

TEST_CASE("store: while another program writes, nothing is written", "[store][writers]") {
    StoredFilesFixture f;
    const auto lock = f.posix->lock(f.folder / StoreFiles::kLock);
    REQUIRE(lock);
    CHECK(code_of(f.store.put_interface(f.stored("a"))) == Errc::CannotWritePhonebook);
    CHECK(code_of(f.store.remove_interface("a")) == Errc::CannotWritePhonebook);
    CHECK(code_of(f.store.reset()) == Errc::CannotWritePhonebook);
    CHECK(f.text("interfaces.d/a.json") != "(none)");
}

TEST_CASE("store: a removed interface takes its secrets along, or both stay", "[store][faults]") {
    for (int step = 0; step < 12; ++step) {
        StoredFilesFixture f;
        const std::string before = f.whole();
        f.files.steps = 0;
        f.files.fail_at = step;
        const bool removed = f.store.remove_interface("a").has_value();
        f.files.fail_at.reset();
        CHECK((f.whole() == before) == !removed);
        CHECK((f.text("secrets.json").find("s3cret") == std::string::npos) == removed);
    }
}

TEST_CASE("store: a backup brings everything back, secrets included", "[store][backup]") {
    StoredFilesFixture f;
    const std::string before = f.whole();
    const std::string path = f.folder / "backup";
    REQUIRE(f.store.backup(path));
    CHECK(rights_of(path) == FileRights::Private);
    CHECK(code_of(f.store.backup(path)) == Errc::InvalidParameter);  // overwrites nothing

    REQUIRE(f.store.reset());
    CHECK(f.text("interfaces.d/a.json") == "(none)");
    CHECK(f.text("secrets.json") == "(none)");
    InterfaceConfig extra;
    extra.name = "extra";
    REQUIRE(f.store.put_interface(extra));
    REQUIRE(f.store.restore(path));
    CHECK(f.whole() == before);
    CHECK(f.text("secrets.json") == kSecrets);
    CHECK(f.text("replacement.pending") == "(none)");
    CHECK(f.store.put_interface(f.stored("a")));
}

TEST_CASE("store: a damaged, newer or wrong backup changes nothing", "[store][backup]") {
    StoredFilesFixture f;
    const std::string before = f.whole();
    REQUIRE(f.store.backup(f.folder / "backup"));
    const std::string good = f.text("backup");
    std::string damaged = good;
    damaged[good.find("1400")] = '9';
    std::string newer = good;
    newer.replace(newer.find("\"version\": 1"), 12, "\"version\": 2");
    const std::string wrong =
        config::backup_text({{"mprd.json", R"({"lanOnyl": true})"}}, f.crypto);
    const std::string outside =
        config::backup_text({{"mprd.json", "{}"}, {"interfaces.d/../../x.json", "{}"}}, f.crypto);
    const std::string empty = config::backup_text({}, f.crypto);
    const struct {
        std::string text;
        const char* says;
    } rows[]{
        {"", "no backup"},
        {"{}", "no backup"},
        {good.substr(0, good.size() / 2), "damaged"},
        {damaged, "checksum"},
        {newer, "version 2"},
        {wrong, "lanOnly"},
        {outside, "no store has"},
        {empty, "no mprd.json"},
    };
    for (const auto& row : rows) {
        INFO(row.says);
        f.write("bad", row.text);
        const auto refused = f.store.restore(f.folder / "bad");
        REQUIRE(code_of(refused) == Errc::InvalidData);
        CHECK(refused.error().detail.find(row.says) != std::string::npos);
        CHECK(refused.error().detail.find("s3cret") == std::string::npos);
        CHECK(f.whole() == before);
    }
    CHECK(code_of(f.store.restore(f.folder / "nothing")) == Errc::FileNotFound);
}

TEST_CASE("store: a restore that is cut off leaves the old or the new", "[store][backup][faults]") {
    int news = 0;
    for (int step = 0; step < 60; ++step) {
        StoredFilesFixture f;
        REQUIRE(f.store.backup(f.folder / "backup"));
        const std::string backed_up = f.whole();
        REQUIRE(f.store.reset());
        const std::string before = f.whole();
        f.files.steps = 0;
        f.files.fail_at = step;
        const bool restored = f.store.restore(f.folder / "backup").has_value();
        f.files.fail_at.reset();
        // The process is gone: who starts next sees one of the two, and can write.
        CHECK(f.whole() == (restored ? backed_up : before));
        SeededRandom random{1};
        ConfigStore next(*f.posix, random, f.crypto, f.folder / "mprd.json");
        REQUIRE(next.load().problems.empty());
        InterfaceConfig a;
        a.name = "a";
        CHECK(next.put_interface(a));
        CHECK(f.text("replacement.pending") == "(none)");
        CHECK((f.text("interfaces.d/b.json") != "(none)") == restored);
        news += restored ? 1 : 0;
    }
    CHECK(news > 1);
    CHECK(news < 60);
}

TEST_CASE("store: what has not changed is neither read nor parsed again", "[store][cache]") {
    StoredFilesFixture f;
    FaultyFiles files;
    files.all_settled = true;
    SeededRandom entropy{1};
    ConfigStore store(files, entropy, f.crypto, f.folder / "mprd.json");
    const auto first = store.read();
    REQUIRE(first);
    const int reads = files.reads;
    CHECK(*store.read() == *first);
    CHECK(files.reads == reads);

    f.write("interfaces.d/b.json", R"({"name": "b", "mtu": 1300})");
    const auto second = store.read();
    REQUIRE(second);
    CHECK(*second != *first);
    CHECK((*first)->interfaces[1].config.mtu == 1500);
    CHECK((*second)->interfaces[0].config.mtu == 1400);
    CHECK((*second)->interfaces[1].config.mtu == 1300);
    // The replacement that may be pending, the router, the secrets, and the one that has changed.
    CHECK(files.reads == reads + 4);

    f.write("secrets.json", R"({"interfaces": {"a": {"userName": "other"}}})");
    CHECK((*store.read())->interfaces[0].credentials->user_name == "other");
    f.write("interfaces.d/c.json", R"({"name": "c"})");
    CHECK((*store.read())->interfaces.size() == 3);
    REQUIRE(f.posix->remove(f.folder / "interfaces.d/a.json"));
    CHECK((*store.read())->interfaces.size() == 2);
    f.write("interfaces.d/b.json", "{");
    CHECK(store.read().error().code == Errc::InvalidData);
    f.write("interfaces.d/b.json", R"({"name": "b"})");
    CHECK((*store.read())->interfaces[0].config.mtu == 1500);
}

TEST_CASE("store: a file that has just been written is read again", "[store][cache]") {
    StoredFilesFixture f;
    FaultyFiles files;  // all files are younger than the steps of file times
    SeededRandom entropy{1};
    ConfigStore store(files, entropy, f.crypto, f.folder / "mprd.json");
    REQUIRE(store.read());
    const int reads = files.reads;
    REQUIRE(store.read());
    CHECK(files.reads > reads);
}
