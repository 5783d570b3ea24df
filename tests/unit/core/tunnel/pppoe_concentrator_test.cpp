// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tunnel/pppoe_concentrator.hpp"

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

constexpr MacAddress station(std::uint8_t number) {
    return {{2, 0, 0, 0, 1, number}};
}

/// An access concentrator with ten free ports, and what it did since the last look.
struct Lab {
    explicit Lab(PppoeConcentrator::Settings settings = {.ac_name = "ac"})
        : concentrator(std::move(settings), kCrypto, random) {
        concentrator.handle(now, PppoeConcentrator::PortsFree{10});
    }

    void drain() {
        while (auto output = concentrator.poll_output()) {
            if (auto* send = std::get_if<PppoeConcentrator::Send>(&*output)) {
                sent.push_back(std::move(*send));
            } else if (auto* began = std::get_if<PppoeConcentrator::CallBegan>(&*output)) {
                calls.push_back(began->session);
            } else {
                ends.push_back(std::get<PppoeConcentrator::CallEnded>(*output));
            }
        }
    }
    /// What it answers to this packet; nothing if it does not.
    std::optional<Bytes> ask(const Bytes& packet, MacAddress from) {
        sent.clear();
        concentrator.handle(now, PppoeConcentrator::Received{from, packet});
        drain();
        CHECK(sent.size() <= 1);
        if (sent.empty()) {
            return std::nullopt;
        }
        CHECK(sent[0].to == from);
        return sent[0].packet;
    }
    Bytes cookie_of(MacAddress from) {
        const auto pado = ask(padi().take(), from);
        REQUIRE(pado);
        const ByteSpan cookie = *tags_of(*pado).find(PppoeTag::AcCookie);
        return {cookie.begin(), cookie.end()};
    }
    static PppoeDiscovery padi(std::string_view service = "") {
        return std::move(
            PppoeDiscovery(PppoeCode::Padi).tag(PppoeTag::ServiceName, as_bytes(service))
        );
    }
    static PppoeDiscovery padr(
        const Bytes& cookie, std::string_view uniq = "", std::string_view service = ""
    ) {
        PppoeDiscovery packet(PppoeCode::Padr);
        packet.tag(PppoeTag::ServiceName, as_bytes(service)).tag(PppoeTag::AcCookie, cookie);
        if (!uniq.empty()) {
            packet.tag(PppoeTag::HostUniq, as_bytes(uniq));
        }
        return packet;
    }
    /// The id of a new session, 0 if it is refused.
    std::uint16_t call(MacAddress from, std::string_view uniq = "") {
        const auto pads = ask(padr(cookie_of(from), uniq).take(), from);
        REQUIRE(pads);
        CHECK(parse_pppoe(*pads)->code == PppoeCode::Pads);
        return parse_pppoe(*pads)->session;
    }
    void pass(Duration time) {
        now += time;
        concentrator.handle_timeout(now);
        drain();
    }

    TimePoint now{100s};
    SeededRandom random{1};
    PppoeConcentrator concentrator;
    std::vector<PppoeConcentrator::Send> sent;
    std::vector<PppoeSession> calls;
    std::vector<PppoeConcentrator::CallEnded> ends;
};

}  // namespace

TEST_CASE("pppoe concentrator: offers, confirms and repeats the caller's tags", "[pppoe]") {
    Lab lab({.ac_name = "ac", .services = {"isp", "voice"}, .max_payload = 1500});
    const MacAddress caller = station(1);
    const auto pado = lab.ask(
        Lab::padi("isp")
            .tag(PppoeTag::HostUniq, as_bytes("u"))
            .tag(PppoeTag::RelaySessionId, as_bytes("r"))
            .tag_u16(PppoeTag::PppMaxPayload, 1500)
            .take(),
        caller
    );
    REQUIRE(pado);
    CHECK(parse_pppoe(*pado)->code == PppoeCode::Pado);
    const PppoeTags offer = tags_of(*pado);
    CHECK(offer.has(PppoeTag::AcName, as_bytes("ac")));
    CHECK(offer.has(PppoeTag::ServiceName, as_bytes("isp")));
    CHECK(offer.has(PppoeTag::ServiceName, as_bytes("voice")));
    CHECK(offer.has(PppoeTag::HostUniq, as_bytes("u")));
    CHECK(offer.has(PppoeTag::RelaySessionId, as_bytes("r")));
    CHECK(max_payload_of(offer) == 1500);
    CHECK(lab.concentrator.session_count() == 0);

    const ByteSpan cookie = *offer.find(PppoeTag::AcCookie);
    const auto pads = lab.ask(
        Lab::padr(Bytes(cookie.begin(), cookie.end()), "u", "isp")
            .tag(PppoeTag::RelaySessionId, as_bytes("r"))
            .tag_u16(PppoeTag::PppMaxPayload, 1500)
            .take(),
        caller
    );
    REQUIRE(pads);
    REQUIRE(lab.calls.size() == 1);
    CHECK(parse_pppoe(*pads)->session == lab.calls[0].id);
    CHECK(lab.calls[0].id != 0);
    CHECK(lab.calls[0].peer == caller);
    CHECK(lab.calls[0].service == "isp");
    CHECK(lab.calls[0].max_payload == 1500);
    CHECK(tags_of(*pads).has(PppoeTag::RelaySessionId, as_bytes("r")));
    CHECK(tags_of(*pads).has(PppoeTag::HostUniq, as_bytes("u")));
    CHECK(max_payload_of(tags_of(*pads)) == 1500);
}

TEST_CASE("pppoe concentrator: does not answer to PADI when it cannot serve", "[pppoe]") {
    Lab lab({.ac_name = "ac", .services = {"isp"}});
    CHECK(lab.ask(Lab::padi("").take(), station(1)));
    CHECK(lab.ask(Lab::padi("isp").take(), station(1)));
    CHECK_FALSE(lab.ask(Lab::padi("dsl").take(), station(1)));
    CHECK_FALSE(lab.ask(PppoeDiscovery(PppoeCode::Padi).take(), station(1)));
    CHECK_FALSE(lab.ask(Lab::padi("").take(), MacAddress::broadcast()));

    lab.concentrator.handle(lab.now, PppoeConcentrator::PortsFree{0});
    CHECK_FALSE(lab.ask(Lab::padi("").take(), station(1)));
}

TEST_CASE("pppoe concentrator: without names every service is offered", "[pppoe]") {
    Lab lab;
    const auto pado = lab.ask(Lab::padi("anything").take(), station(1));
    REQUIRE(pado);
    CHECK(tags_of(*pado).has(PppoeTag::ServiceName, as_bytes("anything")));
}

TEST_CASE("pppoe concentrator: a session needs the cookie of its own address", "[pppoe]") {
    Lab lab;
    const Bytes cookie = lab.cookie_of(station(1));
    Bytes wrong = cookie;
    wrong.back() ^= 1U;

    CHECK_FALSE(lab.ask(Lab::padr(cookie).take(), station(2)));
    CHECK_FALSE(lab.ask(Lab::padr(wrong).take(), station(1)));
    CHECK_FALSE(lab.ask(Lab::padr({}).take(), station(1)));
    CHECK_FALSE(
        lab.ask(PppoeDiscovery(PppoeCode::Padr).tag(PppoeTag::ServiceName, {}).take(), station(1))
    );
    CHECK(lab.concentrator.session_count() == 0);
    CHECK(lab.ask(Lab::padr(cookie).take(), station(1)));
    CHECK(lab.calls.size() == 1);
}

TEST_CASE("pppoe concentrator: a cookie grows old", "[pppoe]") {
    Lab lab;
    const Bytes cookie = lab.cookie_of(station(1));

    lab.pass(PppoeConcentrator::kCookieLife);
    CHECK(lab.ask(Lab::padr(cookie).take(), station(1)));
    lab.pass(PppoeConcentrator::kCookieLife);
    CHECK_FALSE(lab.ask(Lab::padr(cookie).take(), station(1)));
}

TEST_CASE("pppoe concentrator: a flood of PADI leaves no trace", "[pppoe]") {
    Lab lab;
    const std::uint16_t before = lab.call(station(1), "u");
    for (int i = 0; i < 10000; ++i) {
        const MacAddress from{
            {2, 1, 0, 0, static_cast<std::uint8_t>(i / 256), static_cast<std::uint8_t>(i % 256)}};
        CHECK(lab.ask(Lab::padi().take(), from));
    }

    CHECK(lab.concentrator.session_count() == 1);
    CHECK(lab.ends.empty());
    CHECK(lab.call(station(2)) != before);
}

TEST_CASE("pppoe concentrator: a repeated PADR gets the same session", "[pppoe]") {
    Lab lab;
    const MacAddress caller = station(1);
    const Bytes padr = Lab::padr(lab.cookie_of(caller), "u").take();
    const auto first = lab.ask(padr, caller);
    CHECK(lab.ask(padr, caller) == first);
    lab.concentrator.handle(lab.now, PppoeConcentrator::FirstFrame{parse_pppoe(*first)->session});
    CHECK(lab.ask(padr, caller) == first);
    CHECK(lab.calls.size() == 1);

    SECTION("but a later call with the same Host-Uniq is a new one") {
        lab.pass(PppoeConcentrator::kRepetitionLimit + 1s);
        const std::uint16_t other = lab.call(caller, "u");
        CHECK(other != lab.calls[0].id);
        CHECK(lab.calls.size() == 2);
    }
    SECTION("and another Host-Uniq is another call") {
        const std::uint16_t other = lab.call(caller, "v");
        CHECK(other != lab.calls[0].id);
        CHECK(lab.calls.size() == 2);
    }
}

TEST_CASE("pppoe concentrator: without Host-Uniq one call at a time can be set up", "[pppoe]") {
    Lab lab;
    const std::uint16_t first = lab.call(station(1));
    CHECK(lab.call(station(1)) == first);

    lab.concentrator.handle(lab.now, PppoeConcentrator::FirstFrame{first});
    CHECK(lab.call(station(1)) != first);
    CHECK(lab.concentrator.session_count() == 2);
}

TEST_CASE("pppoe concentrator: refuses with the reason in PADS", "[pppoe]") {
    Lab lab({.ac_name = "ac", .services = {"isp"}, .max_sessions = 3, .max_sessions_per_peer = 2});
    const auto refusal = [&](MacAddress from, std::string_view service, PppoeTag expected) {
        const auto pads = lab.ask(Lab::padr(lab.cookie_of(from), "new", service).take(), from);
        REQUIRE(pads);
        CHECK(parse_pppoe(*pads)->session == 0);
        CHECK(tags_of(*pads).has(PppoeTag::HostUniq, as_bytes("new")));
        return tags_of(*pads).find(expected).has_value();
    };

    CHECK(refusal(station(1), "dsl", PppoeTag::ServiceNameError));
    CHECK(lab.call(station(1), "a") != 0);
    CHECK(lab.call(station(1), "b") != 0);
    CHECK(refusal(station(1), "isp", PppoeTag::AcSystemError));
    CHECK(lab.call(station(2), "a") != 0);
    CHECK(refusal(station(3), "isp", PppoeTag::AcSystemError));

    const Bytes cookie = lab.cookie_of(station(3));
    lab.concentrator.handle(lab.now, PppoeConcentrator::PortsFree{0});
    const auto pads = lab.ask(Lab::padr(cookie).take(), station(3));
    CHECK(tags_of(*pads).find(PppoeTag::AcSystemError));
    CHECK(lab.calls.size() == 3);
}

TEST_CASE("pppoe concentrator: a caller who says nothing is cut off with 721", "[pppoe]") {
    Lab lab;
    const std::uint16_t silent = lab.call(station(1));
    const std::uint16_t talks = lab.call(station(2));
    lab.concentrator.handle(lab.now, PppoeConcentrator::FirstFrame{talks});
    lab.sent.clear();
    CHECK(lab.concentrator.next_deadline() == lab.now + PppoeConcentrator::kHalfOpenLimit);

    lab.pass(PppoeConcentrator::kHalfOpenLimit);

    REQUIRE(lab.ends.size() == 1);
    CHECK(lab.ends[0].session == silent);
    CHECK(lab.ends[0].error.code == Errc::PppNoResponse);
    REQUIRE(lab.sent.size() == 1);
    CHECK(parse_pppoe(lab.sent[0].packet)->code == PppoeCode::Padt);
    CHECK(lab.concentrator.session_count() == 1);
    CHECK_FALSE(lab.concentrator.next_deadline());
}

TEST_CASE("pppoe concentrator: PADT of the caller ends his session only", "[pppoe]") {
    Lab lab;
    const std::uint16_t first = lab.call(station(1));
    const std::uint16_t second = lab.call(station(2));
    const auto padt = [](std::uint16_t id) { return PppoeDiscovery(PppoeCode::Padt, id).take(); };

    CHECK_FALSE(lab.ask(padt(second), station(1)));
    CHECK_FALSE(lab.ask(padt(0), station(1)));
    CHECK(lab.ends.empty());
    CHECK_FALSE(lab.ask(padt(first), station(1)));
    CHECK_FALSE(lab.ask(padt(first), station(1)));

    REQUIRE(lab.ends.size() == 1);
    CHECK(lab.ends[0].session == first);
    CHECK(lab.ends[0].error.code == Errc::RemoteDisconnection);
    CHECK(lab.concentrator.session_count() == 1);
}

TEST_CASE("pppoe concentrator: hanging up sends PADT with the relay's tag", "[pppoe]") {
    Lab lab;
    const MacAddress caller = station(1);
    static_cast<void>(lab.ask(
        Lab::padr(lab.cookie_of(caller), "u").tag(PppoeTag::RelaySessionId, as_bytes("r")).take(),
        caller
    ));
    lab.sent.clear();

    lab.concentrator.handle(lab.now, PppoeConcentrator::HangUp{lab.calls[0].id});
    lab.concentrator.handle(lab.now, PppoeConcentrator::HangUp{lab.calls[0].id});
    lab.drain();

    REQUIRE(lab.sent.size() == 1);
    CHECK(lab.sent[0].to == caller);
    CHECK(parse_pppoe(lab.sent[0].packet)->session == lab.calls[0].id);
    CHECK(tags_of(lab.sent[0].packet).has(PppoeTag::RelaySessionId, as_bytes("r")));
    CHECK(lab.ends.empty());
}

TEST_CASE("pppoe concentrator: a larger payload than it can carry is not agreed on", "[pppoe]") {
    for (const std::uint16_t ours : std::vector<std::uint16_t>{1492, 1496}) {
        Lab lab({.ac_name = "ac", .services = {}, .max_payload = ours});
        const auto pads = lab.ask(
            Lab::padr(lab.cookie_of(station(1))).tag_u16(PppoeTag::PppMaxPayload, 1500).take(),
            station(1)
        );
        CHECK_FALSE(max_payload_of(tags_of(*pads)));
        CHECK(lab.calls.at(0).max_payload == 1492);
    }
}

TEST_CASE("pppoe concentrator: callers that come and go leave nothing behind", "[pppoe]") {
    Lab lab;
    static_cast<void>(lab.call(station(9)));  // half open in front of all that follow
    for (int i = 0; i < 70000; ++i) {         // more than there are session ids
        lab.concentrator.handle(lab.now, PppoeConcentrator::PortsFree{10});
        const std::uint16_t id = lab.call(station(1), "u");
        REQUIRE(id != 0);
        REQUIRE(id != kReservedPppoeSession);
        static_cast<void>(lab.ask(PppoeDiscovery(PppoeCode::Padt, id).take(), station(1)));
        lab.calls.clear();
        lab.ends.clear();
    }
    CHECK(lab.concentrator.session_count() == 1);
}
