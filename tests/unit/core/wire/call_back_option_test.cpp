// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/wire/call_back_option.hpp"

#include "tests/support/catch.hpp"

using namespace mprd;
using namespace mprd::wire;

namespace {

Bytes encoded(const std::vector<CallBackOption>& options) {
    Bytes bytes;
    for (const CallBackOption& option : options) {
        write_call_back_option(bytes, option);
    }
    return bytes;
}

}  // namespace

TEST_CASE("cbcp: each option is written as the draft draws it, and read back", "[cbcp][wire]") {
    const CallBackOption none{};
    const CallBackOption number{CallBackType::CallerNumber, 12, {"0551"}};
    const CallBackOption router{CallBackType::RouterNumber, 5, {}};
    const CallBackOption list{CallBackType::NumberList, 0, {"1", "22"}};
    CHECK(encoded({none}) == Bytes{1, 2});
    CHECK(encoded({number}) == Bytes{2, 9, 12, 1, '0', '5', '5', '1', 0});
    CHECK(encoded({router}) == Bytes{3, 3, 5});
    CHECK(encoded({list}) == Bytes{4, 10, 0, 1, '1', 0, 1, '2', '2', 0});
    const std::vector<CallBackOption> all{none, number, router, list};
    CHECK(parse_call_back_options(encoded(all)) == all);
    CHECK(parse_call_back_options({})->empty());
}

TEST_CASE("cbcp: what other implementations write is read, too", "[cbcp][wire]") {
    // pppd gives "no call-back" a delay; a number field without a number; a last number without
    // its zero.
    CHECK(parse_call_back_options(Bytes{1, 3, 0}) == std::vector{CallBackOption{}});
    const CallBackOption no_number{CallBackType::CallerNumber, 0, {}};
    CHECK(parse_call_back_options(Bytes{2, 5, 0, 1, 0}) == std::vector{no_number});
    const CallBackOption number{CallBackType::CallerNumber, 0, {"7"}};
    CHECK(parse_call_back_options(Bytes{2, 5, 0, 1, '7'}) == std::vector{number});
    // An unknown kind, and an address that is no telephone number, are nothing.
    CHECK(parse_call_back_options(Bytes{9, 4, 1, 1, 3, 3, 5})->size() == 1);
    CHECK(parse_call_back_options(Bytes{2, 6, 0, 2, '7', 0}) == std::vector{no_number});
}

TEST_CASE("cbcp: nonsense is refused as a whole", "[cbcp][wire]") {
    for (const Bytes& bytes :
         {Bytes{1},
          Bytes{1, 0},
          Bytes{1, 1},
          Bytes{3, 4, 0},
          Bytes{3, 3, 0, 2},
          Bytes{2, 6, 0, 1, 7, 0},
          Bytes{2, 6, 0, 1, 0xe4, 0}}) {
        CHECK_FALSE(parse_call_back_options(bytes));
    }
    Bytes longest{2, 133, 0, 1};
    longest.resize(longest.size() + kMaxCallBackText + 1, '1');
    CHECK_FALSE(parse_call_back_options(longest));
    longest.pop_back();
    longest[1] = 132;
    CHECK(parse_call_back_options(longest)->front().numbers.front().size() == kMaxCallBackText);
}

TEST_CASE("cbcp: numbers that do not fit an option are left out", "[cbcp][wire]") {
    const CallBackOption many{
        CallBackType::NumberList, 0, std::vector<std::string>(3, std::string(100, '1'))};
    const Bytes bytes = encoded({many});
    CHECK(bytes.size() <= 255);
    CHECK(parse_call_back_options(bytes)->front().numbers.size() == 2);
}
