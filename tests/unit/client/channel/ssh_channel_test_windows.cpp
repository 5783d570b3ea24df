// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/channel/channel.hpp"
#include "client/channel/text_windows.hpp"
#include "tests/support/catch.hpp"

#include <vector>

#include <windows.h>

using namespace mprd::client;

namespace {

/// MPRD_SSH while it lives.
class SshProgram {
public:
    explicit SshProgram(const std::string& program) {
        ::SetEnvironmentVariableW(L"MPRD_SSH", to_wide(program).c_str());
    }
    ~SshProgram() { ::SetEnvironmentVariableW(L"MPRD_SSH", nullptr); }
    SshProgram(const SshProgram&) = delete;
    SshProgram& operator=(const SshProgram&) = delete;
};

}  // namespace

TEST_CASE("ssh channel: ssh is told to run mprctl proxy at the far end", "[channel][ssh]") {
    const SshProgram program(MPRD_ECHO_CHILD);
    const auto address = parse_server_name("ssh://me@far:2222", "myhost", "");
    REQUIRE(address);

    const auto channel = open_channel(*address, Asking::Never);
    REQUIRE(channel);
    std::string words;
    std::vector<char> buffer(4096);
    while (words.find("[proxy]") == std::string::npos) {
        const std::size_t size = (*channel)->receive(buffer.data(), buffer.size());
        REQUIRE(size > 0);
        words.append(buffer.data(), size);
    }
    std::erase(words, '\r');
    CHECK(
        words.find("[BatchMode=yes]\n[-p]\n[2222]\n[--]\n[me@far]\n[mprctl]\n[proxy]\n") !=
        std::string::npos
    );

    CHECK((*channel)->why_ended() == "`mprctl proxy` at the far end ended with status 7");
}

TEST_CASE("ssh channel: without ssh it is said what to do", "[channel][ssh][bad]") {
    struct Row {
        const char* program;
        const char* why;
    };
    for (const Row& row : {
             Row{"mprd-no-such-ssh", "no such program in PATH"},
             Row{"C:\\tools\\ssh.CMD", "expected a program (.exe), found a script"},
         }) {
        const SshProgram program(row.program);
        const auto channel =
            open_channel(*parse_server_name("ssh://far", "myhost", ""), Asking::Never);
        REQUIRE_FALSE(channel);
        CHECK(channel.error().code == mprd::Errc::ServerUnavailable);
        CHECK(channel.error().detail.find(row.why) != std::string::npos);
        CHECK(channel.error().detail.find("Install the OpenSSH client") != std::string::npos);
    }
}
