// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/cli/command.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <cstring>
#include <memory>
#include <utility>

using namespace mprd::cli;

namespace {

/// A router that knows any interface, and has this one answer for whatever else it is asked.
class OneAnswer final : public mprd::client::Channel {
public:
    explicit OneAnswer(json answer) : answer_(std::move(answer)) {}

    [[nodiscard]] bool send(std::string_view data) override {
        const json request = json::parse(data);
        const bool is_handle = request.at("method") == "MprAdminInterfaceGetHandle";
        unread_ += json({{"jsonrpc", "2.0"},
                         {"id", request.at("id")},
                         {"result", is_handle ? json({{"code", 0}, {"interface", 1}}) : answer_}}
                   ).dump() +
                   '\n';
        return true;
    }
    [[nodiscard]] std::size_t receive(char* data, std::size_t size) override {
        const std::size_t taken = std::min(size, unread_.size());
        std::memcpy(data, unread_.data(), taken);
        unread_.erase(0, taken);
        return taken;
    }
    void shut_down() override {}
    [[nodiscard]] std::string why_ended() override { return "nothing more"; }

private:
    json answer_;
    std::string unread_;
};

/// What a person reads when the router answers so; the exit status is that of a refusal.
std::string complaint(const std::vector<std::string>& words, const json& answer) {
    const Command command = find_command(words);
    Session session({}, std::make_unique<OneAnswer>(answer));
    try {
        run_command(
            command, session, {words.begin() + (command.verb.empty() ? 1 : 2), words.end()}
        );
    } catch (const CommandFailed& failure) {
        CHECK(failure.status() == kRefused);
        return failure.what();
    }
    return "";
}

/// An enumeration of one page.
json page(const json& entry) {
    return {{"code", 0}, {"resumeHandle", 0}, {"buffer", {entry}}};
}

}  // namespace

TEST_CASE("cli: an answer without what it must have is told, with its method", "[cli][bad]") {
    CHECK(
        complaint({"interface", "list"}, page({{"name", "office"}})) ==
        "the router answered something that mprctl does not understand: MprAdminInterfaceEnum: "
        "key 'status' not found\nAre mprctl and mprd of the same version?"
    );
    CHECK(
        complaint(
            {"interface", "list"}, page({{"name", 5}, {"status", {{"connectedSeconds", 7}}}})
        ).find("type must be string") != std::string::npos
    );
}

TEST_CASE("cli: no command falls over an answer that says too little", "[cli][bad]") {
    const json empty = json::object();
    const json info = {{"code", 0}, {"buffer", empty}};
    const json config = {
        {"code", 0}, {"serverInfo", {{"configParams", {{"pptp", {{"numPorts", 5}}}}}}}};
    const std::vector<std::pair<std::vector<std::string>, json>> cases{
        {{"interface", "show", "office"}, info},
        {{"interface", "show", "office"}, {{"code", 0}, {"buffer", {{"type", "fullRouter"}}}}},
        {{"route", "list", "office"}, {{"code", 0}}},
        {{"route", "list", "office"}, {{"code", 0}, {"routes", {empty}}}},
        {{"filter", "list", "office"}, info},
        {{"filter", "add", "office", "in", "protocol=tcp"}, info},
        {{"transport", "show", "office"}, {{"code", 0}, {"buffer", {{"transports", {empty}}}}}},
        {{"rip", "show", "office"}, info},
        {{"connection", "list"}, page(empty)},
        {{"connection", "show", "office"}, page(empty)},
        {{"port", "list"}, page(empty)},
        {{"port", "show", "line0"}, page({{"portName", "line0"}})},
        {{"port", "list"}, {{"code", 0}}},
        {{"device", "list"}, {{"code", 0}}},
        {{"device", "status", "line0"}, {{"code", 0}}},
        {{"device", "probe", "COM5"}, {{"code", 0}}},
        {{"user", "list"}, {{"code", 0}, {"users", {empty}}}},
        {{"user", "show", "ann"}, {{"code", 0}}},
        {{"tunnel", "show"}, {{"code", 0}}},
        {{"tunnel", "show"}, config},
        {{"ikev2", "show", "office"}, {{"code", 0}}},
        {{"service", "status"}, info},
        {{"service", "reload"}, {{"code", 0}}},
        {{"config", "show"}, info},
        {{"config", "check"}, {{"code", 0}}},
        {{"why"}, {{"code", 0}}},
        {{"watch"}, {{"code", 0}}},
        {{"interface", "list"}, nullptr},
        {{"service", "pause"}, "done"},
        {{"error", "691"}, json::array()},
    };
    for (const auto& [words, answer] : cases) {
        INFO(words[0] << ' ' << (words.size() > 1 ? words[1] : "") << ": " << answer.dump());
        CHECK(
            complaint(words, answer)
                .find("the router answered something that mprctl does not understand: ") == 0
        );
    }
}
