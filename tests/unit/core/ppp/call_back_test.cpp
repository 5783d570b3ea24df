// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// CBCP between two engines, and against a peer who says what the draft does not like.
#include "core/wire/call_back_option.hpp"
#include "core/wire/protocol_numbers.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/core/ppp/ppp_fixture.hpp"
#include "tests/unit/core/ppp/scripted_peer.hpp"

#include <set>

using namespace mprd;        // NOLINT(google-build-using-namespace)
using namespace mprd::ppp;   // NOLINT(google-build-using-namespace)
using namespace mprd::test;  // NOLINT(google-build-using-namespace)
using namespace std::chrono_literals;
using wire::CallBackType;
using Role = CallBackSettings::Role;

namespace {

/// branch1, who may be called at `number` (empty: where the office says).
PppConfig asking(Role role, const std::string& number) {
    PppConfig config = caller_config();
    config.call_back.role = role;
    config.call_back.number = number;
    return config;
}

PppConfig answering() {
    PppConfig config = answerer_config();
    config.auth.require = {AuthMethod::MsChapV2};
    config.call_back.role = Role::Answer;
    return config;
}

PppPipe call(const PppConfig& caller, std::vector<CallBackType> offer) {
    PppPipe pipe(caller, answering());
    pipe.answerer.secrets["branch1"] = Secret("s3cret");
    pipe.answerer.offer = std::move(offer);
    pipe.connect();
    return pipe;
}

void settle(PppPipe& pipe, Duration limit = 60s) {
    pipe.run_until([&] { return pipe.is_up() || pipe.is_over(); }, limit);
}

/// LCP option: call-back by CBCP; with a magic number.
const Bytes kWantsCallBack{13, 3, 6, 5, 6, 1, 2, 3, 4};

/// A called end that has agreed on CBCP with a caller who need not prove anything.
ScriptedPeer called_end(PppConfig config = answering()) {
    config.auth.require.clear();
    ScriptedPeer peer(config);
    peer.open(wire::kProtocolLcp, kWantsCallBack);
    return peer;
}

/// A caller that has been granted CBCP.
ScriptedPeer calling_end(const PppConfig& config) {
    ScriptedPeer peer(config);
    peer.open(wire::kProtocolLcp, {5, 6, 1, 2, 3, 4});
    return peer;
}

}  // namespace

TEST_CASE("cbcp: the ends agree on what the caller may and wants", "[ppp][cbcp]") {
    struct Row {
        Role role;
        const char* number;
        std::vector<CallBackType> offer;
        CallBackType agreed;
    };
    using enum CallBackType;
    const Row rows[] = {
        {Role::Ask, "0551", {None}, None},
        {Role::Ask, "", {None, CallerNumber}, None},
        {Role::Ask, "0551", {None, CallerNumber}, CallerNumber},
        {Role::Ask, "0551", {RouterNumber}, RouterNumber},
        {Role::Ask, "", {None, RouterNumber}, RouterNumber},
        {Role::AskAndInsist, "0551", {None, CallerNumber}, CallerNumber},
        {Role::AskAndInsist, "", {None, CallerNumber}, CallerNumber},
        {Role::AskAndInsist, "", {RouterNumber}, RouterNumber},
    };
    for (const Row& row : rows) {
        INFO(row.number << " of " << row.offer.size() << " -> " << to_string(row.agreed));
        PppPipe pipe = call(asking(row.role, row.number), row.offer);
        settle(pipe);

        for (const PppEnd* end : {&pipe.caller, &pipe.answerer}) {
            REQUIRE(end->find<CallBackAgreed>());
            CHECK(end->find<CallBackAgreed>()->type == row.agreed);
            CHECK(end->engine.status().call_back->type == row.agreed);
        }
        CHECK(pipe.is_up() == (row.agreed == None));
        CHECK(pipe.is_over() == (row.agreed != None));
        if (row.agreed == CallerNumber) {
            CHECK(pipe.answerer.find<CallBackAgreed>()->number == row.number);
            CHECK(pipe.answerer.find<CallBackAgreed>()->delay_seconds == 12);
        }
        if (pipe.is_over()) {
            CHECK(pipe.caller.end_code() == Errc::UserDisconnection);
            CHECK(pipe.answerer.end_code() == Errc::UserDisconnection);
            CHECK_FALSE(pipe.answerer.find<Ipv4Opened>());
            CHECK(pipe.now < TimePoint{} + 1s);
        }
    }
}

TEST_CASE("cbcp: it takes place only if both ends want it", "[ppp][cbcp]") {
    PppPipe not_asked = call(caller_config(), {CallBackType::RouterNumber});
    settle(not_asked);
    CHECK(not_asked.is_up());
    CHECK_FALSE(not_asked.answerer.engine.status().has_call_back);

    PppPipe not_granted = make_pipe({AuthMethod::MsChapV2});
    PppPipe pipe(asking(Role::AskAndInsist, "1"), answerer_config());
    pipe.connect();
    settle(pipe);
    CHECK(pipe.is_up());  // whoever insists looks at status().has_call_back
    CHECK_FALSE(pipe.caller.engine.status().has_call_back);
}

TEST_CASE("cbcp: who insists is not content with no call-back", "[ppp][cbcp]") {
    PppPipe pipe = call(asking(Role::AskAndInsist, "0551"), {CallBackType::None});
    settle(pipe);
    CHECK(pipe.caller.end_code() == Errc::BadCallbackNumber);
    CHECK(pipe.is_over());
}

TEST_CASE("cbcp: a number that is refused ends both sides with 704", "[ppp][cbcp]") {
    PppPipe pipe =
        call(asking(Role::Ask, "0900"), {CallBackType::None, CallBackType::CallerNumber});
    pipe.answerer.good_number = "0551";
    settle(pipe);
    REQUIRE(pipe.is_over());
    CHECK(pipe.caller.end_code() == Errc::BadCallbackNumber);
    CHECK(pipe.answerer.end_code() == Errc::BadCallbackNumber);
    CHECK(pipe.answerer.finished->detail == "not at 0900");
    CHECK_FALSE(pipe.answerer.find<CallBackAgreed>());
}

TEST_CASE("cbcp: any one lost frame is made up for", "[ppp][cbcp][loss]") {
    for (const CallBackType agreed : {CallBackType::None, CallBackType::CallerNumber}) {
        for (int lost = 1; lost <= 12; ++lost) {
            for (const bool is_caller : {true, false}) {
                INFO(to_string(agreed) << ", frame " << lost << (is_caller ? " of" : " to"));
                PppPipe pipe(asking(Role::Ask, "0551"), answering());
                pipe.answerer.secrets["branch1"] = Secret("s3cret");
                pipe.answerer.offer = {agreed};
                (is_caller ? pipe.caller : pipe.answerer).faults.lose = {lost};
                pipe.connect();
                settle(pipe, 10s);
                REQUIRE(pipe.answerer.find<CallBackAgreed>());
                REQUIRE(pipe.caller.find<CallBackAgreed>());
                CHECK(pipe.is_up() == (agreed == CallBackType::None));
            }
        }
    }
}

TEST_CASE("cbcp: any one repeated frame does no harm", "[ppp][cbcp][repeat]") {
    for (const CallBackType agreed : {CallBackType::None, CallBackType::CallerNumber}) {
        for (int repeated = 1; repeated <= 12; ++repeated) {
            for (const bool is_caller : {true, false}) {
                PppPipe pipe(asking(Role::Ask, "0551"), answering());
                pipe.answerer.secrets["branch1"] = Secret("s3cret");
                pipe.answerer.offer = {agreed};
                (is_caller ? pipe.caller : pipe.answerer).faults.repeat = {repeated};
                pipe.connect();
                settle(pipe, 10s);
                CHECK(pipe.is_up() == (agreed == CallBackType::None));
                CHECK(pipe.is_over() == (agreed != CallBackType::None));
            }
        }
    }
}

TEST_CASE("cbcp: loss, repetition and overtaking end up or end cleanly", "[ppp][cbcp][loss]") {
    int agreed = 0;
    constexpr int kRuns = 500;
    for (int seed = 1; seed <= kRuns; ++seed) {
        INFO("seed " << seed);
        PppPipe pipe(asking(Role::Ask, "0551"), answering(), static_cast<std::uint64_t>(seed));
        pipe.answerer.secrets["branch1"] = Secret("s3cret");
        pipe.answerer.offer = {CallBackType::None, CallBackType::CallerNumber};
        for (PppEnd* end : {&pipe.caller, &pipe.answerer}) {
            end->faults.loss_percent = 20;
            end->faults.repeat_percent = 10;
            end->faults.delay_percent = 20;
        }
        pipe.connect();
        pipe.run_until([&] { return pipe.is_over(); }, 150s);
        CHECK(pipe.is_over());
        CHECK(pipe.caller.finished_count == 1);
        CHECK(pipe.answerer.finished_count == 1);
        // Who has heard the Ack has not heard it from nobody.
        CHECK((!pipe.caller.find<CallBackAgreed>() || pipe.answerer.find<CallBackAgreed>()));
        agreed += pipe.caller.find<CallBackAgreed>() ? 1 : 0;
    }
    CHECK(agreed > kRuns * 90 / 100);
}

TEST_CASE("cbcp: the called end asks again, and ends with 718", "[ppp][cbcp]") {
    ScriptedPeer peer = called_end();
    const Packet first = peer.heard(wire::kProtocolCbcp, wire::kCallBackRequest);
    CHECK(first.data == Bytes{1, 2});
    peer.wait(29s);
    int repeated = 0;
    while (peer.heard(wire::kProtocolCbcp, wire::kCallBackRequest).data == first.data) {
        ++repeated;
    }
    CHECK(repeated == 9);
    peer.wait(10s);
    CHECK(peer.end == Errc::PppTimeout);
}

TEST_CASE("cbcp: the called end drops what does not fit", "[ppp][cbcp]") {
    ScriptedPeer peer = called_end();
    const Packet request = peer.heard(wire::kProtocolCbcp, wire::kCallBackRequest);
    const auto say = [&](std::uint8_t code, std::uint8_t id, const Bytes& data) {
        peer.say(wire::kProtocolCbcp, code, id, data);
    };
    const auto other = static_cast<std::uint8_t>(request.id + 7);
    say(wire::kCallBackResponse, other, {1, 2});      // an older Request
    say(wire::kCallBackRequest, request.id, {1, 2});  // a caller does not ask
    say(wire::kCallBackAck, request.id, {1, 2});      // nor acknowledge
    say(wire::kCallBackResponse, request.id, {1});    // no option
    say(wire::kCallBackResponse, request.id, {});     // none
    say(wire::kCallBackResponse, request.id, {1, 2, 1, 2});
    peer.give(FrameReceived{wire::kProtocolCbcp, Bytes{2}});
    CHECK(peer.engine.status().phase == Phase::CallBack);
    CHECK(peer.heard().protocol == 0);
    CHECK(peer.engine.status().packets_unexpected == 3);
    CHECK(peer.engine.status().packets_malformed == 4);

    say(wire::kCallBackResponse, request.id, {1, 2});
    CHECK(peer.heard(wire::kProtocolCbcp, wire::kCallBackAck).data == Bytes{1, 2});
    CHECK(peer.engine.status().phase == Phase::Network);
    say(wire::kCallBackResponse, request.id, {1, 2});  // the Ack was lost
    CHECK(peer.heard(wire::kProtocolCbcp, wire::kCallBackAck).id == request.id);
}

TEST_CASE("cbcp: a caller who wants what was not offered is asked thrice", "[ppp][cbcp]") {
    ScriptedPeer peer = called_end();
    std::set<int> ids;
    for (int round = 0; round < 3; ++round) {
        const Packet request = peer.heard(wire::kProtocolCbcp, wire::kCallBackRequest);
        REQUIRE(request.protocol != 0);
        ids.insert(request.id);
        peer.say(wire::kProtocolCbcp, wire::kCallBackResponse, request.id, {3, 3, 5});
    }
    CHECK(ids.size() == 3);
    peer.wait(10s);
    CHECK(peer.end == Errc::BadCallbackNumber);
}

TEST_CASE("cbcp: the called end hangs up if the caller does not", "[ppp][cbcp]") {
    PppPipe pipe = call(asking(Role::Ask, "0551"), {CallBackType::RouterNumber});
    REQUIRE(pipe.run_until([&] { return pipe.answerer.find<CallBackAgreed>() != nullptr; }, 1s));
    pipe.caller.faults.loss_percent = 100;  // it has hung up without a word
    REQUIRE(pipe.run_until([&] { return pipe.answerer.finished.has_value(); }, 15s));
    CHECK(pipe.answerer.end_code() == Errc::UserDisconnection);
}

TEST_CASE("cbcp: a decision that never comes ends in bounded time", "[ppp][cbcp]") {
    PppPipe pipe = call(asking(Role::Ask, "0551"), {CallBackType::CallerNumber});
    pipe.answerer.answers_call_backs = false;
    settle(pipe, 45s);
    CHECK(pipe.is_over());
}

TEST_CASE("cbcp: the caller waits for the offer, and not for ever", "[ppp][cbcp]") {
    ScriptedPeer peer = calling_end(asking(Role::Ask, "0551"));
    CHECK(peer.engine.status().phase == Phase::CallBack);
    peer.wait(31s);
    CHECK(peer.end == Errc::PppTimeout);
}

TEST_CASE(
    "cbcp: the caller answers each offer, and gives up on one who never agrees", "[ppp][cbcp]"
) {
    ScriptedPeer peer = calling_end(asking(Role::Ask, "0551"));
    const Bytes offer{1, 2, 2, 3, 0};
    const Bytes wanted{2, 9, 12, 1, '0', '5', '5', '1', 0};
    peer.say(wire::kProtocolCbcp, wire::kCallBackRequest, 1, offer);
    CHECK(peer.heard(wire::kProtocolCbcp, wire::kCallBackResponse).data == wanted);
    peer.say(wire::kProtocolCbcp, wire::kCallBackRequest, 1, offer);  // ours was lost
    CHECK(peer.heard(wire::kProtocolCbcp, wire::kCallBackResponse).data == wanted);
    peer.say(wire::kProtocolCbcp, wire::kCallBackAck, 9, wanted);      // not to that Request
    peer.say(wire::kProtocolCbcp, wire::kCallBackAck, 1, {3, 3, 0});   // of another kind
    peer.say(wire::kProtocolCbcp, wire::kCallBackRequest, 2, {2, 1});  // malformed
    CHECK(peer.engine.status().phase == Phase::CallBack);
    for (std::uint8_t id = 2; id < 14; ++id) {
        peer.say(wire::kProtocolCbcp, wire::kCallBackRequest, id, offer);
    }
    peer.wait(10s);
    CHECK(peer.end == Errc::BadCallbackNumber);
}

TEST_CASE("cbcp: a list of numbers is chosen from", "[ppp][cbcp]") {
    struct Row {
        const char* number;
        Bytes answer;
    };
    const Row rows[] = {
        {"22", {4, 7, 12, 1, '2', '2', 0}},
        {"", {4, 6, 12, 1, '1', 0}},
    };
    for (const Row& row : rows) {
        ScriptedPeer peer = calling_end(asking(Role::Ask, row.number));
        const Bytes offer{4, 10, 0, 1, '1', 0, 1, '2', '2', 0};
        peer.say(wire::kProtocolCbcp, wire::kCallBackRequest, 1, offer);
        CHECK(peer.heard(wire::kProtocolCbcp, wire::kCallBackResponse).data == row.answer);
        peer.say(wire::kProtocolCbcp, wire::kCallBackAck, 1, row.answer);
        CHECK(peer.engine.status().call_back->type == CallBackType::NumberList);
    }
    ScriptedPeer peer = calling_end(asking(Role::Ask, "333"));
    peer.say(wire::kProtocolCbcp, wire::kCallBackRequest, 1, {4, 6, 0, 1, '1', 0});
    peer.wait(10s);
    CHECK(peer.end == Errc::BadCallbackNumber);
}

TEST_CASE("cbcp: a peer that hangs up on our number has refused it", "[ppp][cbcp]") {
    ScriptedPeer peer = calling_end(asking(Role::Ask, "0551"));
    peer.say(wire::kProtocolCbcp, wire::kCallBackRequest, 1, {2, 3, 0});
    peer.say(wire::kProtocolLcp, wire::kTerminateRequest, 1, {});
    peer.wait(3s);
    CHECK(peer.end == Errc::BadCallbackNumber);
}

TEST_CASE("cbcp: another operation of the option is nakked with ours", "[ppp][cbcp][lcp]") {
    PppConfig config = answering();
    ScriptedPeer peer(config);
    peer.say(wire::kProtocolLcp, wire::kConfigureRequest, 1, {13, 4, 3, '1'});
    CHECK(peer.heard(wire::kProtocolLcp, wire::kConfigureNak).data == Bytes{13, 3, 6});
    ScriptedPeer without(answerer_config());
    without.say(wire::kProtocolLcp, wire::kConfigureRequest, 1, {13, 3, 6});
    CHECK(without.heard(wire::kProtocolLcp, wire::kConfigureReject).data == Bytes{13, 3, 6});
}

TEST_CASE("cbcp: without the option its packets are rejected like any other", "[ppp][cbcp]") {
    ScriptedPeer peer(answerer_config());
    peer.open(wire::kProtocolLcp, {5, 6, 1, 2, 3, 4});
    peer.say(wire::kProtocolCbcp, wire::kCallBackResponse, 1, {1, 2});
    CHECK(peer.heard(wire::kProtocolLcp, wire::kProtocolReject).protocol != 0);
}
