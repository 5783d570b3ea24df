// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/protocol/json_rpc.hpp"

#include "tests/support/catch.hpp"

#include <vector>

using namespace mprd::protocol;

namespace {

BadRequest bad(std::string_view line) {
    auto parsed = parse_request(line);
    REQUIRE(std::holds_alternative<BadRequest>(parsed));
    return std::get<BadRequest>(parsed);
}

Request good(std::string_view line) {
    auto parsed = parse_request(line);
    REQUIRE(std::holds_alternative<Request>(parsed));
    return std::get<Request>(parsed);
}

struct Lines final : LineFramer::Sink {
    void on_line(std::string_view line) override { lines.emplace_back(line); }
    void on_line_too_long() override { lines.emplace_back("(too long)"); }
    std::vector<std::string> lines;
};

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("json-rpc: a request is its id, method and parameters", "[rpc]") {
    const Request request =
        good(R"({"jsonrpc": "2.0", "id": "x", "method": "m", "params": {"a": [1]}})");
    CHECK(*request.id == "x");
    CHECK(request.method == "m");
    CHECK(request.params == json({{"a", {1}}}));
    CHECK(*good(R"({"jsonrpc": "2.0", "id": -7, "method": "m"})").id == -7);
    CHECK(good(R"({"jsonrpc": "2.0", "id": 1, "method": "m"})").params == json::object());
    CHECK_FALSE(good(R"({"jsonrpc": "2.0", "method": "m"})").id);
}

TEST_CASE("json-rpc: a line that is no request says what would be right", "[rpc][bad]") {
    struct Row {
        const char* line;
        RpcError code;
        const char* message;
        json id;
    };
    const Row rows[] = {
        {"", RpcError::ParseError, "not a JSON text", nullptr},
        {"hello", RpcError::ParseError, "not a JSON text", nullptr},
        {R"({"a": 1e999})", RpcError::ParseError, "not a JSON text", nullptr},
        {"{\"a\": \"\xff\"}", RpcError::ParseError, "not a JSON text", nullptr},
        {"[]", RpcError::InvalidRequest, "batches are not supported", nullptr},
        {"7", RpcError::InvalidRequest, "expected an object", nullptr},
        {R"({"id": 3, "method": "m"})", RpcError::InvalidRequest, "/jsonrpc: ", 3},
        {R"({"jsonrpc": 2.0, "id": 3, "method": "m"})", RpcError::InvalidRequest, "/jsonrpc: ", 3},
        {R"({"jsonrpc": "2.0", "id": 3})", RpcError::InvalidRequest, "/method: ", 3},
        {R"({"jsonrpc": "2.0", "id": 3, "method": 5})", RpcError::InvalidRequest, "/method: ", 3},
        {R"({"jsonrpc": "2.0", "id": 3, "method": "m", "params": [1]})",
         RpcError::InvalidRequest,
         "/params: ",
         3},
        {R"({"jsonrpc": "2.0", "id": {}, "method": "m"})",
         RpcError::InvalidRequest,
         "/id: ",
         nullptr},
        {R"({"jsonrpc": "2.0", "id": 1.5, "method": "m"})",
         RpcError::InvalidRequest,
         "/id: ",
         nullptr},
        // Its answer could not be told from that to an unreadable line.
        {R"({"jsonrpc": "2.0", "id": null, "method": "m"})",
         RpcError::InvalidRequest,
         "/id: ",
         nullptr},
    };
    for (const Row& row : rows) {
        INFO(row.line);
        const BadRequest found = bad(row.line);
        CHECK(found.code == row.code);
        CHECK(found.message.find(row.message) == 0);
        CHECK(found.id == row.id);
    }
}

TEST_CASE("json-rpc: nesting is refused before it is taken apart", "[rpc][bad]") {
    const auto nested = [](std::size_t depth) {
        return std::string(depth, '[') + std::string(depth, ']');
    };
    const std::string head = R"({"jsonrpc": "2.0", "id": 1, "method": "m", "params": {"a": )";
    CHECK(good(head + nested(kMaxDepth - 2) + "}}").method == "m");
    CHECK(bad(head + nested(kMaxDepth - 1) + "}}").message == "nested deeper than 32 levels");
    CHECK(bad(nested(500000)).code == RpcError::ParseError);
    // Brackets in texts do not count, behind an escaped quotation mark neither.
    CHECK(
        good(head + '"' + std::string(100, '[') + "\\\"" + std::string(100, '{') + "\"}}").method ==
        "m"
    );
}

TEST_CASE("json-rpc: each message is one line whatever is in it", "[rpc]") {
    const json odd = {{"a", "line\nfeed \"quoted\" \xff"}};
    for (const std::string& line :
         {request_line(1, "m", odd),
          result_line("x", odd),
          error_line(nullptr, RpcError::InvalidParams, "two\nlines \xff"),
          notification_line("m", odd)}) {
        CHECK(line.find('\n') == line.size() - 1);
        CHECK_FALSE(json::parse(line, nullptr, false).is_discarded());
    }
    const json error = json::parse(error_line(3, RpcError::MethodNotFound, "no"));
    CHECK(
        error ==
        json({{"jsonrpc", "2.0"}, {"id", 3}, {"error", {{"code", -32601}, {"message", "no"}}}})
    );
}

TEST_CASE("line framer: lines come out whole however the stream is cut", "[rpc][framer]") {
    const std::string stream = "one\n\ntwo\r\nthree and more\nrest";
    for (std::size_t piece = 1; piece <= stream.size(); ++piece) {
        LineFramer framer;
        Lines sink;
        for (std::size_t at = 0; at < stream.size(); at += piece) {
            framer.feed(std::string_view(stream).substr(at, piece), sink);
        }
        CHECK(sink.lines == Texts{"one", "", "two\r", "three and more"});
        framer.feed("\n", sink);
        CHECK(sink.lines.back() == "rest");
    }
}

TEST_CASE("line framer: a line that is too long is told once and skipped", "[rpc][framer]") {
    const std::string longest(kMaxMessage, 'a');
    for (const std::size_t piece : {std::size_t{1000}, kMaxMessage, 3 * kMaxMessage}) {
        LineFramer framer;
        Lines sink;
        const std::string stream =
            longest + '\n' + longest + "a\n" + longest + longest + "\nnext\n";
        for (std::size_t at = 0; at < stream.size(); at += piece) {
            framer.feed(std::string_view(stream).substr(at, piece), sink);
        }
        REQUIRE(sink.lines.size() == 4);
        CHECK(sink.lines[0].size() == kMaxMessage);
        CHECK(sink.lines[1] == "(too long)");
        CHECK(sink.lines[2] == "(too long)");
        CHECK(sink.lines[3] == "next");
    }
}
