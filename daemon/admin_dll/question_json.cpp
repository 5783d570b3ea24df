// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/admin_dll/question_json.hpp"

#include "client/protocol/connection_json.hpp"
#include "client/protocol/views_json.hpp"

#include <nlohmann/json.hpp>

#include <charconv>

namespace mprd::daemon {
namespace {

using nlohmann::json;
using router::AdminDllAnswered;
using router::GivenAddress;
using router::AdminDllCall;

constexpr std::uint32_t kConnectionLevels = 4;
constexpr std::uint32_t kPortLevels = 2;
constexpr int kHexadecimal = 16;

const char* word_of(AdminDllCall call) {
    switch (call) {
        case AdminDllCall::GetAddresses:
            return "getAddresses";
        case AdminDllCall::Accept:
            return "accept";
        case AdminDllCall::HungUp:
            return "hungUp";
        case AdminDllCall::ReleaseAddresses:
            return "releaseAddresses";
    }
    return "";
}

std::string digits_of(const InterfaceIdentifier& identifier) {
    constexpr const char* kDigits = "0123456789abcdef";
    std::string digits;
    for (const std::uint8_t byte : identifier.bytes) {
        digits += kDigits[byte >> 4U];
        digits += kDigits[byte & 15U];
    }
    return digits;
}

std::optional<InterfaceIdentifier> identifier_of(const std::string& digits) {
    std::uint64_t number = 0;
    const char* const end = digits.data() + digits.size();
    const auto read = std::from_chars(digits.data(), end, number, kHexadecimal);
    if (read.ec != std::errc{} || read.ptr != end) {
        return std::nullopt;
    }
    InterfaceIdentifier identifier;
    for (std::size_t i = identifier.bytes.size(); i-- > 0; number >>= 8U) {
        identifier.bytes[i] = static_cast<std::uint8_t>(number);
    }
    return identifier;
}

/// `member` of the answer, when it is there: false when it is not of the form agreed on.
template <class Address, class Parse>
bool take_address(
    const json& line,
    const char* family,
    const char* member,
    Parse parse,
    std::optional<GivenAddress<Address>>& out
) {
    const auto given = line.find(family);
    if (given == line.end()) {
        return true;
    }
    if (!given->is_object() || !given->value(member, json()).is_string() ||
        !given->value("release", json()).is_boolean()) {
        return false;
    }
    const auto address = parse(given->at(member).get<std::string>());
    if (address) {
        out = GivenAddress<Address>{*address, given->at("release").get<bool>()};
    }
    return address.has_value();
}

}  // namespace

json question_json(const router::AskAdminDll& question) {
    json line = {{"number", question.number}, {"call", word_of(question.call)}};
    if (question.call == AdminDllCall::Accept || question.call == AdminDllCall::HungUp) {
        for (std::uint32_t level = 0; level < kConnectionLevels; ++level) {
            line["connection"].push_back(protocol::to_json(question.connection, level));
        }
        line["connectionEx"] = protocol::to_json_ex(question.connection);
        for (std::uint32_t level = 0; level < kPortLevels; ++level) {
            line["port"].push_back(protocol::to_json(question.port, level));
        }
        return line;
    }
    line["userName"] = question.user_name;
    line["portName"] = question.port_name;
    if (question.ipv4) {
        line["ipv4"] = question.ipv4->to_string();
    }
    if (question.ipv6) {
        line["ipv6"] = digits_of(*question.ipv6);
    }
    return line;
}

AdminDllAnswered answer_of(const json& line, std::uint32_t number) {
    AdminDllAnswered answer;
    answer.number = number;
    const json accepted = line.value("accepted", json(true));
    const bool is_right = accepted.is_boolean() &&
                          take_address(
                              line,
                              "ipv4",
                              "address",
                              [](const std::string& text) { return Ipv4Address::parse(text); },
                              answer.ipv4
                          ) &&
                          take_address(line, "ipv6", "identifier", identifier_of, answer.ipv6);
    if (!is_right) {
        answer.failed = make_error(
            Errc::InvalidData, "the administration DLL's process answered what is no answer"
        );
        return answer;
    }
    answer.accepted = accepted.get<bool>();
    return answer;
}

}  // namespace mprd::daemon
