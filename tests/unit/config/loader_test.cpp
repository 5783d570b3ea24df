// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "config/loader/loader.hpp"

#include "platform/devices/device_kind.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/config/read_file.hpp"

#include <fstream>
#include <set>
#include <sstream>

using namespace mprd;
using namespace mprd::config;
using namespace mprd::test;

namespace {

/// Any options are right; only a modem has a secret, its PIN.
const DeviceChecks kAnyOptions{
    [](const std::string& /*kind*/, const std::string& /*options*/) { return Result<void>(); },
    [](const std::string& kind, const std::string& name) {
        return kind == "modem" && name == "pin";
    }};

SourceFile interface_file(const std::string& name, const std::string& text) {
    return {"interfaces.d/" + file_name_of(name), text};
}

Sources sources(const std::string& router, std::vector<SourceFile> interfaces = {}) {
    return {{"mprd.json", router}, std::move(interfaces), std::nullopt};
}

std::vector<std::string> problems_of(
    const Sources& sources, const DeviceChecks& checks = kAnyOptions
) {
    std::vector<std::string> texts;
    for (const FileProblem& problem : load(sources, checks).problems) {
        texts.push_back(problem.to_string());
    }
    return texts;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("loader: a syntax error names line and column", "[loader]") {
    CHECK(
        problems_of(sources("{\n  \"lanOnly\": tru\n}")) ==
        Texts{
            "mprd.json: (top level): expected JSON text, found a syntax error at line 2, column 17"}
    );
    CHECK(
        problems_of(sources("")) ==
        Texts{
            "mprd.json: (top level): expected JSON text, found a syntax error at line 1, column 1"}
    );
    CHECK(
        problems_of(sources("{\"a\n\": 1}")) ==
        Texts{
            "mprd.json: (top level): expected JSON text, found a syntax error at line 1, column 4"}
    );
    CHECK(
        problems_of(sources("{}\n\n]")) ==
        Texts{
            "mprd.json: (top level): expected JSON text, found a syntax error at line 3, column 1"}
    );
}

TEST_CASE("loader: files of Windows editors", "[loader]") {
    CHECK(problems_of(sources("{\r\n  \"lanOnly\": true\r\n}\r\n")).empty());
    CHECK(problems_of(sources("\xef\xbb\xbf{}")).empty());
    const Texts utf16{
        "mprd.json: (top level): expected JSON text in UTF-8, found UTF-16; save the file as "
        "UTF-8"};
    using namespace std::string_literals;
    CHECK(problems_of(sources("\xff\xfe{\0}\0"s)) == utf16);
    CHECK(problems_of(sources("\xfe\xff\0{\0}"s)) == utf16);
    CHECK(problems_of(sources("{\0}\0"s)) == utf16);
}

TEST_CASE("loader: a number that no machine can hold is a problem, not an exception", "[loader]") {
    const auto problems = problems_of(sources("{\"idleDisconnectSeconds\": 1e999}"));
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].starts_with("mprd.json: (top level): expected JSON text"));
}

TEST_CASE("loader: nesting without end is refused, not followed", "[loader]") {
    const std::string deep(200000, '[');
    const auto problems = problems_of(sources(deep + std::string(200000, ']')));
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].find("nested") != std::string::npos);
}

TEST_CASE("loader: the problems of all files are told at once", "[loader]") {
    Sources files = sources(
        R"({"devices": [{"name": "line0", "role": "up"}]})",
        {interface_file("a", R"({"name": "a", "mtu": 1})"), interface_file("b", "{")}
    );
    files.secrets = SourceFile{"secrets.json", R"({"interface": {}})"};
    const auto problems = problems_of(files);
    REQUIRE(problems.size() == 4);
    CHECK(problems[0].starts_with("mprd.json: /devices/0/role: expected one of \"out\""));
    CHECK(problems[1] == "interfaces.d/a.json: /mtu: expected a number from 128 to 65535, found 1");
    CHECK(problems[2].starts_with("interfaces.d/b.json: (top level): expected JSON text"));
    CHECK(problems[3].starts_with("secrets.json: /interface: expected only \"interfaces\""));
}

TEST_CASE("loader: what an interface says must fit together", "[loader]") {
    CHECK(
        problems_of(sources(
            "{}",
            {interface_file(
                "a",
                R"({"name": "a", "minUnreachabilitySeconds": 60, "maxUnreachabilitySeconds": 30})"
            )}
        )) == Texts{"interfaces.d/a.json: /minUnreachabilitySeconds: expected at least 1 and at "
                    "most maxUnreachabilitySeconds"}
    );
}

TEST_CASE("loader: an interface stands in the file of its name", "[loader]") {
    // Else a change of the interface would be written into a second file.
    CHECK(
        problems_of(sources("{}", {{"interfaces.d/other.json", R"({"name": "a"})"}})) ==
        Texts{"interfaces.d/other.json: /name: expected the name that the file has (\"a\" belongs "
              "into "
              "a.json), found \"a\""}
    );
    CHECK(problems_of(sources("{}", {interface_file("a b", R"({"name": "a b"})")})).empty());
}

TEST_CASE("loader: files are checked against each other", "[loader]") {
    CHECK(
        problems_of(sources(R"({"devices": [{"name": "x"}, {"name": "x"}]})")) ==
        Texts{"mprd.json: (top level): expected device \"x\": each name once"}
    );
    CHECK(
        problems_of(sources(R"({"users": [{"name": "x"}, {"name": "x"}]})")) ==
        Texts{"mprd.json: (top level): expected user \"x\": a name, each once"}
    );
    CHECK(
        problems_of(sources(R"({"answering": {"pools": ["10.0.0.2-10.0.0.9"]}})")) ==
        Texts{"mprd.json: (top level): expected answering: localAddress: a host address when there "
              "is a pool"}
    );
}

TEST_CASE("loader: the options of a device go to its kind", "[loader]") {
    const CheckOptions refuse = [](const std::string& kind, const std::string& options) {
        return Result<void>(
            make_error(Errc::InvalidData, "/options/speed: expected " + kind + ", found " + options)
        );
    };
    CHECK(
        problems_of(
            sources(R"({"devices": [{"name": "x", "kind": "k", "options": {"a": 1}}]})"),
            DeviceChecks{refuse, kAnyOptions.secret}
        ) == Texts{"mprd.json: /devices/0/options/speed: expected k, found {\"a\":1}"}
    );
}

TEST_CASE("loader: a device that only calls must not be asked to answer", "[loader]") {
    DeviceChecks checks = kAnyOptions;
    checks.answering = [](const std::string& kind, const std::string& /*options*/) {
        return make_error(
            Errc::InvalidData,
            "/role: expected \"out\": a device of kind \"" + kind + "\" only calls"
        );
    };
    CHECK(
        problems_of(sources(R"({"devices": [{"name": "x", "kind": "k"}]})"), checks) ==
        Texts{"mprd.json: /devices/0/role: expected \"out\": a device of kind \"k\" only calls"}
    );
    CHECK(
        problems_of(sources(R"({"devices": [{"name": "x", "kind": "k", "role": "out"}]})"), checks)
            .empty()
    );
}

TEST_CASE("loader: nothing of the secrets file ever shows in a problem", "[loader][secrets]") {
    for (const char* text :
         {R"({"interfaces": {"a": "s3cret"}})",
          R"({"interfaces": {"a": {"password": ["s3cret"]}}})",
          R"({"interfaces": {"a": {"pasword": "s3cret"}}})",
          R"({"interfaces": {"a": {"domain": {"x": "s3cret"}}}})",
          R"({"interfaces": ["s3cret"]})",
          R"({"users": {"u": {"password": "s3cret"}}})",
          R"({"users": "s3cret"})",
          R"("s3cret")",
          R"({"users": {"u": "s3cret)",
          R"(s3cret)"}) {
        Sources files = sources("{}", {interface_file("a", R"({"name": "a"})")});
        files.secrets = SourceFile{"secrets.json", text};
        const auto problems = problems_of(files);
        INFO(text);
        REQUIRE(problems.size() == 1);
        CHECK(problems[0].find("s3cret") == std::string::npos);
    }
}

TEST_CASE("loader: secrets reach their interfaces and users", "[loader][secrets]") {
    Sources files = sources(
        R"({"users": [{"name": "head"}, {"name": "other"}]})",
        {interface_file("a", R"({"name": "a"})")}
    );
    files.secrets = SourceFile{
        "secrets.json",
        R"({"interfaces": {"a": {"userName": "u", "password": "p"}}, "users": {"head": "h"}})"};
    const Loaded loaded = load(files, kAnyOptions);
    REQUIRE(loaded.problems.empty());
    CHECK(loaded.config.interfaces[0].credentials == Credentials{"u", "", Secret("p")});
    CHECK(loaded.config.users[0].password == Secret("h"));
    CHECK(loaded.config.users[1].password.is_empty());
}

TEST_CASE("loader: one interface's secrets change, all others stay", "[loader][secrets]") {
    const std::string old = R"({"interfaces": {"a": {"password": "p"}}, "users": {"u": "h"}})";
    const Credentials fresh{"me", "", Secret("new")};
    const auto added = changed_secrets(old, "b", fresh);
    REQUIRE(added);
    const auto removed = changed_secrets(*added, "a", std::nullopt);
    REQUIRE(removed);
    Sources files = sources(
        R"({"users": [{"name": "u"}]})",
        {interface_file("a", R"({"name": "a"})"), interface_file("b", R"({"name": "b"})")}
    );
    files.secrets = SourceFile{"secrets.json", *removed};
    const Loaded loaded = load(files, kAnyOptions);
    REQUIRE(loaded.problems.empty());
    CHECK_FALSE(loaded.config.interfaces[0].credentials);
    CHECK(loaded.config.interfaces[1].credentials == fresh);
    CHECK(loaded.config.users[0].password == Secret("h"));

    CHECK(changed_secrets("", "a", fresh).has_value());
    CHECK_FALSE(changed_secrets("{", "a", fresh).has_value());  // somebody is editing it
    CHECK_FALSE(changed_secrets(R"({"interfaces": []})", "a", fresh).has_value());
}

TEST_CASE("loader: what is written is read again as it was", "[loader]") {
    RouterConfig router;
    router.devices = {
        {"line0", "serial", R"({"path":"/dev/ttyS0"})", "SERIAL", DeviceRole::Out, 1}};
    InterfaceConfig interface;
    interface.name = "b\xc3\xa4rn";
    interface.phonebook.guid = {0x12, 0x34};  // without one the loader makes one from the name
    interface.devices = {{"SERIAL", "line0", "", {}}};
    const Loaded loaded = load(
        sources(router_text(router), {interface_file(interface.name, interface_text(interface))}),
        kAnyOptions
    );
    REQUIRE(loaded.problems.empty());
    CHECK(loaded.config.devices == router.devices);
    CHECK(loaded.config.interfaces[0].config == interface);
}

TEST_CASE("loader: different names give different, harmless file names", "[loader]") {
    CHECK(file_name_of("branch-1_a") == "branch-1_a.json");
    CHECK(file_name_of("../etc/passwd") == "%2E%2E%2Fetc%2Fpasswd.json");
    CHECK(file_name_of("a%2F") == "a%252F.json");
    const char* names[] = {
        "a/b", "a%2Fb", "a%2fb", "a%252Fb", "A", "a", "a b", "a.json", ".", "..", "\xc3\xa4"};
    std::set<std::string> files;
    for (const char* name : names) {
        const std::string file = file_name_of(name);
        CHECK(file.find('/') == std::string::npos);
        CHECK(file[0] != '.');
        CHECK(files.insert(file).second);
    }
    CHECK(file_name_of(std::string(256, '/')).size() <= 255);
    CHECK(file_name_of(std::string(256, 'a')) != file_name_of(std::string(255, 'a') + 'b'));
    CHECK(file_name_of(std::string(256, '/')) != file_name_of(std::string(255, '/') + '.'));
}

TEST_CASE("loader: the published example is right", "[loader][example]") {
    const std::string folder = std::string(MPRD_SOURCE_DIR) + "/config/examples/";
    const auto file = [&](const std::string& name) {
        return SourceFile{name, read_file(folder + name)};
    };
    const CheckOptions check = [](const std::string& kind, const std::string& options) {
        const platform::DeviceKind* found = platform::find_device_kind(kind);
        return found == nullptr ? Result<void>(make_error(Errc::InvalidData, "unknown kind"))
                                : found->check_options(options);
    };
    const Loaded loaded = load(
        {file("mprd.json"), {file("interfaces.d/branch1.json")}, file("secrets.json.example")},
        {check, kAnyOptions.secret}
    );
    for (const FileProblem& problem : loaded.problems) {
        UNSCOPED_INFO(problem.to_string());
    }
    REQUIRE(loaded.problems.empty());
    CHECK(loaded.config.devices.size() == 1);
    CHECK(loaded.config.interfaces[0].config.name == "branch1");
    CHECK(loaded.config.interfaces[0].credentials.has_value());
    CHECK_FALSE(loaded.config.users[0].password.is_empty());
}

TEST_CASE("loader: keys are kept beside passwords, and apart from them", "[loader][secrets]") {
    const ExtendedCredentials keys{Secret("k"), Secret("e"), {}};
    const auto first = changed_secrets("", "a", std::nullopt, keys);
    const auto second = changed_server_key(*first, Secret("server"));
    const auto third = changed_user_secret(*second, "u", Secret("h"));
    REQUIRE(third);
    Sources files =
        sources(R"({"users": [{"name": "u"}]})", {interface_file("a", R"({"name": "a"})")});
    files.secrets = SourceFile{"secrets.json", *third};
    const Loaded loaded = load(files, kAnyOptions);
    REQUIRE(loaded.problems.empty());
    CHECK_FALSE(loaded.config.interfaces[0].credentials);
    CHECK(loaded.config.interfaces[0].extended == keys);
    CHECK(loaded.config.pre_shared_key == Secret("server"));
    CHECK(loaded.config.users[0].password == Secret("h"));

    const auto emptied = changed_secrets(
        *changed_server_key(*changed_user_secret(*third, "u", std::nullopt), Secret()),
        "a",
        std::nullopt
    );
    CHECK(emptied->find("a") == emptied->find("interfaces") + 6);  // no other "a" than in the word
    CHECK(emptied->find("server") == std::string::npos);
}

TEST_CASE("loader: a device gets its secrets, and no others", "[loader][secrets]") {
    Sources files = sources(R"({"devices": [{"name": "gsm0", "kind": "modem"}]})");
    files.secrets = SourceFile{"secrets.json", R"({"devices": {"gsm0": {"pin": "1234"}}})"};
    const Loaded loaded = load(files, kAnyOptions);
    REQUIRE(loaded.problems.empty());
    CHECK(loaded.config.devices[0].secrets == DeviceSecrets{{"pin", Secret("1234")}});
    CHECK(router_text(loaded.config).find("1234") == std::string::npos);

    files.secrets->text = R"({"devices": {"gsm0": {"pni": "1234", "puk": 7}}})";
    CHECK(
        problems_of(files) ==
        Texts{
            "secrets.json: /devices/gsm0/puk: expected the secret as a text",
            "secrets.json: /devices/gsm0/pni: expected a secret that devices of kind \"modem\" "
            "have",
            "secrets.json: /devices/gsm0/puk: expected a secret that devices of kind \"modem\" "
            "have"}
    );
}

TEST_CASE("loader: a wrong key is told by its place, never by its text", "[loader][secrets]") {
    Sources files = sources("{}", {interface_file("a", R"({"name": "a"})")});
    files.secrets = SourceFile{
        "secrets.json",
        R"({"interfaces": {"a": {"preSharedKey": "n o"}}, "server": {"preSharedKey": "n o"}})"};
    const Loaded loaded = load(files, kAnyOptions);
    REQUIRE(loaded.problems.size() == 2);
    CHECK(loaded.problems[0].problem.pointer == "/interfaces/a/preSharedKey");
    CHECK(loaded.problems[1].problem.pointer == "/server/preSharedKey");
    for (const FileProblem& problem : loaded.problems) {
        CHECK(problem.to_string().find("n o\"") == std::string::npos);
    }
}

TEST_CASE("loader: tunnel settings out of range are told with their place", "[loader]") {
    const Loaded loaded =
        load(sources(R"({"tunnels": {"sstp": {"numPorts": 1, "portFlags": 2}}})", {}), kAnyOptions);
    REQUIRE(loaded.problems.size() == 1);
    CHECK(loaded.problems[0].problem.pointer == "/tunnels/sstp/portFlags");
}

TEST_CASE("loader: the key of RIP is a secret of its interface", "[loader][secrets]") {
    ExtendedCredentials keys;
    keys.rip_key = Secret("s3cret");
    const auto written = changed_secrets("{}", "a", std::nullopt, keys);
    REQUIRE(written);
    CHECK(written->find("\"ripKey\": \"s3cret\"") != std::string::npos);
    Sources files = sources(
        "{}",
        {interface_file("a", R"({"name": "a", "rip": {"authentication": "keyedMd5", "keyId": 7}})")}
    );
    files.secrets = SourceFile{"secrets.json", *written};
    const Loaded loaded = load(files, kAnyOptions);
    REQUIRE(loaded.problems.empty());
    CHECK(loaded.config.interfaces[0].extended.rip_key == Secret("s3cret"));
    CHECK(loaded.config.interfaces[0].config.rip == RipOptions{RipAuthentication::KeyedMd5, 7});

    files.secrets =
        SourceFile{"secrets.json", R"({"interfaces": {"a": {"ripKey": "0123456789abcdefg"}}})"};
    CHECK(
        problems_of(files) == Texts{"secrets.json: /interfaces/a/ripKey: expected at most 16 bytes"}
    );
}
