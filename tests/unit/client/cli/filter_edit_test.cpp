// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/cli/filter_edit.hpp"

#include "tests/support/catch.hpp"

using namespace mprd::cli;

namespace {

template <class Action>
int status_of(Action action) {
    try {
        action();
    } catch (const CommandFailed& failed) {
        return failed.status();
    }
    return kOk;
}

}  // namespace

TEST_CASE("cli filter: numbers are numbers, everything else is text", "[cli][filter]") {
    CHECK(
        filter_of({"source=10.0.0.0/8", "protocol=tcp", "destinationPort=80", "icmpType=any"}) ==
        json(
            {{"source", "10.0.0.0/8"},
             {"protocol", "tcp"},
             {"destinationPort", 80},
             {"icmpType", "any"}}
        )
    );
    CHECK(
        filter_of({"protocol=132", "source=true"}) == json({{"protocol", 132}, {"source", "true"}})
    );
    for (const char* word : {"tcp", "=80", ""}) {
        CHECK(status_of([&] { static_cast<void>(filter_of({word})); }) == kUsage);
    }
}

TEST_CASE(
    "cli filter: a list is found by its word, a wrong one tells which there are", "[cli][filter]"
) {
    CHECK(find_filter_list("dial").member == "demandDialFilter");
    CHECK(find_filter_list("out6").transport == "ipv6");
    try {
        static_cast<void>(find_filter_list("input"));
        FAIL("no such list");
    } catch (const CommandFailed& failed) {
        CHECK(failed.status() == kUsage);
        CHECK(
            std::string(failed.what()).find("dial, in, out, dial6, in6, out6") != std::string::npos
        );
    }
}

TEST_CASE("cli filter: the family is made where it is not there, others stay", "[cli][filter]") {
    json transports = json::array({{{"transport", "ipv4"}, {"up", false}}});
    filter_set_in(transports, find_filter_list("dial"))["default"] = "drop";
    filter_set_in(transports, find_filter_list("in6"))["filters"].push_back({{"protocol", "tcp"}});
    CHECK(
        transports ==
        json::array(
            {{{"transport", "ipv4"}, {"up", false}, {"demandDialFilter", {{"default", "drop"}}}},
             {{"transport", "ipv6"},
              {"inputFilter", {{"filters", json::array({{{"protocol", "tcp"}}})}}}}}
        )
    );
}

TEST_CASE("cli filter: filters are removed by their number", "[cli][filter]") {
    json transports = json::array();
    const FilterList& out = find_filter_list("out");
    for (const char* protocol : {"tcp", "udp", "icmp"}) {
        filter_set_in(transports, out)["filters"].push_back({{"protocol", protocol}});
    }
    delete_filter(transports, out, "2");
    CHECK(
        filter_set_in(transports, out)["filters"] ==
        json::array({{{"protocol", "tcp"}}, {{"protocol", "icmp"}}})
    );
    CHECK(status_of([&] { delete_filter(transports, out, "3"); }) == kRefused);
    CHECK(status_of([&] { delete_filter(transports, out, "0"); }) == kRefused);
    CHECK(status_of([&] { delete_filter(transports, out, "tcp"); }) == kUsage);
    CHECK(status_of([&] { delete_filter(transports, find_filter_list("in"), "1"); }) == kRefused);
}
