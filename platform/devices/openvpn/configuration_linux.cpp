// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/openvpn/configuration.hpp"
#include "platform/process/child_process.hpp"

#include <fstream>

#include <unistd.h>

namespace mprd::platform::openvpn {
namespace {

/// A configuration of openvpn is read up to this many octets.
constexpr std::size_t kMaxConfiguration = std::size_t{1} << 20U;

Error unreadable(const std::string& path) {
    return make_error(Errc::DeviceNotReady, "cannot read the configuration of openvpn " + path);
}

}  // namespace

Result<void> check_files(const Options& options, const std::string& configuration) {
    const ProcessCommand command;
    if (const auto program = find_program(options.program, search_path(command)); !program) {
        return program.error();
    }
    return configuration.empty() || ::access(configuration.c_str(), R_OK) == 0
               ? Result<void>()
               : unreadable(configuration);
}

Result<void> check_file(const std::string& path, Side side) {
    std::ifstream file(path, std::ios::binary);
    std::string text(kMaxConfiguration, '\0');
    if (!file || !file.read(text.data(), static_cast<std::streamsize>(text.size())).eof()) {
        return unreadable(path);
    }
    text.resize(static_cast<std::size_t>(file.gcount()));
    const auto checked = check_configuration(text, side);
    return checked
               ? checked
               : Result<void>(make_error(checked.error().code, path + ": " + checked.error().detail)
                 );
}

}  // namespace mprd::platform::openvpn
