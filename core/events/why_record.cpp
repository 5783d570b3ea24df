// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/events/why_record.hpp"

namespace mprd::events {
namespace {

[[nodiscard]] std::string trigger_text(
    DialTrigger trigger, const std::optional<PacketSummary>& packet
) {
    return packet ? packet->to_string() : std::string(to_string(trigger));
}

[[nodiscard]] std::string text_of(const WhyDialled& why) {
    return "dialled for " + trigger_text(why.trigger, why.packet);
}
[[nodiscard]] std::string text_of(const WhyRefused& why) {
    return "refused " + trigger_text(why.trigger, why.packet) + ": " + why.rule + " (" +
           std::to_string(to_code(why.code)) + ")";
}
[[nodiscard]] std::string text_of(const WhyHungUp& why) {
    return "hung up: " + std::string(symbol_of(why.cause)) + " after " +
           seconds_text(why.connected) + ", last packet " + seconds_text(why.since_activity) +
           " before, " + std::to_string(why.bytes_sent) + " bytes sent, " +
           std::to_string(why.bytes_received) + " received";
}

}  // namespace

std::string seconds_text(Duration duration) {
    return std::to_string(std::chrono::duration_cast<std::chrono::seconds>(duration).count()) +
           " s";
}

const char* to_string(DialTrigger trigger) {
    switch (trigger) {
        case DialTrigger::Packet:
            return "packet";
        case DialTrigger::Administrator:
            return "administrator";
        case DialTrigger::Persistent:
            return "persistent";
        case DialTrigger::LinkFailure:
            return "linkFailure";
        case DialTrigger::IncomingCall:
            return "incomingCall";
    }
    return "unknown";
}

std::string WhyRecord::to_string() const {
    return interface_name + ": " + std::visit([](const auto& why) { return text_of(why); }, what);
}

}  // namespace mprd::events
