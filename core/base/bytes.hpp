// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace mprd {

/// Octets that are owned, and octets that somebody else owns.
using Bytes = std::vector<std::uint8_t>;
using ByteSpan = std::span<const std::uint8_t>;

/// The same memory as octets, or as text; nothing is copied or checked.
[[nodiscard]] inline ByteSpan as_bytes(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
[[nodiscard]] inline std::string_view as_text(ByteSpan bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Reads big-endian (network order) fields off the front of a span. A read past the end gives
/// nothing and leaves the reader where it was, so that a decoder cannot run over its input.
class ByteReader {
public:
    /// The octets must outlive the reader.
    explicit ByteReader(ByteSpan bytes) : rest_(bytes) {}

    /// Octets that were not read yet.
    [[nodiscard]] std::size_t remaining() const { return rest_.size(); }
    [[nodiscard]] ByteSpan rest() const { return rest_; }

    [[nodiscard]] std::optional<std::uint8_t> u8() {
        const auto field = take(1);
        return field ? std::optional<std::uint8_t>{(*field)[0]} : std::nullopt;
    }
    [[nodiscard]] std::optional<std::uint16_t> u16() {
        const auto field = take(2);
        if (!field) {
            return std::nullopt;
        }
        return static_cast<std::uint16_t>(((*field)[0] << 8U) | (*field)[1]);
    }
    [[nodiscard]] std::optional<std::uint32_t> u32() {
        const auto field = take(4);
        if (!field) {
            return std::nullopt;
        }
        const ByteSpan b = *field;
        return (std::uint32_t{b[0]} << 24U) | (std::uint32_t{b[1]} << 16U) |
               (std::uint32_t{b[2]} << 8U) | b[3];
    }
    /// The next `size` bytes, valid as long as the input.
    [[nodiscard]] std::optional<ByteSpan> take(std::size_t size) {
        if (size > rest_.size()) {
            return std::nullopt;
        }
        const ByteSpan field = rest_.first(size);
        rest_ = rest_.subspan(size);
        return field;
    }

private:
    ByteSpan rest_;
};

/// Appends big-endian fields to a buffer that the caller owns.
class ByteWriter {
public:
    /// `out` must outlive the writer.
    explicit ByteWriter(Bytes& out) : out_(&out) {
        if (out.capacity() == 0) {
            out.reserve(kUsualSize);
        }
    }

    ByteWriter& u8(std::uint8_t value) {
        out_->push_back(value);
        return *this;
    }
    ByteWriter& u16(std::uint16_t value) {
        return bytes(std::array{
            static_cast<std::uint8_t>(value >> 8U), static_cast<std::uint8_t>(value & 0xffU)});
    }
    ByteWriter& u32(std::uint32_t value) {
        return u16(static_cast<std::uint16_t>(value >> 16U))
            .u16(static_cast<std::uint16_t>(value & 0xffffU));
    }
    ByteWriter& bytes(ByteSpan value) {
        out_->insert(out_->end(), value.begin(), value.end());
        return *this;
    }

private:
    /// Most of what is written is no longer, and needs one allocation then.
    static constexpr std::size_t kUsualSize = 64;

    Bytes* out_;
};

}  // namespace mprd
