// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/wire/options.hpp"

#include <algorithm>

namespace mprd::wire {

std::optional<std::vector<Option>> parse_options(ByteSpan data) {
    constexpr std::size_t kUsualCount = 8;
    std::vector<Option> options;
    options.reserve(std::min(data.size() / kOptionHeaderSize, kUsualCount));
    ByteReader reader(data);
    while (reader.remaining() > 0) {
        const auto type = reader.u8();
        const auto length = reader.u8();
        if (!length || *length < kOptionHeaderSize) {
            return std::nullopt;
        }
        const auto value = reader.take(*length - kOptionHeaderSize);
        if (!value) {
            return std::nullopt;
        }
        options.push_back(Option{*type, *value});
    }
    return options;
}

OptionWriter& OptionWriter::u16(std::uint8_t type, std::uint16_t number) {
    ByteWriter(*out_).u8(type).u8(kOptionHeaderSize + 2).u16(number);
    return *this;
}

OptionWriter& OptionWriter::u32(std::uint8_t type, std::uint32_t number) {
    ByteWriter(*out_).u8(type).u8(kOptionHeaderSize + 4).u32(number);
    return *this;
}

OptionWriter& OptionWriter::value(std::uint8_t type, ByteSpan bytes) {
    const auto length = static_cast<std::uint8_t>(kOptionHeaderSize + bytes.size());
    ByteWriter(*out_).u8(type).u8(length).bytes(bytes);
    return *this;
}

std::optional<std::uint16_t> option_u16(const Option& option) {
    return option.value.size() == 2 ? ByteReader(option.value).u16() : std::nullopt;
}

std::optional<std::uint32_t> option_u32(const Option& option) {
    return option.value.size() == 4 ? ByteReader(option.value).u32() : std::nullopt;
}

}  // namespace mprd::wire
