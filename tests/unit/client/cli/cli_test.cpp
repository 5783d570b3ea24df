// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/cli/command.hpp"
#include "client/cli/settings.hpp"
#include "client/cli/table.hpp"
#include "tests/support/catch.hpp"

#include <optional>
#include <set>

using namespace mprd::cli;

namespace {

/// What a person reads who typed this, and the exit status; nothing when it is a command.
std::string complaint(const std::vector<std::string>& words) {
    try {
        static_cast<void>(find_command(words));
    } catch (const CommandFailed& failure) {
        CHECK(failure.status() == kUsage);
        return failure.what();
    }
    return "";
}

std::string complaint_about_setting(const Arguments& words) {
    try {
        static_cast<void>(settings_of(words));
    } catch (const CommandFailed& failure) {
        CHECK(failure.status() == kUsage);
        return failure.what();
    }
    return "";
}

}  // namespace

TEST_CASE("cli table: columns are as wide as their widest cell", "[cli][table]") {
    Table table({"NAME", "STATE", "FOR"});
    table.add({"a", "unreachable", "-"});
    table.add({"b\xc3\xa4rn", "", "5 s"});
    CHECK(
        table.to_string() ==
        "NAME  STATE        FOR\n"
        "a     unreachable  -\n"
        "b\xc3\xa4rn               5 s\n"
    );
    CHECK(Table({"NAME"}).to_string() == "NAME\n");
}

TEST_CASE("cli table: nobody else's text can move the cursor", "[cli][table]") {
    Table table({"USER"});
    table.add({"evil\x1b[2J\nroot\x7f"});
    CHECK(table.to_string() == "USER\nevil?[2J?root?\n");
    CHECK(printable("a\tb\xc3\xa4") == "a?b\xc3\xa4");
}

TEST_CASE("cli: a wrong word is answered with the right one", "[cli]") {
    CHECK(
        complaint({"interfaces", "list"}).find("did you mean \"interface\"?") != std::string::npos
    );
    CHECK(complaint({"interface", "lst"}).find("did you mean \"list\"?") != std::string::npos);
    CHECK(
        complaint({"interface", "xyzzy"}).find("There are: connect, create, delete") !=
        std::string::npos
    );
    CHECK(complaint({"interface"}).find("Say one of: connect, ") != std::string::npos);
    CHECK(complaint({}).find("Usage: mprctl") != std::string::npos);
    CHECK(
        complaint({"interface", "show"}).find("Usage: mprctl interface show NAME") !=
        std::string::npos
    );
    CHECK(complaint({"interface", "list", "x"}).find("too many words") == 0);
    CHECK(complaint({"why", "a", "b"}).find("too many words") == 0);
    CHECK(complaint({"why"}).empty());
    CHECK(complaint({"interface", "show", "a"}).empty());
}

TEST_CASE("cli: no two commands are written alike, and each has its help", "[cli]") {
    std::set<std::string> seen;
    for (const Command& command : commands()) {
        CHECK(seen.insert(std::string(command.noun) + ' ' + std::string(command.verb)).second);
        CHECK_FALSE(command.help.empty());
        CHECK(command.least <= command.most);
        CHECK(help_text().find(command.help) != std::string::npos);
        CHECK(command.run != nullptr);
    }
}

TEST_CASE("cli: durations read as a person says them", "[cli]") {
    CHECK(duration_text(nullptr) == "-");
    CHECK(duration_text(0) == "0 s");
    CHECK(duration_text(59) == "59 s");
    CHECK(duration_text(60) == "1 min 0 s");
    CHECK(duration_text(3600) == "1 h 0 min 0 s");
    CHECK(duration_text(90061) == "25 h 1 min 1 s");
}

TEST_CASE("cli settings: KEY=VALUE becomes JSON, dots lead into objects", "[cli][settings]") {
    CHECK(
        settings_of(
            {"mtu=1400",
             "persistent=true",
             "ppp.mru=1300",
             "ppp.offer=[\"pap\"]",
             "networkName=ppp0"}
        ) == json({
                 {"mtu", 1400},
                 {"persistent", true},
                 {"ppp", {{"mru", 1300}, {"offer", {"pap"}}}},
                 {"networkName", "ppp0"},
             })
    );
    CHECK(
        settings_of({"idleDisconnectSeconds=never"}) == json({{"idleDisconnectSeconds", "never"}})
    );
    CHECK(settings_of({"idleDisconnectSeconds=300"}) == json({{"idleDisconnectSeconds", 300}}));
    CHECK(settings_of({"a=b=c"}) == json({{"a", "b=c"}}));
}

TEST_CASE("cli settings: a text that looks like a number stays a text", "[cli][settings]") {
    CHECK(
        settings_of({"phonebook.phoneNumber=5551234", "networkName=7", "device=1"}) ==
        json({
            {"phonebook", {{"phoneNumber", "5551234"}}},
            {"networkName", "7"},
            {"devices", {{{"name", "1"}}}},
        })
    );
    CHECK(
        settings_of({"networkName=\"7\""}) == json({{"networkName", "7"}})
    );  // quoted is fine too
}

TEST_CASE("cli settings: device and route have a short form, to be repeated", "[cli][settings]") {
    CHECK(
        settings_of({"device=line0", "device=line1", "route=192.0.2.0/24"}) ==
        json({
            {"devices", {{{"name", "line0"}}, {{"name", "line1"}}}},
            {"routes", {{{"destination", "192.0.2.0/24"}}}},
        })
    );
}

TEST_CASE("cli settings: what cannot be understood is said, with status 2", "[cli][settings]") {
    CHECK(complaint_about_setting({"mtu"}).find("expected key=value") == 0);
    CHECK(complaint_about_setting({"=5"}).find("expected key=value") == 0);
    CHECK(complaint_about_setting({"ppp..mru=5"}).find("expected key=value") == 0);
    CHECK(complaint_about_setting({".mru=5"}).find("expected key=value") == 0);
    CHECK(complaint_about_setting({"ppp=5", "ppp.mru=5"}).find("ppp") != std::string::npos);
    CHECK(
        complaint_about_setting({"routes=x", "route=10.0.0.0/8"}).find("routes") !=
        std::string::npos
    );
}
