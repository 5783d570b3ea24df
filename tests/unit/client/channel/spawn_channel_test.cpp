// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/channel/channel.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <thread>
#include <vector>

using namespace mprd::client;

namespace {

/// All that comes until the end, without carriage returns.
std::string rest_of(Channel& channel) {
    std::string text;
    std::vector<char> buffer(4096);
    while (const std::size_t size = channel.receive(buffer.data(), buffer.size())) {
        text.append(buffer.data(), size);
    }
    std::erase(text, '\r');
    return text;
}

/// What comes until this text has come, or the end.
std::string receive_until(Channel& channel, const std::string& end) {
    std::string text;
    std::vector<char> buffer(4096);
    while (text.find(end) == std::string::npos) {
        const std::size_t size = channel.receive(buffer.data(), buffer.size());
        if (size == 0) {
            break;
        }
        text.append(buffer.data(), size);
        std::erase(text, '\r');
    }
    return text;
}

}  // namespace

TEST_CASE("spawn channel: a program gets the words as they are", "[channel][spawn]") {
    const std::vector<std::string> words{
        "plain",
        "",
        "two words",
        "a \"quoted\" one",
        "C:\\folder\\",
        "C:\\a folder\\",
        "\\\"",
        "%PATH% & ^ | ; $HOME * ?",
        "b\xc3\xa4rn \xe2\x82\xac \xf0\x9f\x98\x80"};
    std::vector<std::string> line{MPRD_ECHO_CHILD};
    line.insert(line.end(), words.begin(), words.end());

    const auto channel = spawn_channel(line, Asking::Never);
    REQUIRE(channel);

    std::string expected;
    for (const std::string& word : words) {
        expected += '[' + word + "]\n";
    }
    CHECK(receive_until(**channel, "\x80]\n") == expected);
}

TEST_CASE("spawn channel: bytes go both ways, and the end says how it came", "[channel][spawn]") {
    const auto channel = spawn_channel({MPRD_ECHO_CHILD}, Asking::Never, [](const ProgramEnd& end) {
        return "status " + std::to_string(end.status);
    });
    REQUIRE(channel);

    REQUIRE((*channel)->send("one\ntwo\n"));
    CHECK(receive_until(**channel, "two\n") == "one\ntwo\n");
    (*channel)->shut_down();
    CHECK(rest_of(**channel).empty());
    CHECK((*channel)->why_ended() == "status 7");
}

TEST_CASE("spawn channel: a program that does not end is ended", "[channel][spawn]") {
    // Nobody reads its output and it never reads the end of its input.
    auto channel = spawn_channel({MPRD_ECHO_CHILD}, Asking::Never);
    REQUIRE(channel);
    REQUIRE((*channel)->send("no end of line"));
    channel->reset();
}

TEST_CASE("spawn channel: a program that is not there is named", "[channel][spawn][bad]") {
    for (const char* name : {"mprd-no-such-program", "/no/such/folder/program"}) {
        const auto channel = spawn_channel({name}, Asking::Never);
        REQUIRE_FALSE(channel);
        CHECK(channel.error().code == mprd::Errc::ServerUnavailable);
        CHECK(channel.error().detail.find(std::string("cannot run ") + name) == 0);
    }
    const auto session =
        open_config_session({"mprd-no-such-program", "mprd-nor-this"}, "", Asking::Never);
    REQUIRE_FALSE(session);
    CHECK(session.error().code == mprd::Errc::UnknownInterface);
    CHECK(session.error().detail.find("cannot run mprd-nor-this") != std::string::npos);
}

TEST_CASE("spawn channel: a reader is woken from another thread", "[channel][spawn]") {
    const auto channel = spawn_channel({MPRD_ECHO_CHILD}, Asking::Never);
    REQUIRE(channel);

    std::string received = "not ended";
    std::thread reader([&] { received = rest_of(**channel); });
    (*channel)->shut_down();
    reader.join();

    CHECK(received.empty());
    CHECK_FALSE((*channel)->send("too late"));
}
