// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/cli/command.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace mprd::cli {

/// One of the filter lists of an interface, as `mprctl filter` names it: "dial", "in" and "out",
/// with a 6 behind for IPv6.
struct FilterList {
    std::string word;       ///< "dial6"
    std::string transport;  ///< "ipv6"
    std::string member;     ///< "demandDialFilter", a member of the transport
};
/// All six, in the order of `mprctl filter list`.
[[nodiscard]] const std::vector<FilterList>& filter_lists();
/// The list of this name, or CommandFailed(kUsage) that names them.
[[nodiscard]] const FilterList& find_filter_list(std::string_view word);

/// The filter that KEY=VALUE words describe; CommandFailed(kUsage) for a word of another form. What
/// the keys may be is mprd's to say.
[[nodiscard]] json filter_of(const std::vector<std::string>& words);

/// The list in `transports` of an interface ({"default", "filters"}), made where it is not there.
[[nodiscard]] json& filter_set_in(json& transports, const FilterList& list);
/// Filter `number`, counted from 1, is taken out; CommandFailed(kRefused) when there is none.
void delete_filter(json& transports, const FilterList& list, const std::string& number);

}  // namespace mprd::cli
