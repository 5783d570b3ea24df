// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tunnel/pppoe_client.hpp"
#include "core/tunnel/pppoe_concentrator.hpp"
#include "platform/crypto/gcrypt_crypto.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <algorithm>

using namespace mprd;          // NOLINT(google-build-using-namespace)
using namespace mprd::tunnel;  // NOLINT(google-build-using-namespace)

namespace {

constexpr std::uint32_t kPorts = 8;

/// Both engines hear each packet of the input; the input also says who sends it and how time goes.
/// Packets of one engine reach the other when the input wants it, so that it can have sessions.
struct Lab {
    void drain() {
        int outputs = 0;
        while (auto output = client.poll_output()) {
            fuzz::require(++outputs < 8);
            fuzz::require(!is_over);
            if (auto* send = std::get_if<PppoeClient::Send>(&*output)) {
                fuzz::require(send->packet.size() <= wire::kMaxDiscoverySize);
                to_concentrator = std::move(send->packet);
            } else if (auto* opened = std::get_if<PppoeClient::Opened>(&*output)) {
                fuzz::require(opened->session.id != 0 && opened->session.max_payload >= 1492);
            } else {
                is_over = true;
            }
        }
        while (auto output = concentrator.poll_output()) {
            fuzz::require(++outputs < 64);
            if (auto* send = std::get_if<PppoeConcentrator::Send>(&*output)) {
                fuzz::require(send->packet.size() <= wire::kMaxDiscoverySize);
                to_client = std::move(send->packet);
            } else if (auto* began = std::get_if<PppoeConcentrator::CallBegan>(&*output)) {
                session = began->session.id;
            }
        }
        fuzz::require(concentrator.session_count() <= kPorts);
    }

    void packet(wire::MacAddress from, ByteSpan bytes) {
        client.handle(now, PppoeClient::Received{from, bytes});
        concentrator.handle(now, PppoeConcentrator::Received{from, bytes});
        drain();
    }

    platform::GcryptCrypto crypto;
    SeededRandom random{1};
    TimePoint now{std::chrono::seconds{100}};
    PppoeClient client{
        now, {.service = {}, .ac_name = {}, .max_payload = 1500, .host_uniq = {'u'}}, random};
    PppoeConcentrator concentrator{
        {.ac_name = "ac", .services = {}, .max_payload = 1500, .max_sessions = kPorts},
        crypto,
        random};
    Bytes to_concentrator;
    Bytes to_client;
    std::uint16_t session = 0;
    bool is_over = false;  ///< the client's call
};

void step(Lab& lab, std::uint8_t what, ByteSpan bytes) {
    const wire::MacAddress from{{2, 0, 0, 0, 0, static_cast<std::uint8_t>(what >> 4U)}};
    switch (what & 7U) {
        case 0:
            lab.now += std::chrono::milliseconds{bytes.size() * 40};
            lab.client.handle_timeout(lab.now);
            lab.concentrator.handle_timeout(lab.now);
            break;
        case 1:
            lab.concentrator.handle(lab.now, PppoeConcentrator::PortsFree{kPorts});
            break;
        case 2:
            lab.concentrator.handle(lab.now, PppoeConcentrator::FirstFrame{lab.session});
            break;
        case 3:
            lab.concentrator.handle(lab.now, PppoeConcentrator::HangUp{lab.session});
            break;
        case 4:
            lab.concentrator.handle(
                lab.now, PppoeConcentrator::Received{from, Bytes(lab.to_concentrator)}
            );
            break;
        case 5:
            lab.client.handle(lab.now, PppoeClient::Received{from, Bytes(lab.to_client)});
            break;
        default:
            lab.packet(from, bytes);
    }
    lab.drain();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Lab lab;
    ByteReader reader(ByteSpan(data, size));
    lab.drain();
    while (const auto what = reader.u8()) {
        const auto length = reader.u8().value_or(0);
        step(lab, *what, *reader.take(std::min<std::size_t>(length, reader.remaining())));
    }
    lab.client.handle(lab.now, PppoeClient::HangUp{make_error(Errc::UserDisconnection, "")});
    lab.drain();
    fuzz::require(lab.is_over && !lab.client.next_deadline());
    return 0;
}
