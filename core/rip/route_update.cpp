// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/rip/route_update.hpp"

#include "core/rip/udp_datagram.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace mprd::rip {
namespace {

constexpr std::uint16_t kFamilyIp = 2;

/// nullopt for what no route can go to: a mask with holes, host bits, the default route, 0/8,
/// 127/8, multicast and reserved addresses.
std::optional<IpPrefix> destination_of(const Entry& entry) {
    const auto length = static_cast<std::uint8_t>(std::countl_one(entry.mask));
    const std::uint32_t mask = length == 0 ? 0U : ~std::uint32_t{0} << (32U - length);
    const std::uint32_t top = entry.address.value >> 24U;
    if (entry.family != kFamilyIp || length == 0 || mask != entry.mask ||
        (entry.address.value & ~mask) != 0 || top == 0 || top == 127 || top >= 224) {
        return std::nullopt;
    }
    return IpPrefix{IpAddress::from(entry.address), length};
}

}  // namespace

RouteUpdate::RouteUpdate(TimePoint now, Settings settings, const Crypto& crypto)
    : settings_(std::move(settings)), crypto_(&crypto), limit_(now + kLimit), next_(now) {
    ask(now);
}

void RouteUpdate::ask(TimePoint now) {
    ++asked_;
    next_ = now + kAskAgain;
    // RFC 2082 section 3.2.1: never less than that of an earlier packet, of an earlier update too.
    settings_.authentication.sequence = static_cast<std::uint32_t>(
        std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count()
    );
    const Bytes request = Packet::whole_table().encode(settings_.authentication, *crypto_);
    UdpDatagram datagram;
    datagram.source = settings_.local;
    datagram.destination = kAllRouters;
    datagram.source_port = kPort;
    datagram.destination_port = kPort;
    datagram.payload = request;
    out_ = datagram.encode();
}

std::optional<Bytes> RouteUpdate::poll_packet() {
    return std::exchange(out_, std::nullopt);
}

std::optional<TimePoint> RouteUpdate::next_deadline() const {
    return result_ ? std::nullopt : std::optional(std::min(next_, limit_));
}

void RouteUpdate::receive(TimePoint now, ByteSpan packet) {
    const auto datagram = UdpDatagram::parse(packet);
    if (result_ || !datagram || datagram->source != settings_.peer ||
        datagram->source_port != kPort || datagram->destination_port != kPort ||
        (datagram->destination != settings_.local && datagram->destination != kAllRouters)) {
        return;
    }
    const auto message = Packet::decode(datagram->payload, settings_.authentication, *crypto_);
    if (!message) {
        refused_ = message.error();
        return;
    }
    if (message->command != Packet::Command::Response) {
        return;  // he asks us: we announce nothing
    }
    has_answer_ = true;
    next_ = now + kQuiet;
    for (const Entry& entry : message->entries) {
        take(entry);
    }
    if (routes_.size() > kMaxRoutes) {
        result_ = make_error(
            Errc::NotEnoughMemory,
            "the neighbour announces more than " + std::to_string(kMaxRoutes) +
                " routes: summarise them there"
        );
    }
}

void RouteUpdate::take(const Entry& entry) {
    const auto destination = destination_of(entry);
    if (!destination || entry.metric == 0 || entry.metric + 1 >= kInfinity ||
        entry.metric >= kInfinity || routes_.size() > kMaxRoutes) {
        if (destination && entry.metric >= kInfinity) {
            routes_.erase(*destination);  // it has become unreachable meanwhile
        }
        return;
    }
    routes_[*destination] = entry.metric + 1;  // the link itself counts one
}

void RouteUpdate::handle_timeout(TimePoint now) {
    if (result_ || now < *next_deadline()) {
        return;
    }
    if (now >= limit_) {
        result_ = make_error(Errc::RequestTimeout, "the neighbour's answer has no end");
    } else if (has_answer_) {
        finish();
    } else if (asked_ < kRequests) {
        ask(now);
    } else if (refused_) {
        result_ = *refused_;
    } else {
        result_ = make_error(
            Errc::RequestTimeout,
            "the neighbour does not answer: it must run RIP version 2 on this link, with the same "
            "authentication"
        );
    }
}

void RouteUpdate::finish() {
    std::vector<Route> routes;
    for (const auto& [destination, metric] : routes_) {
        routes.push_back(Route{destination, metric, true, RouteOrigin::AutoStatic});
    }
    result_ = std::move(routes);
}

}  // namespace mprd::rip
