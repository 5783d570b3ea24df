// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// mprctl.exe itself, with a router out of a script.
#include "client/channel/channel.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/pipe_server_windows.hpp"
#include "tests/support/serve_script_windows.hpp"

#include <algorithm>
#include <vector>

using mprd::client::Asking;
using mprd::client::Channel;
using mprd::test::fresh_pipe_name;
using mprd::test::PipeServer;
using mprd::test::serve_script;

namespace {

struct Run {
    std::string output;
    std::string status;
};

/// Until it ends, or until it has said so much.
Run run(std::vector<std::string> words, const std::string& input = "", std::size_t lines = 0) {
    words.insert(words.begin(), MPRD_MPRCTL);
    auto channel =
        mprd::client::spawn_channel(words, Asking::Never, [](const mprd::client::ProgramEnd& end) {
            return std::to_string(end.status);
        });
    REQUIRE(channel);
    Run result;
    REQUIRE((input.empty() || (*channel)->send(input)));
    std::vector<char> buffer(65536);
    const auto is_enough = [&] {
        return lines > 0 && std::count(result.output.begin(), result.output.end(), '\n') >=
                                static_cast<std::ptrdiff_t>(lines);
    };
    while (!is_enough()) {
        const std::size_t size = (*channel)->receive(buffer.data(), buffer.size());
        if (size == 0) {
            break;
        }
        result.output.append(buffer.data(), size);
    }
    (*channel)->shut_down();
    result.status = (*channel)->why_ended();
    return result;
}

}  // namespace

TEST_CASE("mprctl: texts are UTF-8, in words and in output", "[cli][mprctl]") {
    const PipeServer router(fresh_pipe_name(), serve_script);

    const Run known = run(
        {"--socket",
         router.name(),
         "call",
         "MprAdminInterfaceGetHandle",
         R"({"interfaceName": "b)"
         "\xc3\xa4"
         R"(rn"})"}
    );
    CHECK(known.status == "0");
    CHECK(known.output == "{\n  \"code\": 0,\n  \"interface\": 2\n}\n");

    const Run list = run({"--socket", router.name(), "interface", "list"});
    CHECK(list.status == "0");
    CHECK(list.output.find("b\xc3\xa4rn") != std::string::npos);
    CHECK(list.output.find('\r') == std::string::npos);
}

TEST_CASE("mprctl: the exit status tells who is to blame", "[cli][mprctl][bad]") {
    const PipeServer router(fresh_pipe_name(), serve_script);
    const std::string& pipe = router.name();

    CHECK(run({"--version"}).status == "0");
    CHECK(run({"--socket", pipe, "interface", "connect", "nobody"}).status == "1");
    CHECK(run({"--socket", pipe, "call", "test.HangUp"}).status == "1");
    CHECK(run({"--socket", fresh_pipe_name(), "interface", "list"}).status == "1");
    CHECK(run({"interface", "lst"}).status == "2");
    CHECK(run({"--no-such-option"}).status == "2");
    CHECK(run({"--server", "ssh://", "interface", "list"}).status == "2");
}

TEST_CASE("mprctl proxy: joins its streams with the pipe", "[cli][proxy]") {
    const PipeServer router(fresh_pipe_name(), serve_script);
    const std::vector<std::string> proxy{"--socket", router.name(), "proxy"};

    const Run two =
        run(proxy,
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"x\"}\nno request\n"
            "{\"jsonrpc\":\"2.0\",\"method\":\"a notification\"}\n",
            2);
    CHECK(two.output.find("{\"id\":1,\"jsonrpc\":\"2.0\",\"result\":{\"code\":0}}\n") == 0);
    CHECK(two.output.find("-32700") != std::string::npos);
    CHECK(two.status == "0");

    const Run lost = run(proxy, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test.HangUp\"}\n");
    CHECK(lost.output.empty());
    CHECK(lost.status == "1");

    CHECK(run({"--socket", fresh_pipe_name(), "proxy"}).status == "1");
}
