// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tunnel/pppoe_client.hpp"

#include "tests/support/catch.hpp"
#include "tests/unit/core/tunnel/pppoe_fixture.hpp"

#include <utility>
#include <vector>

using namespace mprd;          // NOLINT(google-build-using-namespace)
using namespace mprd::tunnel;  // NOLINT(google-build-using-namespace)
using namespace mprd::wire;    // NOLINT(google-build-using-namespace)
using namespace mprd::test;    // NOLINT(google-build-using-namespace)
using namespace std::chrono_literals;

namespace {

constexpr MacAddress kOther{{2, 0, 0, 0, 0, 2}};
const Bytes kUniq{'u', 'n', 'i', 'q'};

/// One client, its outputs so far, and answers to give it.
struct Call {
    explicit Call(PppoeClient::Settings settings = {}) : client(now, with_uniq(settings), random) {
        drain();
    }

    static PppoeClient::Settings with_uniq(PppoeClient::Settings settings) {
        settings.host_uniq = kUniq;
        return settings;
    }

    void drain() {
        while (auto output = client.poll_output()) {
            if (auto* send = std::get_if<PppoeClient::Send>(&*output)) {
                sent.push_back(std::move(*send));
            } else if (auto* opened = std::get_if<PppoeClient::Opened>(&*output)) {
                CHECK_FALSE(session);
                session = opened->session;
            } else {
                CHECK_FALSE(ended);
                ended = std::get<PppoeClient::Ended>(*output).error;
            }
        }
    }
    void receive(const Bytes& packet, MacAddress from = kAc) {
        client.handle(now, PppoeClient::Received{from, packet});
        drain();
    }
    void offer(MacAddress from = kAc) {
        receive(
            PppoeDiscovery(PppoeCode::Pado)
                .tag(PppoeTag::AcName, as_bytes("ac"))
                .tag(PppoeTag::ServiceName, {})
                .tag(PppoeTag::ServiceName, as_bytes("isp"))
                .tag(PppoeTag::HostUniq, kUniq)
                .tag(PppoeTag::AcCookie, as_bytes("cookie"))
                .tag(PppoeTag::RelaySessionId, as_bytes("relay"))
                .take(),
            from
        );
    }
    void confirm(std::uint16_t id = 7, MacAddress from = kAc) {
        receive(
            PppoeDiscovery(PppoeCode::Pads, id)
                .tag(PppoeTag::ServiceName, as_bytes("isp"))
                .tag(PppoeTag::HostUniq, kUniq)
                .take(),
            from
        );
    }
    void wait() {
        now = *client.next_deadline();
        client.handle_timeout(now);
        drain();
    }
    void wait_for_the_end() {
        for (int i = 0; i < 100 && client.next_deadline(); ++i) {
            wait();
        }
        REQUIRE(ended);
    }
    PppoeCode code(std::size_t at) const { return parse_pppoe(sent.at(at).packet)->code; }

    TimePoint now{1s};
    SeededRandom random{1};
    PppoeClient client;
    std::vector<PppoeClient::Send> sent;
    std::optional<PppoeSession> session;
    std::optional<Error> ended;
};

}  // namespace

TEST_CASE("pppoe client: goes from PADI to a session, and ends it with PADT", "[pppoe]") {
    Call call(PppoeClient::Settings{.service = "isp"});
    REQUIRE(call.sent.size() == 1);
    CHECK(call.code(0) == PppoeCode::Padi);
    CHECK(call.sent[0].to == MacAddress::broadcast());
    CHECK(tags_of(call.sent[0].packet).has(PppoeTag::ServiceName, as_bytes("isp")));
    CHECK(tags_of(call.sent[0].packet).has(PppoeTag::HostUniq, kUniq));

    call.offer();
    REQUIRE(call.sent.size() == 2);
    CHECK(call.code(1) == PppoeCode::Padr);
    CHECK(call.sent[1].to == kAc);
    CHECK(tags_of(call.sent[1].packet).has(PppoeTag::AcCookie, as_bytes("cookie")));
    CHECK(tags_of(call.sent[1].packet).has(PppoeTag::RelaySessionId, as_bytes("relay")));
    CHECK(tags_of(call.sent[1].packet).has(PppoeTag::ServiceName, as_bytes("isp")));

    call.confirm(7);
    REQUIRE(call.session);
    CHECK(call.session->peer == kAc);
    CHECK(call.session->id == 7);
    CHECK(call.session->max_payload == 1492);
    CHECK(call.session->ac_name == "ac");
    CHECK_FALSE(call.client.next_deadline());

    call.client.handle(call.now, PppoeClient::HangUp{make_error(Errc::IdleDisconnected, "idle")});
    call.drain();
    REQUIRE(call.sent.size() == 3);
    CHECK(call.code(2) == PppoeCode::Padt);
    CHECK(parse_pppoe(call.sent[2].packet)->session == 7);
    CHECK(call.ended->code == Errc::IdleDisconnected);
}

TEST_CASE("pppoe client: repeats PADI after 250 ms, doubling, then gives up with 678", "[pppoe]") {
    Call call;
    std::vector<Duration> waits;
    TimePoint before = call.now;
    while (call.client.next_deadline()) {
        call.wait();
        waits.push_back(call.now - std::exchange(before, call.now));
    }

    CHECK(call.sent.size() == PppoeClient::kMaxPadi);
    REQUIRE(waits.size() == PppoeClient::kMaxPadi);
    Duration expected = PppoeClient::kFirstInterval;
    for (const Duration wait : waits) {
        CHECK(wait >= expected);
        CHECK(wait <= expected + expected / PppoeClient::kJitterPart);
        expected = std::min(expected * 2, PppoeClient::kLongestInterval);
    }
    REQUIRE(call.ended);
    CHECK(call.ended->code == Errc::NoAnswer);
}

TEST_CASE(
    "pppoe client: searches anew when PADR stays without answer, and not for ever", "[pppoe]"
) {
    Call call;
    int rounds = 0;
    while (call.client.next_deadline()) {
        if (call.code(call.sent.size() - 1) == PppoeCode::Padi) {
            call.offer();
            ++rounds;
        }
        call.wait();
    }

    CHECK(rounds == static_cast<int>(PppoeClient::kMaxRounds));
    CHECK(call.sent.size() == PppoeClient::kMaxRounds * (1 + PppoeClient::kMaxPadr));
    CHECK(call.ended->code == Errc::NoAnswer);
    CHECK(call.ended->detail.find("\"ac\" did not answer to PADR") != std::string::npos);
}

TEST_CASE("pppoe client: says which offer it did not take", "[pppoe]") {
    struct Row {
        PppoeClient::Settings settings;
        const char* detail;
    };
    const std::vector<Row> rows{
        {{.service = "dsl", .ac_name = {}, .max_payload = 1492, .host_uniq = {}},
         "does not offer service \"dsl\""},
        {{.service = {}, .ac_name = "wanted", .max_payload = 1492, .host_uniq = {}},
         "\"ac\" answered, and not \"wanted\""},
    };
    for (const Row& row : rows) {
        Call call(row.settings);
        call.offer();
        CHECK(call.sent.size() == 1);
        call.wait_for_the_end();
        CHECK(call.ended->code == Errc::NoAnswer);
        CHECK(call.ended->detail.find(row.detail) != std::string::npos);
    }
}

TEST_CASE("pppoe client: takes the second offer when the first does not fit", "[pppoe]") {
    Call call(PppoeClient::Settings{.ac_name = "ac"});
    call.receive(
        PppoeDiscovery(PppoeCode::Pado)
            .tag(PppoeTag::AcName, as_bytes("other"))
            .tag(PppoeTag::HostUniq, kUniq)
            .take(),
        kOther
    );
    call.offer();
    call.confirm();

    CHECK(call.session->peer == kAc);
}

TEST_CASE("pppoe client: an offer without Service-Name serves a call for any service", "[pppoe]") {
    Call call;
    call.receive(PppoeDiscovery(PppoeCode::Pado).tag(PppoeTag::HostUniq, kUniq).take());

    CHECK(call.code(1) == PppoeCode::Padr);
}

TEST_CASE("pppoe client: a refusal is error 651 with the reason that was given", "[pppoe]") {
    struct Row {
        PppoeTag error;
        const char* detail;
    };
    for (const Row& row :
         {Row{PppoeTag::ServiceNameError, "Service-Name-Error: no? way"},
          Row{PppoeTag::AcSystemError, "AC-System-Error: no? way"},
          Row{PppoeTag::GenericError, "Generic-Error: no? way"},
          Row{PppoeTag::VendorSpecific, "it gave no session and no reason"}}) {
        Call call;
        call.offer();
        call.receive(PppoeDiscovery(PppoeCode::Pads)
                         .tag(PppoeTag::HostUniq, kUniq)
                         .tag(row.error, as_bytes("no\n way"))
                         .take());
        REQUIRE(call.ended);
        CHECK(call.ended->code == Errc::FromDevice);
        CHECK(call.ended->detail.find(row.detail) != std::string::npos);
    }
}

TEST_CASE("pppoe client: an offer with an error is told if nothing better comes", "[pppoe]") {
    Call call;
    call.receive(PppoeDiscovery(PppoeCode::Pado)
                     .tag(PppoeTag::HostUniq, kUniq)
                     .tag(PppoeTag::AcSystemError, as_bytes("full"))
                     .take());
    call.wait_for_the_end();

    CHECK(call.sent.size() == PppoeClient::kMaxPadi);
    CHECK(call.ended->detail.find("AC-System-Error: full") != std::string::npos);
}

TEST_CASE("pppoe client: the far end's PADT ends the call with 629", "[pppoe]") {
    Call call;
    call.offer();
    call.confirm(7);
    call.receive(PppoeDiscovery(PppoeCode::Padt, 8).take());
    call.receive(PppoeDiscovery(PppoeCode::Padt, 7).take(), kOther);
    CHECK_FALSE(call.ended);

    call.receive(PppoeDiscovery(PppoeCode::Padt, 7)
                     .tag(PppoeTag::GenericError, as_bytes("maintenance"))
                     .take());

    REQUIRE(call.ended);
    CHECK(call.ended->code == Errc::RemoteDisconnection);
    CHECK(call.ended->detail.find("maintenance") != std::string::npos);
    CHECK(call.sent.size() == 2);  // a PADT is not answered
}

TEST_CASE("pppoe client: what is not for this call changes nothing", "[pppoe]") {
    Call call;
    const auto pado = [](ByteSpan uniq) {
        return PppoeDiscovery(PppoeCode::Pado).tag(PppoeTag::HostUniq, uniq).take();
    };
    call.receive(pado(Bytes{'u', 'n', 'i'}));
    call.receive(PppoeDiscovery(PppoeCode::Pado).take());
    call.receive(pado(kUniq), MacAddress::broadcast());
    call.receive(PppoeDiscovery(PppoeCode::Pado, 3).tag(PppoeTag::HostUniq, kUniq).take());
    call.confirm();
    call.receive({});
    call.receive(Bytes(100, 0xff));
    CHECK(call.sent.size() == 1);

    call.offer();
    call.offer(kOther);
    call.confirm(9, kOther);
    call.confirm(kReservedPppoeSession);
    CHECK(call.sent.size() == 2);
    CHECK_FALSE(call.session);
    CHECK_FALSE(call.ended);
}

TEST_CASE("pppoe client: repeated answers do no harm, a second session is given back", "[pppoe]") {
    Call call;
    call.offer();
    call.confirm(7);
    call.offer();
    call.confirm(7);
    CHECK(call.sent.size() == 2);

    call.confirm(8);

    REQUIRE(call.sent.size() == 3);
    CHECK(call.code(2) == PppoeCode::Padt);
    CHECK(parse_pppoe(call.sent[2].packet)->session == 8);
    CHECK_FALSE(call.ended);
}

TEST_CASE("pppoe client: more than 1492 is agreed on by repeating it (RFC 4638)", "[pppoe]") {
    struct Row {
        std::uint16_t answer;
        std::uint16_t agreed;
    };
    for (const Row& row : {Row{1500, 1500}, Row{0, 1492}, Row{1496, 1492}}) {
        Call call(PppoeClient::Settings{.max_payload = 1500});
        CHECK(max_payload_of(tags_of(call.sent[0].packet)) == 1500);
        call.offer();
        CHECK(max_payload_of(tags_of(call.sent[1].packet)) == 1500);
        PppoeDiscovery pads(PppoeCode::Pads, 7);
        pads.tag(PppoeTag::HostUniq, kUniq);
        if (row.answer != 0) {
            pads.tag_u16(PppoeTag::PppMaxPayload, row.answer);
        }
        call.receive(pads.take());
        REQUIRE(call.session);
        CHECK(call.session->max_payload == row.agreed);
    }
}

TEST_CASE("pppoe client: hanging up during the search sends nothing and ends once", "[pppoe]") {
    Call call;
    call.client.handle(call.now, PppoeClient::HangUp{make_error(Errc::UserDisconnection, "")});
    call.client.handle(call.now, PppoeClient::HangUp{make_error(Errc::UserDisconnection, "")});
    call.drain();

    CHECK(call.ended->code == Errc::UserDisconnection);
    CHECK(call.sent.size() == 1);
    CHECK_FALSE(call.client.next_deadline());
}
