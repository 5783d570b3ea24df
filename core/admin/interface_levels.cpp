// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/admin/interface_levels.hpp"

#include "core/admin/checks.hpp"

namespace mprd::admin {
namespace {

constexpr std::uint32_t kRequireEap = 0x00020000;
constexpr std::uint32_t kRequirePap = 0x00040000;
constexpr std::uint32_t kRequireChap = 0x08000000;
constexpr std::uint32_t kRequireMsChap = 0x10000000;
constexpr std::uint32_t kRequireMsChap2 = 0x20000000;
constexpr std::uint32_t kRequireDataEncryption = 0x1000;
constexpr std::uint32_t kEncryptionNone = 0;
constexpr std::uint32_t kEncryptionOptional = 3;

/// What level 0 or 1 of Create takes of the caller's structure.
[[nodiscard]] InterfaceConfig head_of(const InterfaceConfig& given) {
    InterfaceConfig config;
    config.name = given.name;
    config.enabled = given.enabled;
    config.type = given.type;
    return config;
}

/// The flags that GetInfo adds at level 2 and 3 (reference/rrasm-protocol.md section 3).
void show_implied_options(PhonebookEntry& entry) {
    const auto has = [&](std::uint32_t mask) { return (entry.options & mask) != 0; };
    if (!has(kRequirePap | kRequireEap)) {
        entry.options |= kOptionRequireEncryptedPassword;
    }
    if (!has(kRequireChap | kRequirePap | kRequireEap)) {
        entry.options |= kOptionRequireMsEncryptedPassword;
    }
    if (entry.encryption_type != kEncryptionNone && entry.encryption_type != kEncryptionOptional) {
        entry.options |= kRequireDataEncryption;
    }
}

[[nodiscard]] bool names_no_method(const PhonebookEntry& entry) {
    return (entry.options &
            (kRequireEap | kRequirePap | kRequireChap | kRequireMsChap | kRequireMsChap2)) == 0;
}

}  // namespace

Result<void> check_level_of_type(std::uint32_t level, InterfaceType type, Errc code) {
    if (level >= 2 && type != InterfaceType::FullRouter) {
        return fail(code, "levels 2 and 3 need a full-router interface");
    }
    return {};
}

InterfaceConfig taken_by_create(const InterfaceConfig& given, std::uint32_t level) {
    return level < 2 ? head_of(given) : given;
}

InterfaceConfig changed_by_set(
    const InterfaceConfig& old, const InterfaceConfig& given, std::uint32_t level
) {
    InterfaceConfig config = old;
    config.enabled = given.enabled;
    if (level == 1) {
        config.policy.dialout_hours = given.policy.dialout_hours;
    }
    if (level >= 2) {
        const WeeklyHours hours = old.policy.dialout_hours;
        const auto guid = old.phonebook.guid;
        const auto dns6 = old.phonebook.dns6;
        const auto dns6_alternate = old.phonebook.dns6_alternate;
        config.phonebook = given.phonebook;
        config.policy = given.policy;
        config.policy.dialout_hours = hours;
        config.phonebook.guid = guid;  // read-only
        if (level == 2) {
            config.phonebook.dns6 = dns6;
            config.phonebook.dns6_alternate = dns6_alternate;
        }
    }
    return config;
}

PhonebookEntry shown_entry(PhonebookEntry entry) {
    // An entry without any named method is ours to choose for: nothing is implied then.
    if (!names_no_method(entry)) {
        show_implied_options(entry);
    }
    return entry;
}

}  // namespace mprd::admin
