// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/service/options.hpp"

#include "tests/support/catch.hpp"

#include <vector>

using namespace mprd::daemon;

namespace {

std::variant<Options, OptionsExit> parse(std::vector<std::string> words) {
    words.insert(words.begin(), "mprd");
    return parse_options(words, {"/etc/mprd/mprd.json", "/var/lib/mprd", "/run/mprd/mprd.sock"});
}

OptionsExit refused(std::vector<std::string> words) {
    const auto parsed = parse(std::move(words));
    REQUIRE(std::holds_alternative<OptionsExit>(parsed));
    return std::get<OptionsExit>(parsed);
}

}  // namespace

TEST_CASE("options: without any, the places of the manual", "[options]") {
    const auto options = std::get<Options>(parse({}));
    CHECK(options.config == "/etc/mprd/mprd.json");
    CHECK(options.state_dir == "/var/lib/mprd");
    CHECK(options.socket == "/run/mprd/mprd.sock");
    CHECK(options.log_level == LogLevel::Info);
    CHECK_FALSE(options.check_config);
}

TEST_CASE("options: each is taken", "[options]") {
    const auto options = std::get<Options>(parse(
        {"--config",
         "a",
         "--state-dir=b",
         "--socket",
         "c",
         "--check-config",
         "--foreground",
         "--log-level",
         "debug"}
    ));
    CHECK(options.config == "a");
    CHECK(options.state_dir == "b");
    CHECK(options.socket == "c");
    CHECK(options.log_level == LogLevel::Debug);
    CHECK(options.check_config);
}

TEST_CASE("options: help and version are no failure", "[options]") {
    CHECK(refused({"--help"}).status == 0);
    CHECK(refused({"--help"}).text.find("--state-dir") != std::string::npos);
    CHECK(refused({"--version"}).status == 0);
    CHECK(refused({"--version"}).text.starts_with("mprd "));
}

TEST_CASE("options: a wrong line ends with status 2 and says where help is", "[options]") {
    CHECK(refused({"--confg", "a"}).status == 2);
    CHECK(refused({"--confg", "a"}).text.find("mprd --help") != std::string::npos);
    CHECK(refused({"--config"}).status == 2);
    CHECK(refused({"word"}).status == 2);
    CHECK(refused({"--log-level", "loud"}).status == 2);
    CHECK(
        refused({"--log-level", "loud"})
            .text.find("error, warning, info or debug, found \"loud\"") != std::string::npos
    );
}
