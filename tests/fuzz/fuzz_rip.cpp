// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/rip/route_update.hpp"
#include "core/rip/udp_datagram.hpp"
#include "platform/crypto/gcrypt_crypto.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <algorithm>

using namespace mprd;       // NOLINT(google-build-using-namespace)
using namespace mprd::rip;  // NOLINT(google-build-using-namespace)

namespace {

constexpr Ipv4Address kLocal{0x0a000001};
constexpr Ipv4Address kPeer{0x0a000002};
constexpr std::uint8_t kRawPacket = 0x80;  // in the first octet: packets come with their IP header

const Crypto& crypto() {
    static const platform::GcryptCrypto instance;
    return instance;
}

/// What was taken can be said again and means the same.
void check_codec(ByteSpan bytes, const Authentication& authentication) {
    const auto packet = Packet::decode(bytes, authentication, crypto());
    if (packet) {
        fuzz::require(packet->entries.size() <= kMaxEntries);
        const auto again = packet->encode(authentication, crypto());
        fuzz::require(*Packet::decode(again, authentication, crypto()) == *packet);
    }
}

Bytes from_neighbour(ByteSpan payload) {
    return UdpDatagram{kPeer, kLocal, kPort, kPort, 1, payload}.encode();
}

/// Packets that each have a length octet in front; the octet after it is how long the line was
/// quiet before, in quarters of a second.
void feed(RouteUpdate& update, ByteSpan input, const Authentication& authentication, bool is_raw) {
    TimePoint now{};
    ByteReader reader(input);
    while (const auto size = reader.u8()) {
        now += std::chrono::milliseconds{250} * reader.u8().value_or(0);
        const auto bytes = *reader.take(std::min<std::size_t>(*size * 4U, reader.remaining()));
        check_codec(bytes, authentication);
        update.handle_timeout(now);
        update.receive(now, is_raw ? Bytes(bytes.begin(), bytes.end()) : from_neighbour(bytes));
        fuzz::require(!update.poll_packet() || !update.poll_packet());
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 1) {
        return 0;
    }
    Authentication authentication;
    authentication.kind = static_cast<Authentication::Kind>(data[0] % 3);
    authentication.key = Secret("s3cret");
    RouteUpdate update(TimePoint{}, {kLocal, kPeer, authentication}, crypto());
    feed(update, ByteSpan(data + 1, size - 1), authentication, (data[0] & kRawPacket) != 0);
    // Whatever came: it ends, and within its limits.
    for (int steps = 0; !update.result(); ++steps) {
        fuzz::require(steps < 8 && update.next_deadline().has_value());
        update.handle_timeout(*update.next_deadline());
    }
    fuzz::require(!update.next_deadline());
    const auto& result = *update.result();
    fuzz::require(!result || result->size() <= RouteUpdate::kMaxRoutes);
    return 0;
}
