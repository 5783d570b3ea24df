// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/cli/pcapng_writer.hpp"

#include <string_view>
#include <utility>

namespace mprd::cli {
namespace {

// Block types and option codes of draft-ietf-opsawg-pcapng, sections 4.1 to 4.6.
constexpr std::uint32_t kSectionHeader = 0x0a0d0d0a;
constexpr std::uint32_t kInterfaceDescription = 1;
constexpr std::uint32_t kInterfaceStatistics = 5;
constexpr std::uint32_t kEnhancedPacket = 6;
constexpr std::uint16_t kSectionUserApplication = 4;
constexpr std::uint16_t kInterfaceName = 2;
constexpr std::uint16_t kPacketFlags = 2;
constexpr std::uint16_t kPacketDropCount = 4;
constexpr std::uint16_t kStatisticsEndTime = 3;
constexpr std::uint16_t kStatisticsReceived = 4;
constexpr std::uint16_t kStatisticsDropped = 5;

constexpr std::uint32_t kByteOrderMagic = 0x1a2b3c4d;
constexpr std::uint16_t kMajorVersion = 1;
constexpr std::uint16_t kMinorVersion = 0;
constexpr std::uint64_t kUnknownSectionLength = ~std::uint64_t{0};
/// Block type and the length at both ends of a block.
constexpr std::size_t kBlockFrame = 12;

/// The fields and options of one block.
class Block {
public:
    explicit Block(std::uint32_t type) : type_(type) {}

    Block& u16(std::uint16_t value) { return number(value, sizeof value); }
    Block& u32(std::uint32_t value) { return number(value, sizeof value); }
    Block& u64(std::uint64_t value) { return number(value, sizeof value); }
    /// Time stamps and those of options have their upper half first, whatever the byte order.
    Block& time(std::uint64_t value) {
        return u32(static_cast<std::uint32_t>(value >> 32U))
            .u32(static_cast<std::uint32_t>(value & 0xffffffffU));
    }
    /// Padded to four octets.
    Block& octets(ByteSpan value) {
        body_.insert(body_.end(), value.begin(), value.end());
        body_.resize((body_.size() + 3) / 4 * 4);
        return *this;
    }
    Block& option(std::uint16_t code, std::string_view text) {
        return u16(code).u16(static_cast<std::uint16_t>(text.size())).octets(as_bytes(text));
    }
    Block& option_u32(std::uint16_t code, std::uint32_t value) {
        return u16(code).u16(sizeof value).u32(value);
    }
    Block& option_u64(std::uint16_t code, std::uint64_t value) {
        return u16(code).u16(sizeof value).u64(value);
    }
    Block& option_time(std::uint16_t code, std::uint64_t value) {
        return u16(code).u16(sizeof value).time(value);
    }
    Block& end_of_options() { return u32(0); }

    void append_to(Bytes& out) const {
        const auto size = static_cast<std::uint32_t>(kBlockFrame + body_.size());
        Block frame(0);
        frame.u32(type_).u32(size);
        out.insert(out.end(), frame.body_.begin(), frame.body_.end());
        out.insert(out.end(), body_.begin(), body_.end());
        const auto* length = frame.body_.data() + sizeof type_;
        out.insert(out.end(), length, length + sizeof size);
    }

private:
    Block& number(std::uint64_t value, std::size_t size) {
        for (std::size_t i = 0; i < size; ++i) {
            body_.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
        }
        return *this;
    }

    std::uint32_t type_;
    Bytes body_;
};

}  // namespace

PcapngWriter::PcapngWriter(std::string program, std::string interface, std::uint32_t snap_length)
    : program_(std::move(program)), interface_(std::move(interface)), snap_length_(snap_length) {}

Bytes PcapngWriter::begin() const {
    Bytes out;
    Block(kSectionHeader)
        .u32(kByteOrderMagic)
        .u16(kMajorVersion)
        .u16(kMinorVersion)
        .u64(kUnknownSectionLength)
        .option(kSectionUserApplication, program_)
        .end_of_options()
        .append_to(out);
    return out;
}

PcapngWriter::Interface& PcapngWriter::interface_for(Link link, Bytes& out) {
    const auto number = static_cast<std::uint32_t>(interfaces_.size());
    const auto [found, is_new] = interfaces_.try_emplace(link, Interface{number, 0});
    if (is_new) {
        Block(kInterfaceDescription)
            .u16(static_cast<std::uint16_t>(link))
            .u16(0)
            .u32(snap_length_)
            .option(kInterfaceName, interface_)
            .end_of_options()
            .append_to(out);
    }
    return found->second;
}

Bytes PcapngWriter::frame(const Frame& frame) {
    Bytes out;
    Interface& interface = interface_for(frame.link, out);
    ++interface.frames;
    Block block(kEnhancedPacket);
    block.u32(interface.number)
        .time(frame.time_us)
        .u32(static_cast<std::uint32_t>(frame.data.size()))
        .u32(frame.length)
        .octets(frame.data)
        .option_u32(kPacketFlags, static_cast<std::uint32_t>(frame.direction));
    if (frame.lost_before > 0) {
        block.option_u64(kPacketDropCount, frame.lost_before);
    }
    block.end_of_options().append_to(out);
    return out;
}

Bytes PcapngWriter::end(std::uint64_t time_us, std::uint64_t lost) {
    Bytes out;
    if (interfaces_.empty()) {
        interface_for(Link::Ppp, out);  // a file without any has no place for the numbers
    }
    for (const auto& [link, interface] : interfaces_) {
        // Which link the lost frames were of is not known: they stand with the first one.
        const std::uint64_t dropped = interface.number == 0 ? lost : 0;
        Block(kInterfaceStatistics)
            .u32(interface.number)
            .time(time_us)
            .option_time(kStatisticsEndTime, time_us)
            .option_u64(kStatisticsReceived, interface.frames + dropped)
            .option_u64(kStatisticsDropped, dropped)
            .end_of_options()
            .append_to(out);
    }
    return out;
}

}  // namespace mprd::cli
