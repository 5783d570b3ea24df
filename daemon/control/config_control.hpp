// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config/loader/loader.hpp"
#include "core/base/error.hpp"

#include <string>
#include <vector>

namespace mprd::daemon {

/// What a reload came to. With problems it was refused and nothing has changed.
struct ReloadReport {
    /// Everything that is wrong with the files.
    std::vector<config::FileProblem> problems;
    /// Names of interfaces.
    std::vector<std::string> added;
    std::vector<std::string> removed;
    std::vector<std::string> changed;
    /// Members of mprd.json, and of interfaces ("interfaces/branch1/networkName"), that are in
    /// force after a restart only.
    std::vector<std::string> restart;
};

/// Brings running router and stored files together. Implemented by service/Reloader; methods only
/// ask.
class ConfigControl {
public:
    virtual ~ConfigControl() = default;
    /// Reads all files and applies what differs. An error refuses it for another reason than wrong
    /// files: 908 an interface that is gone from the files is connected.
    [[nodiscard]] virtual Result<ReloadReport> reload() = 0;
    /// Files that the running router has not taken over in their present form.
    [[nodiscard]] virtual std::vector<std::string> not_loaded() = 0;
    /// ReloadReport::restart of the last reload.
    [[nodiscard]] virtual std::vector<std::string> restart_needed() const = 0;
};

}  // namespace mprd::daemon
