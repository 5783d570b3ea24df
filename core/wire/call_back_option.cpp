// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/wire/call_back_option.hpp"

#include <algorithm>

namespace mprd::wire {
namespace {

constexpr std::size_t kHeaderSize = 2;  // type and length
constexpr std::size_t kMaxOptionSize = 255;
constexpr std::uint8_t kTelephoneNetwork = 1;

[[nodiscard]] bool is_known(std::uint8_t type) {
    return type >= static_cast<std::uint8_t>(CallBackType::None) &&
           type <= static_cast<std::uint8_t>(CallBackType::NumberList);
}

/// The numbers behind the delay. A last one may lack its zero. False: no number.
[[nodiscard]] bool read_numbers(ByteReader& reader, std::vector<std::string>& numbers) {
    while (const auto network = reader.u8()) {
        std::string number;
        for (auto octet = reader.u8(); octet && *octet != 0; octet = reader.u8()) {
            if (*octet < 0x20 || *octet > 0x7e || number.size() == kMaxCallBackText) {
                return false;
            }
            number += static_cast<char>(*octet);
        }
        if (*network == kTelephoneNetwork && !number.empty()) {
            numbers.push_back(std::move(number));
        }
    }
    return true;
}

}  // namespace

const char* to_string(CallBackType type) {
    switch (type) {
        case CallBackType::None:
            return "no call-back";
        case CallBackType::CallerNumber:
            return "a number that the caller gives";
        case CallBackType::RouterNumber:
            return "the number that is set for the caller";
        case CallBackType::NumberList:
            return "a number of a list";
    }
    return "unknown";
}

std::optional<std::vector<CallBackOption>> parse_call_back_options(ByteSpan data) {
    std::vector<CallBackOption> options;
    ByteReader reader(data);
    while (const auto type = reader.u8()) {
        const auto size = reader.u8();
        const auto value =
            size && *size >= kHeaderSize ? reader.take(*size - kHeaderSize) : std::nullopt;
        if (!value) {
            return std::nullopt;
        }
        if (!is_known(*type)) {
            continue;
        }
        CallBackOption option;
        option.type = static_cast<CallBackType>(*type);
        ByteReader inside(*value);
        option.delay_seconds = inside.u8().value_or(0);
        if (!read_numbers(inside, option.numbers)) {
            return std::nullopt;
        }
        options.push_back(std::move(option));
    }
    return options;
}

void write_call_back_option(Bytes& out, const CallBackOption& option) {
    Bytes value;
    if (option.type != CallBackType::None) {
        ByteWriter writer(value);
        writer.u8(option.delay_seconds);
        for (const std::string& number : option.numbers) {
            constexpr std::size_t kAround = 2;  // the network before, the zero behind
            if (kHeaderSize + value.size() + number.size() + kAround <= kMaxOptionSize) {
                writer.u8(kTelephoneNetwork).bytes(as_bytes(number)).u8(0);
            }
        }
    }
    ByteWriter(out)
        .u8(static_cast<std::uint8_t>(option.type))
        .u8(static_cast<std::uint8_t>(kHeaderSize + value.size()))
        .bytes(value);
}

}  // namespace mprd::wire
