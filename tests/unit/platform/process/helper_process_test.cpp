// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/process/helper_process.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/event_loop.hpp"

#include <boost/asio/read_until.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/write.hpp>

using namespace mprd;
using namespace mprd::platform;
using namespace std::chrono_literals;

namespace {

constexpr auto kPatience = 20s;

HelperProcess start_puppet(std::vector<std::string> words) {
    words.insert(words.begin(), MPRD_PUPPET);
    auto process = HelperProcess::start(std::move(words));
    REQUIRE(process);
    return *std::move(process);
}

}  // namespace

TEST_CASE("helper: speaks over its standard input and tells how it ended", "[helper]") {
    HelperProcess process = start_puppet({"reply:one", "line", "reply:two", "exit:4"});
    CHECK(*process.read_line(kPatience) == "one");
    CHECK(process.write_line("go on"));
    CHECK(*process.read_line(kPatience) == "two");
    const auto over = process.read_line(kPatience);
    REQUIRE_FALSE(over);
    CHECK(over.error().detail == "its process ended with status 4");
    CHECK(process.end() == "is not there");
}

TEST_CASE("helper: one that is silent is ended", "[helper]") {
    HelperProcess process = start_puppet({"reply:ready", "wait"});
    REQUIRE(process.read_line(kPatience));
    const auto nothing = process.read_line(50ms);
    REQUIRE_FALSE(nothing);
    CHECK(nothing.error().code == Errc::RequestTimeout);
    CHECK_FALSE(process.end().empty());
    CHECK(process.end() == "is not there");
}

TEST_CASE("helper: finish waits for an end of its own", "[helper]") {
    HelperProcess process = start_puppet({"reply:ready", "line", "exit:0"});
    REQUIRE(process.read_line(kPatience));
    process.finish(kPatience);
    CHECK(process.end() == "is not there");
}

TEST_CASE("helper: the event loop has a connection of its own", "[helper]") {
    boost::asio::io_context io;
    HelperProcess process = start_puppet({"line", "reply:answer", "wait"});
    {
        auto stream = process.stream(io);
        REQUIRE(stream);
        boost::asio::write(*stream, boost::asio::buffer("question\n", 9));
        boost::asio::streambuf input;
        bool is_answered = false;
        boost::asio::async_read_until(
            *stream,
            input,
            '\n',
            [&](const boost::system::error_code& error, std::size_t size) {
                is_answered = !error && size == 7;
            }
        );
        CHECK(test::run_until(io, [&] { return is_answered; }));
    }
    CHECK_FALSE(process.end().empty());
}

TEST_CASE("helper: a program that is not there is told", "[helper]") {
    const auto process = HelperProcess::start({"/nonexistent/program"});
    REQUIRE_FALSE(process);
    CHECK(process.error().detail.starts_with("cannot run /nonexistent/program: "));
}
