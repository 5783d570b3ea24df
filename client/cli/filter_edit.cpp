// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/cli/filter_edit.hpp"

namespace mprd::cli {

const std::vector<FilterList>& filter_lists() {
    static const std::vector<FilterList> lists{
        {"dial", "ipv4", "demandDialFilter"},
        {"in", "ipv4", "inputFilter"},
        {"out", "ipv4", "outputFilter"},
        {"dial6", "ipv6", "demandDialFilter"},
        {"in6", "ipv6", "inputFilter"},
        {"out6", "ipv6", "outputFilter"}};
    return lists;
}

const FilterList& find_filter_list(std::string_view word) {
    std::string names;
    for (const FilterList& list : filter_lists()) {
        if (list.word == word) {
            return list;
        }
        names += (names.empty() ? "" : ", ") + list.word;
    }
    throw CommandFailed(
        kUsage, "expected a list (" + names + "), found \"" + std::string(word) + '"'
    );
}

json filter_of(const std::vector<std::string>& words) {
    json filter = json::object();
    for (const std::string& word : words) {
        const std::size_t equals = word.find('=');
        if (equals == 0 || equals == std::string::npos) {
            throw CommandFailed(
                kUsage, "expected KEY=VALUE such as \"destinationPort=80\", found \"" + word + '"'
            );
        }
        const std::string text = word.substr(equals + 1);
        const json number = json::parse(text, nullptr, /*allow_exceptions=*/false);
        filter[word.substr(0, equals)] = number.is_number() ? number : json(text);
    }
    return filter;
}

json& filter_set_in(json& transports, const FilterList& list) {
    for (json& transport : transports) {
        if (transport.value("transport", "") == list.transport) {
            return transport[list.member];
        }
    }
    transports.push_back({{"transport", list.transport}});
    return transports.back()[list.member];
}

void delete_filter(json& transports, const FilterList& list, const std::string& number) {
    json& set = filter_set_in(transports, list);
    const std::size_t count = set.contains("filters") ? set["filters"].size() : 0;
    const json index = json::parse(number, nullptr, /*allow_exceptions=*/false);
    if (!index.is_number_unsigned()) {
        throw CommandFailed(kUsage, "expected the number of a filter, found \"" + number + '"');
    }
    if (index == 0 || index.get<std::uint64_t>() > count) {
        throw CommandFailed(
            kRefused,
            "list " + list.word + " has " + std::to_string(count) + " filters, no number " + number
        );
    }
    set["filters"].erase(index.get<std::size_t>() - 1);
}

}  // namespace mprd::cli
