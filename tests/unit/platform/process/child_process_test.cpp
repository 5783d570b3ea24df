// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/process/child_process.hpp"

#include "platform/process/program_channel.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/counted_octets.hpp"
#include "tests/unit/platform/process/alive.hpp"
#include "tests/unit/platform/process/run.hpp"

using namespace mprd;            // NOLINT(google-build-using-namespace)
using namespace mprd::platform;  // NOLINT(google-build-using-namespace)
using test::is_alive;
using test::Run;

namespace {

ProcessCommand puppet(
    std::vector<std::string> words, ProcessChannel channel = ProcessChannel::Lines
) {
    ProcessCommand command;
    command.arguments = {MPRD_PUPPET};
    command.arguments.insert(command.arguments.end(), words.begin(), words.end());
    command.channel = channel;
    return command;
}

std::uint32_t number_in(const std::string& line) {
    return static_cast<std::uint32_t>(std::stoul(line));
}

/// A puppet with a channel, and what came over that.
struct Dialogue {
    explicit Dialogue(std::vector<std::string> words, ProcessChannel kind = ProcessChannel::Bytes)
        : run(puppet(std::move(words), kind)) {
        REQUIRE(run.program);
        channel.emplace(
            run.io,
            run.program->take_channel(),
            ProgramChannel::Events{
                [this](ByteSpan data) {
                    parts.emplace_back(as_text(data));
                    received += parts.back();
                },
                [this] { has_ended = true; },
                [this] { ++rooms; }}
        );
        channel->start_reading();
    }
    bool until(const std::function<bool()>& done) { return test::run_until(run.io, done); }

    Run run;
    std::optional<ProgramChannel> channel;
    std::vector<std::string> parts;
    std::string received;
    bool has_ended = false;
    int rooms = 0;
};

}  // namespace

TEST_CASE("process: what a program says and how it ends is told", "[process]") {
    Run run(puppet({"out:one", "err:t w o", "out:a\"b\\\\", "exit:3"}));
    REQUIRE(run.end());
    CHECK(run.lines == std::vector<std::string>{"one", "t w o", "a\"b\\\\"});
    CHECK(run.ended->status == 3);
    CHECK(run.ended->to_string() == "ended with status 3");
}

TEST_CASE("process: words in any script reach it", "[process]") {
    Run run(puppet({"err:gr\xc3\xbc\xc3\x9f \xe6\x97\xa5", "err:", "err:%PATH% $HOME *"}));
    REQUIRE(run.end());
    CHECK(
        run.lines == std::vector<std::string>{"gr\xc3\xbc\xc3\x9f \xe6\x97\xa5", "%PATH% $HOME *"}
    );
}

TEST_CASE("process: it has the variables it is given, and PATH", "[process]") {
    ProcessCommand command = puppet({"env:A", "env:HOME", "env:USERPROFILE", "env:PATH"});
    command.environment = {{"A", "b c"}};
    Run run(command);
    REQUIRE(run.end());
    REQUIRE(run.lines.size() == 4);
    CHECK(run.lines[0] == "A=b c");
    CHECK(run.lines[1] == "HOME=");
    CHECK(run.lines[2] == "USERPROFILE=");
    CHECK(run.lines[3].size() > std::string("PATH=").size());
}

TEST_CASE("process: what cannot run is an error that names it", "[process]") {
    ProcessCommand command;
    command.arguments = {"there-is-no-such-program"};
    const Run missing(command);
    CHECK(missing.error.value().code == Errc::DeviceNotReady);
    CHECK(missing.error->detail.rfind("there is no program there-is-no-such-program in ", 0) == 0);
    command.arguments = {"/no/such/program"};
    const Run no_file(command);
    CHECK(no_file.error.value().code == Errc::DeviceNotReady);
    CHECK(no_file.error->detail.rfind("cannot run /no/such/program: ", 0) == 0);
    command = puppet({"exit:0"});
    command.working_directory = "/no/such/folder";
    const Run no_folder(command);
    CHECK(no_folder.error.value().code == Errc::FromDevice);
    CHECK(no_folder.error->detail.find("working directory /no/such/folder: ") != std::string::npos);
}

TEST_CASE("process: one that does not go is killed, with what it started", "[process][stop]") {
    Run run(puppet({"stubborn", "child", "wait"}));
    REQUIRE(test::run_until(run.io, [&] { return !run.lines.empty(); }));
    const auto grandchild = number_in(run.lines[0]);
    REQUIRE(is_alive(grandchild));

    run.program->stop(std::chrono::milliseconds{50});

    REQUIRE(run.end());
    CHECK(run.ended->status != 0);
    CHECK(test::run_until(run.io, [&] { return !is_alive(grandchild); }));
}

TEST_CASE("process: what a program started ends with it", "[process]") {
    Run run(puppet({"child", "exit:0"}));
    REQUIRE(run.end());
    CHECK(run.ended->status == 0);
    const auto grandchild = number_in(run.lines.at(0));
    CHECK(test::run_until(run.io, [&] { return !is_alive(grandchild); }));
}

TEST_CASE("process: a program is gone when its object is gone", "[process]") {
    Run run(puppet({"stubborn", "err:ready", "wait"}));
    REQUIRE(test::run_until(run.io, [&] { return !run.lines.empty(); }));
    const auto number = run.program->pid();

    run.program.reset();

    CHECK_FALSE(is_alive(number));
    CHECK_FALSE(test::run_until(
        run.io, [&] { return run.ended.has_value(); }, std::chrono::milliseconds{20}
    ));
}

TEST_CASE("process: octets pass its standard input and output", "[process][channel]") {
    Dialogue with({"cat", "err:end of input", "exit:4"});
    // Nobody reads what comes back as yet, so there is an end to what the program takes.
    std::string sent;
    while (with.channel->can_send() && sent.size() < test::kMoreThanPipesHold) {
        const Bytes part = test::counted_octets(sent.size(), 1500);
        REQUIRE(with.channel->send(part));
        sent += as_text(part);
    }
    REQUIRE_FALSE(with.channel->can_send());
    REQUIRE(with.until([&] { return with.received.size() == sent.size(); }));
    CHECK(with.received == sent);
    CHECK(with.rooms > 0);

    with.channel->end_input();

    REQUIRE(with.until([&] { return with.has_ended && with.run.ended.has_value(); }));
    CHECK(with.run.ended->status == 4);
    CHECK(with.run.lines == std::vector<std::string>{"end of input"});
    CHECK_FALSE(with.channel->can_send());
    CHECK_FALSE(with.channel->is_open());
}

TEST_CASE("process: messages stay apart, both ways", "[process][channel]") {
    Dialogue with({"cat"}, ProcessChannel::Messages);
    for (const char* text : {"one", "three", "5"}) {
        REQUIRE(with.channel->send(as_bytes(text)));
    }
    REQUIRE(with.until([&] { return with.received.size() == 9; }));
    CHECK(with.parts == std::vector<std::string>{"one", "three", "5"});
}

TEST_CASE("process: it is known what a program has read", "[process][channel]") {
    Dialogue idle({"wait"});
    REQUIRE(idle.channel->send(as_bytes("abcde")));
    CHECK_FALSE(idle.channel->is_drained());

    Dialogue with({"head:5", "wait"});
    REQUIRE(with.channel->send(as_bytes("abcde")));
    REQUIRE(with.until([&] { return !with.run.lines.empty(); }));
    CHECK(with.until([&] { return with.channel->is_drained(); }));
}

TEST_CASE("process: one that does not read is refused more", "[process][channel]") {
    Dialogue with({"wait"});
    const Bytes block(4000, 0x55);
    int taken = 0;
    while (taken < 10000 && with.channel->send(block)) {
        ++taken;
    }
    CHECK(taken < 10000);
    CHECK_FALSE(with.channel->can_send());
    CHECK_FALSE(with.channel->is_drained());
}

TEST_CASE("process: a channel may go while it works", "[process][channel]") {
    Dialogue with({"cat"});
    REQUIRE(with.channel->send(as_bytes("word")));
    with.channel.reset();
    REQUIRE(with.until([&] { return with.run.ended.has_value(); }));
    CHECK(with.received.empty());
    CHECK_FALSE(with.has_ended);
}
