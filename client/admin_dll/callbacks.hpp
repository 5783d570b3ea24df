// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace mprd::admin_dll {

using nlohmann::json;

/// Looks for a function that the object exports; nullptr: there is none of this name.
using FindSymbol = std::function<void*(const std::string& name)>;

/// The functions of one administration DLL, for whatever size of WCHAR it was built.
class Callbacks {
public:
    virtual ~Callbacks() = default;

    /// What it lacks of the mandatory functions, one line each; empty: complete. After initialize()
    /// it is the table of MprAdminInitializeDllEx that counts, if there is one.
    [[nodiscard]] virtual std::vector<std::string> missing() const = 0;
    /// MprAdminInitializeDllEx or MprAdminInitializeDll: its result.
    [[nodiscard]] virtual std::uint32_t initialize() = 0;
    /// MprAdminTerminateDll.
    virtual void terminate() = 0;
    /// Calls the functions for `question` and says what they said; README.md has both forms.
    [[nodiscard]] virtual json answer(const json& question) = 0;
};

/// The functions that the object exports, in the form for its size of WCHAR.
[[nodiscard]] std::unique_ptr<Callbacks> bind(const FindSymbol& find);

namespace text16 {
[[nodiscard]] std::unique_ptr<Callbacks> bind(const FindSymbol& find);
}
namespace text32 {
[[nodiscard]] std::unique_ptr<Callbacks> bind(const FindSymbol& find);
}

}  // namespace mprd::admin_dll
