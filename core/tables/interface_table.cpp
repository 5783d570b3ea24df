// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tables/interface_table.hpp"

#include <utility>

namespace mprd {
namespace {

constexpr std::size_t kMaxNetworkName = 15;  // IFNAMSIZ without its NUL

[[nodiscard]] std::string sanitised(std::string_view name) {
    std::string text;
    for (const char c : name) {
        if (text.size() == kMaxNetworkName) {
            break;
        }
        if (c >= 'A' && c <= 'Z') {
            text += static_cast<char>(c - 'A' + 'a');
        } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_') {
            text += c;
        } else if (c == ' ' || c == '.') {
            text += '-';
        }
    }
    // A name that starts with '-' would be an option to every tool.
    const std::size_t start = text.find_first_not_of('-');
    return start == std::string::npos ? "mprd" : text.substr(start);
}

}  // namespace

std::string derive_network_name(std::string_view name, const std::set<std::string>& taken) {
    const std::string base = sanitised(name);
    std::string candidate = base;
    for (std::uint32_t number = 2; taken.count(candidate) != 0; ++number) {
        const std::string suffix = "-" + std::to_string(number);
        candidate = base.substr(0, kMaxNetworkName - suffix.size()) + suffix;
    }
    return candidate;
}

Result<InterfaceId> InterfaceTable::insert(InterfaceDefinition definition) {
    if (const auto checked = definition.config.validate(); !checked) {
        return checked.error();
    }
    const std::string name = definition.config.name;
    const bool is_client = definition.config.type == InterfaceType::Client;
    if (!is_client && by_name_.count(name) != 0) {
        return make_error(Errc::InterfaceAlreadyExists, "interface \"" + name + "\" exists");
    }
    const std::string wanted =
        definition.config.network_name.empty() ? name : definition.config.network_name;
    std::string network_name = derive_network_name(wanted, network_names_);
    const auto id = rows_.insert(InterfaceRow{
        std::move(definition.config),
        std::move(definition.credentials),
        std::move(definition.extended),
        network_name});
    if (!id) {
        return make_error(Errc::NotEnoughMemory, "no interface handle is left");
    }
    network_names_.insert(std::move(network_name));
    if (!is_client) {
        by_name_.emplace(name, *id);
    }
    return *id;
}

Result<void> InterfaceTable::change(InterfaceId id, InterfaceConfig config) {
    InterfaceRow* row = rows_.find(id);
    if (row == nullptr) {
        return make_error(Errc::InvalidHandle, "no interface has this handle");
    }
    if (config.name != row->config.name || config.type != row->config.type) {
        return make_error(
            Errc::InvalidParameter, "name and type are fixed when an interface is created"
        );
    }
    if (const auto checked = config.validate(); !checked) {
        return checked.error();
    }
    row->config = std::move(config);
    return {};
}

bool InterfaceTable::set_credentials(InterfaceId id, std::optional<Credentials> credentials) {
    InterfaceRow* row = rows_.find(id);
    if (row == nullptr) {
        return false;
    }
    row->credentials = std::move(credentials);
    return true;
}

bool InterfaceTable::set_extended_credentials(InterfaceId id, ExtendedCredentials credentials) {
    InterfaceRow* row = rows_.find(id);
    if (row == nullptr) {
        return false;
    }
    row->extended = std::move(credentials);
    return true;
}

bool InterfaceTable::erase(InterfaceId id) {
    const InterfaceRow* row = rows_.find(id);
    if (row == nullptr) {
        return false;
    }
    network_names_.erase(row->network_name);
    if (row->config.type != InterfaceType::Client) {
        by_name_.erase(row->config.name);
    }
    return rows_.erase(id);
}

std::optional<InterfaceId> InterfaceTable::find_name(std::string_view name, Clients clients) const {
    if (const auto found = by_name_.find(std::string(name)); found != by_name_.end()) {
        return found->second;
    }
    std::optional<InterfaceId> first;
    if (clients == Clients::Included) {
        rows_.for_each([&](InterfaceId id, const InterfaceRow& row) {
            if (!first && row.config.name == name) {
                first = id;
            }
        });
    }
    return first;
}

}  // namespace mprd
