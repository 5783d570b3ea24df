// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/admin_dll/admin_dll_runner.hpp"
#include "daemon/admin_dll/question_json.hpp"
#include "tests/support/catch.hpp"

#include <nlohmann/json.hpp>

using namespace mprd;
using namespace mprd::daemon;
using nlohmann::json;
using router::AdminDllCall;

namespace {

constexpr InterfaceIdentifier kIdentifier{{1, 2, 3, 4, 5, 6, 7, 0xff}};

struct AdminDllFixture {
    AdminDllRunner runner(const std::string& program) {
        return AdminDllRunner({
            io,
            program,
            "/dll.so",
            [this] { return now; },
            [this](const router::AdminDllAnswered& answer) { answers.push_back(answer); },
            [this](const std::string& text) { complaints.push_back(text); },
        });
    }
    boost::asio::io_context io;
    TimePoint now{};
    std::vector<router::AdminDllAnswered> answers;
    std::vector<std::string> complaints;
};

}  // namespace

TEST_CASE("admin dll: a question about addresses has what is wanted only", "[admin-dll]") {
    router::AskAdminDll question;
    question.number = 7;
    question.call = AdminDllCall::GetAddresses;
    question.user_name = "ann";
    question.port_name = "line0";
    question.ipv6 = kIdentifier;
    CHECK(
        question_json(question) == json({
                                       {"number", 7},
                                       {"call", "getAddresses"},
                                       {"userName", "ann"},
                                       {"portName", "line0"},
                                       {"ipv6", "01020304050607ff"},
                                   })
    );
}

TEST_CASE("admin dll: a question about a connection has all levels", "[admin-dll]") {
    router::AskAdminDll question;
    question.number = 8;
    question.call = AdminDllCall::Accept;
    question.connection.user_name = "ann";
    const json line = question_json(question);
    CHECK(line["connection"].size() == 4);
    CHECK(line["connection"][0]["userName"] == "ann");
    CHECK(line["connectionEx"]["userName"] == "ann");
    CHECK(line["port"].size() == 2);
}

TEST_CASE("admin dll: answers are read, and what is none is a failure", "[admin-dll]") {
    const auto yes = answer_of(json::object(), 3);
    CHECK(yes.number == 3);
    CHECK(yes.accepted);
    CHECK_FALSE(yes.failed);
    CHECK_FALSE(answer_of({{"accepted", false}}, 3).accepted);
    const auto given = answer_of(
        {{"ipv4", {{"address", "10.0.0.9"}, {"release", true}}},
         {"ipv6", {{"identifier", "01020304050607ff"}, {"release", false}}}},
        3
    );
    REQUIRE(given.ipv4);
    CHECK(given.ipv4->address == Ipv4Address{0x0a000009});
    CHECK(given.ipv4->wants_release);
    REQUIRE(given.ipv6);
    CHECK(given.ipv6->address == kIdentifier);
    CHECK_FALSE(given.ipv6->wants_release);
    for (const json& wrong :
         {json{{"accepted", 1}},
          json{{"ipv4", "10.0.0.9"}},
          json{{"ipv4", {{"address", "10.0.0"}, {"release", true}}}},
          json{{"ipv4", {{"address", "10.0.0.9"}}}},
          json{{"ipv6", {{"identifier", "xyz"}, {"release", true}}}},
          json{{"ipv6", {{"identifier", "0102030405060708ff"}, {"release", true}}}}}) {
        INFO(wrong.dump());
        CHECK(answer_of(wrong, 3).failed.has_value());
    }
}

TEST_CASE("admin dll: a process that does not come up is told, with its object", "[admin-dll]") {
    AdminDllFixture f;
    AdminDllRunner runner = f.runner(MPRD_FAILING_CHILD);
    const auto started = runner.start();
    REQUIRE_FALSE(started);
    CHECK(started.error().detail == "administration DLL /dll.so: its process ended with status 1");
    CHECK_FALSE(AdminDllRunner::check("/nonexistent/mprd", "/dll.so"));
}

TEST_CASE("admin dll: failures in a row make it wait, and each question fails", "[admin-dll]") {
    AdminDllFixture f;
    AdminDllRunner runner = f.runner(MPRD_FAILING_CHILD);
    router::AskAdminDll question;
    const auto ask = [&] {
        f.io.restart();
        question.number += 1;
        runner.ask(question);
        f.io.run();  // until the process has ended
        REQUIRE(f.answers.size() == question.number);
        CHECK(f.answers.back().number == question.number);
        CHECK(f.answers.back().failed.has_value());
    };
    ask();
    ask();
    CHECK(f.complaints.size() == 2);
    ask();
    CHECK(f.complaints.size() == 2);  // not tried
    f.now += AdminDllRunner::kFirstWait;
    ask();
    CHECK(f.complaints.size() == 3);
    f.now += AdminDllRunner::kFirstWait;
    ask();
    CHECK(f.complaints.size() == 3);  // the wait has doubled
}
