// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/admin_dll/host.hpp"
#include "daemon/log/log.hpp"
#include "daemon/service/config_session.hpp"
#include "daemon/service/options.hpp"
#include "daemon/service/service.hpp"
#include "platform/system/system.hpp"

#include <cstdio>
#include <exception>
#include <variant>

namespace {

using namespace mprd;          // NOLINT(google-build-using-namespace): the main of exactly this
using namespace mprd::daemon;  // NOLINT(google-build-using-namespace): namespace

int complain(const Error& error) {
    std::fprintf(stderr, "mprd: %s\n", error.detail.c_str());
    return 1;
}

/// The router, until it is stopped.
int run(const Options& options) {
    const auto sink = platform::make_log_sink();
    Log log(options.log_level, *sink);
    try {
        Service service(options, log);
        return options.check_config ? service.check() : service.run();
    } catch (const std::exception& error) {
        // Start-up and out of memory only: everything else is a Result.
        log.write(Message::CannotStart, error.what());
        return 1;
    }
}

int obey(const Options& options) {
    if (!options.admin_dll_host.empty()) {
        return admin_dll::run_host(options.admin_dll_host);
    }
    if (options.config_session) {
        return ConfigSession(options.config).run();
    }
    switch (options.command) {
        case Options::Command::Run:
            break;
        case Options::Command::Service: {
            const auto result = platform::run_as_service([&options] { return run(options); });
            return result ? *result : complain(result.error());
        }
        case Options::Command::Install:
        case Options::Command::Remove: {
            const bool installs = options.command == Options::Command::Install;
            const auto done = installs ? platform::install_service() : platform::remove_service();
            return done ? 0 : complain(done.error());
        }
    }
    return run(options);
}

}  // namespace

int main(int argc, char* argv[]) {
    const auto parsed =
        parse_options(platform::command_line(argc, argv), platform::default_paths());
    if (const auto* exit = std::get_if<OptionsExit>(&parsed)) {
        std::fputs(exit->text.c_str(), exit->status == 0 ? stdout : stderr);
        return exit->status;
    }
    return obey(std::get<Options>(parsed));
}
