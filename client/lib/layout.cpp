// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/lib/layout.hpp"

#include "core/base/ip_address.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mprd::lib {
namespace {

constexpr std::uint32_t kCpRejected = 733;
constexpr std::uint32_t kNever = 0xffffffff;
constexpr std::size_t kBlockAlignment = 16;

/// ROUTER_INTERFACE_TYPE in the order of its numbers.
constexpr std::array<const char*, 8> kTypeWords{
    "client",
    "homeRouter",
    "fullRouter",
    "dedicated",
    "internal",
    "loopback",
    "tunnel1",
    "dialOut"};

struct AuthNumbers {
    std::string_view word;
    std::uint32_t protocol;
    std::uint32_t data;
};
constexpr std::array kAuthNumbers{
    AuthNumbers{"pap", 0xc023, 0},
    AuthNumbers{"chap-md5", 0xc223, 0x05},
    AuthNumbers{"mschapv2", 0xc223, 0x81},
};

[[nodiscard]] std::uint32_t as_number(const json* value) {
    if (value == nullptr) {
        return 0;
    }
    if (value->is_boolean()) {
        return value->get<bool>() ? 1 : 0;
    }
    if (value->is_number_unsigned()) {
        return static_cast<std::uint32_t>(
            std::min<std::uint64_t>(value->get<std::uint64_t>(), 0xffffffff)
        );
    }
    return 0;
}

[[nodiscard]] std::string as_text(const json* value) {
    return value != nullptr && value->is_string() ? value->get<std::string>() : "";
}

[[nodiscard]] AuthNumbers auth_numbers(const json* value) {
    const std::string word = as_text(value);
    for (const AuthNumbers& row : kAuthNumbers) {
        if (row.word == word) {
            return row;
        }
    }
    return {};
}

[[nodiscard]] std::array<std::uint8_t, 16> guid_bytes(const std::string& text) {
    std::array<std::uint8_t, 16> bytes{};
    const auto digit = [](char c) {
        return static_cast<std::uint8_t>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    };
    for (std::size_t i = 0; text.size() == 32 && i < bytes.size(); ++i) {
        bytes[i] = static_cast<std::uint8_t>(digit(text[2 * i]) * 16 + digit(text[2 * i + 1]));
    }
    return bytes;
}

[[nodiscard]] std::uint32_t idle_number(const json* value) {
    const std::string word = as_text(value);
    return word == "never" ? kNever : word == "default" ? 0 : as_number(value);
}

/// Collects structures and what they point to, then makes one block of all.
class BlockBuilder {
public:
    BlockBuilder(const Layout& layout, std::size_t count)
        : layout_(&layout), bytes_(layout.size * count, '\0') {}

    void add(std::size_t index, const json& value) {
        base_ = index * layout_->size;
        for (const Field& field : layout_->fields) {
            write(field, field.source[0] == '\0' ? nullptr : locate(value, field.source));
        }
    }

    [[nodiscard]] std::size_t size() const { return bytes_.size(); }

    [[nodiscard]] void* finish(Family family) const {
        auto* block = static_cast<char*>(
            BufferPool::instance().allocate(std::max(bytes_.size(), kBlockAlignment), family)
        );
        std::memcpy(block, bytes_.data(), bytes_.size());
        for (const auto& [at, target] : pointers_) {
            char* pointer = block + target;
            std::memcpy(block + at, &pointer, sizeof pointer);
        }
        return block;
    }

private:
    void write(const Field& field, const json* value) {
        switch (field.kind) {
            case Kind::Number:
            case Kind::Boolean:
                return put_number(field, as_number(value));
            case Kind::Handle:
                return put(field, std::uintptr_t{as_number(value)});
            case Kind::Text:
                return put_bytes(field, to_units(as_text(value), field.capacity, layout_->unit));
            case Kind::TextList:
                return put_list(field, value);
            case Kind::Ipv4:
                if (const auto address = Ipv4Address::parse(as_text(value))) {
                    put_number(field, network_order(address->value));
                }
                return;
            case Kind::Ipv6:
                if (const auto address = Ipv6Address::parse(as_text(value))) {
                    put(field, address->bytes);
                }
                return;
            case Kind::Identifier:
                if (const auto address = Ipv6Address::parse(as_text(value))) {
                    std::array<std::uint8_t, 8> low{};
                    std::copy_n(address->bytes.begin() + 8, low.size(), low.begin());
                    put(field, low);
                }
                return;
            case Kind::Guid:
                return put(field, guid_bytes(as_text(value)));
            case Kind::Octets:
                return put_octets(field, as_text(value));
            case Kind::IdleTime:
                return put_number(field, idle_number(value));
            case Kind::Count:
                return put_number(
                    field, value == nullptr ? 0 : static_cast<std::uint32_t>(value->size())
                );
            case Kind::Constant:
                return put_number(field, field.capacity);
            case Kind::Negotiated:
                return put_number(field, value != nullptr && !value->is_null() ? 0 : kCpRejected);
            case Kind::AuthProtocol:
                return put_number(field, auth_numbers(value).protocol);
            case Kind::AuthData:
                return put_number(field, auth_numbers(value).data);
            case Kind::Bit:
                return add_bit(field, as_number(value) != 0);
            case Kind::Type:  // its number is another member of the answer
            case Kind::MustBeNull:
                return;
        }
    }

    [[nodiscard]] static std::uint32_t network_order(std::uint32_t number) {
        const std::array<std::uint8_t, 4> bytes{
            static_cast<std::uint8_t>(number >> 24U),
            static_cast<std::uint8_t>(number >> 16U),
            static_cast<std::uint8_t>(number >> 8U),
            static_cast<std::uint8_t>(number)};
        std::uint32_t value = 0;
        std::memcpy(&value, bytes.data(), sizeof value);
        return value;
    }

    template <class T>
    void put(const Field& field, const T& value) {
        std::memcpy(bytes_.data() + base_ + field.offset, &value, sizeof value);
    }
    void put_number(const Field& field, std::uint32_t value) { put(field, value); }
    void put_bytes(const Field& field, const std::string& bytes) {
        std::memcpy(bytes_.data() + base_ + field.offset, bytes.data(), bytes.size());
    }
    void put_octets(const Field& field, const std::string& digits) {
        if (digits.size() == std::size_t{field.capacity} * 2) {
            std::string bytes;
            for (std::size_t i = 0; i < digits.size(); i += 2) {
                bytes += static_cast<char>(std::stoul(digits.substr(i, 2), nullptr, 16));
            }
            put_bytes(field, bytes);
        }
    }
    void add_bit(const Field& field, bool on) {
        std::uint32_t value = 0;
        std::memcpy(&value, bytes_.data() + base_ + field.offset, sizeof value);
        put_number(field, on ? value | field.capacity : value);
    }

    void put_list(const Field& field, const json* value) {
        if (value == nullptr || !value->is_array() || value->empty()) {
            return;
        }
        bytes_.resize((bytes_.size() + kBlockAlignment - 1) / kBlockAlignment * kBlockAlignment);
        pointers_.emplace_back(base_ + field.offset, bytes_.size());
        for (const json& text : *value) {
            bytes_ += to_units(as_text(&text), kLongestText, layout_->unit);
        }
        bytes_ += to_units("", 1, layout_->unit);
    }

    const Layout* layout_;
    std::string bytes_;
    std::size_t base_ = 0;
    /// Where a pointer is, and where it leads.
    std::vector<std::pair<std::size_t, std::size_t>> pointers_;
};

template <class T>
[[nodiscard]] T take(const Field& field, const void* structure) {
    T value{};
    std::memcpy(&value, static_cast<const char*>(structure) + field.offset, sizeof value);
    return value;
}

/// The value of one member as the router takes it; nullopt: not acceptable.
[[nodiscard]] std::optional<json> read_member(
    const Layout& layout, const Field& field, const void* structure
) {
    switch (field.kind) {
        case Kind::Number:
            return take<std::uint32_t>(field, structure);
        case Kind::Boolean:
            return take<std::uint32_t>(field, structure) != 0;
        case Kind::Text: {
            const auto* units = static_cast<const char*>(structure) + field.offset;
            if (auto text = to_utf8(units, field.capacity, layout.unit)) {
                return std::move(*text);
            }
            return std::nullopt;
        }
        case Kind::TextList: {
            const auto* units = take<const char*>(field, structure);
            if (units == nullptr) {
                return json::array();
            }
            if (auto list = to_utf8_list(units, layout.unit)) {
                return json(std::move(*list));
            }
            return std::nullopt;
        }
        case Kind::Ipv4: {
            const auto bytes = take<std::array<std::uint8_t, 4>>(field, structure);
            return std::to_string(bytes[0]) + '.' + std::to_string(bytes[1]) + '.' +
                   std::to_string(bytes[2]) + '.' + std::to_string(bytes[3]);
        }
        case Kind::Ipv6:
            return Ipv6Address{take<std::array<std::uint8_t, 16>>(field, structure)}.to_string();
        case Kind::IdleTime: {
            const auto number = take<std::uint32_t>(field, structure);
            return number == 0 ? json("default") : number == kNever ? json("never") : json(number);
        }
        case Kind::Type: {
            const auto number = take<std::uint32_t>(field, structure);
            return number < kTypeWords.size() ? std::optional<json>(kTypeWords[number])
                                              : std::nullopt;
        }
        case Kind::MustBeNull: {
            std::uintptr_t value = 0;
            std::memcpy(&value, static_cast<const char*>(structure) + field.offset, field.capacity);
            return value == 0 ? std::optional<json>(json()) : std::nullopt;
        }
        case Kind::Handle:
        case Kind::Guid:
        case Kind::Octets:
        case Kind::Count:
        case Kind::Constant:
        case Kind::Negotiated:
        case Kind::Identifier:
        case Kind::AuthProtocol:
        case Kind::AuthData:
        case Kind::Bit:
            break;
    }
    return std::nullopt;
}

void store(json& object, std::string_view path, json value) {
    json* at = &object;
    for (std::size_t dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.')) {
        at = &(*at)[std::string(path.substr(0, dot))];
        path.remove_prefix(dot + 1);
    }
    (*at)[std::string(path)] = std::move(value);
}

}  // namespace

const json* locate(const json& value, const char* path) {
    const json* at = &value;
    for (std::string_view rest = path;;) {
        const std::size_t dot = rest.find('.');
        const auto found = at->is_object() ? at->find(std::string(rest.substr(0, dot))) : at->end();
        if (!at->is_object() || found == at->end()) {
            return nullptr;
        }
        at = &*found;
        if (dot == std::string_view::npos) {
            return at;
        }
        rest.remove_prefix(dot + 1);
    }
}

void* make_block(const Layout& layout, const json& values, Family family, DWORD* size) {
    BlockBuilder builder(layout, values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        builder.add(i, values[i]);
    }
    void* block = builder.finish(family);
    if (size != nullptr) {
        *size = static_cast<std::uint32_t>(builder.size());
    }
    return block;
}

std::optional<json> read_structure(const Layout& layout, const void* structure) {
    json object = json::object();
    for (const Field& field : layout.fields) {
        if (!field.writable) {
            continue;
        }
        auto value = read_member(layout, field, structure);
        if (!value) {
            return std::nullopt;
        }
        if (field.kind != Kind::MustBeNull) {
            store(object, field.source, std::move(*value));
        }
    }
    return object;
}

}  // namespace mprd::lib
