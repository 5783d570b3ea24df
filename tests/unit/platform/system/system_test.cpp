// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/system/system.hpp"

#include "platform/system/clock.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/event_loop.hpp"
#include "tests/support/temp_folder.hpp"

#include <boost/asio/io_context.hpp>

#include <algorithm>
#include <filesystem>
#include <vector>

using namespace mprd;
using namespace mprd::platform;
using namespace std::chrono_literals;
using mprd::test::run_until;
using mprd::test::TempFolder;

TEST_CASE("alarm: rings once, not before its time, the last one set", "[alarm]") {
    boost::asio::io_context io;
    const auto alarm = make_alarm(io);
    std::vector<int> rung;
    const TimePoint begin = boottime_now();
    alarm->set(1ms, [&] { rung.push_back(1); });
    alarm->set(20ms, [&] { rung.push_back(2); });
    REQUIRE(run_until(io, [&] { return !rung.empty(); }));
    CHECK(boottime_now() - begin >= 20ms);
    CHECK(rung == std::vector{2});
    alarm->set(0ms, [&] { rung.push_back(3); });
    alarm->cancel();
    alarm->set(-5ms, [&] { rung.push_back(4); });
    REQUIRE(run_until(io, [&] { return rung.size() > 1; }));
    CHECK(rung == std::vector{2, 4});
}

TEST_CASE("folder watch: tells what was written, replaced and removed", "[watch]") {
    TempFolder folder;
    boost::asio::io_context io;
    std::vector<std::string> told;
    const auto watch =
        make_folder_watch(io, [&](const std::string& path) { told.push_back(path); });
    REQUIRE(watch->add(folder.path()));
    CHECK_FALSE(watch->add(folder / "none"));
    const auto files = make_file_system();
    const auto was_told = [&] {
        return std::find(told.begin(), told.end(), folder / "a.json") != told.end();
    };
    REQUIRE(files->write_atomically(folder / "a.json", "1", FileSystem::Privacy::Public));
    CHECK(run_until(io, was_told));
    told.clear();
    REQUIRE(files->write_atomically(folder / "a.json", "2", FileSystem::Privacy::Public));
    CHECK(run_until(io, was_told));
    told.clear();
    REQUIRE(files->remove(folder / "a.json"));
    CHECK(run_until(io, was_told));
    watch->stop();
    told.clear();
    REQUIRE(files->write_atomically(folder / "b.json", "", FileSystem::Privacy::Public));
    io.restart();
    io.poll();
    CHECK(told.empty());
}

TEST_CASE("host network: the host has interfaces", "[host]") {
    const auto tables = make_host_network()->read();
    REQUIRE(tables);
    CHECK_FALSE(tables->interfaces.empty());
}

TEST_CASE("paths: mprd knows where its things are and which program it is", "[paths]") {
    const DefaultPaths paths = default_paths();
    CHECK(paths.config.ends_with("mprd.json"));
    CHECK_FALSE(paths.state_dir.empty());
    CHECK_FALSE(paths.socket.empty());
    CHECK(std::filesystem::exists(own_program()));
    CHECK(inner_path("/a/b") == "/a/b");
}
