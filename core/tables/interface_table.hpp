// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"
#include "core/base/ids.hpp"
#include "core/tables/handle_table.hpp"
#include "core/tables/interface_config.hpp"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

namespace mprd {

/// One row: what is configured, what it proves itself with, and what the host calls it.
struct InterfaceRow {
    InterfaceConfig config;
    std::optional<Credentials> credentials;
    ExtendedCredentials extended{};
    /// InterfaceConfig::network_name, or one made by derive_network_name().
    std::string network_name;  ///< unique, at most 15 bytes
};

/// All interfaces of the router under their handles, with an index by name.
class InterfaceTable {
public:
    /// 904 when a name is taken (client interfaces excepted), 87 when the configuration is wrong,
    /// 8 when there is no handle left.
    [[nodiscard]] Result<InterfaceId> insert(InterfaceDefinition definition);
    /// nullptr when the handle names nothing. Valid until the row is erased.
    [[nodiscard]] const InterfaceRow* find(InterfaceId id) const { return rows_.find(id); }
    /// Changes everything but name and type: error 87 if one differs, or the configuration is
    /// wrong; 6 if the handle names nothing. On error nothing has changed.
    [[nodiscard]] Result<void> change(InterfaceId id, InterfaceConfig config);
    /// False when the handle names nothing.
    bool set_credentials(InterfaceId id, std::optional<Credentials> credentials);
    /// False when the handle names nothing.
    bool set_extended_credentials(InterfaceId id, ExtendedCredentials credentials);
    /// False when the handle names nothing. Frees both names.
    bool erase(InterfaceId id);

    /// Whether a search by name looks at client interfaces.
    enum class Clients {
        Ignored,
        Included,  ///< their names need not be unique: the first one is found
    };
    [[nodiscard]] std::optional<InterfaceId> find_name(std::string_view name, Clients clients)
        const;

    [[nodiscard]] std::size_t size() const { return rows_.size(); }
    /// For paging and for_each().
    [[nodiscard]] const HandleTable<InterfaceId, InterfaceRow>& rows() const { return rows_; }

private:
    HandleTable<InterfaceId, InterfaceRow> rows_;
    std::unordered_map<std::string, InterfaceId> by_name_;  // without clients
    std::set<std::string> network_names_;
};

/// A name that Linux takes for a network interface: at most 15 bytes of [a-z0-9._-], made of
/// `name`, and not in `taken`.
[[nodiscard]] std::string derive_network_name(
    std::string_view name, const std::set<std::string>& taken
);

}  // namespace mprd
