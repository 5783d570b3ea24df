// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/lib/octets.hpp"

#include "core/base/base64.hpp"

#include <cstring>

namespace mprd::lib {

void add_bytes(json& params, const char* member, const void* data, std::uint32_t size) {
    if (data != nullptr) {
        params[member] = to_base64({static_cast<const std::uint8_t*>(data), size});
    }
}

Bytes octets_of(const json& body, const char* member) {
    const auto text = body.find(member);
    return text != body.end() && text->is_string()
               ? from_base64(text->get<std::string>()).value_or(Bytes{})
               : Bytes{};
}

void give_bytes(const json& body, const char* member, BYTE** block, DWORD* size, Family family) {
    const Bytes bytes = octets_of(body, member);
    if (block != nullptr) {
        *block = nullptr;
    }
    if (block != nullptr && !bytes.empty()) {
        *block = static_cast<std::uint8_t*>(BufferPool::instance().allocate(bytes.size(), family));
        std::memcpy(*block, bytes.data(), bytes.size());
    }
    if (size != nullptr) {
        *size = static_cast<std::uint32_t>(bytes.size());
    }
}

}  // namespace mprd::lib
