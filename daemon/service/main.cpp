// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/admin_dll/host.hpp"
#include "daemon/log/log.hpp"
#include "daemon/service/config_session.hpp"
#include "daemon/service/options.hpp"
#include "daemon/service/service.hpp"
#include "platform/process/helper_process.hpp"
#include "platform/system/system.hpp"

#include <cstdio>
#include <exception>
#include <variant>

int main(int argc, char* argv[]) {
    using namespace mprd::daemon;  // NOLINT(google-build-using-namespace): the main of exactly this
                                   // namespace
    const auto parsed =
        parse_options(mprd::platform::command_line(argc, argv), mprd::platform::default_paths());
    if (const auto* exit = std::get_if<OptionsExit>(&parsed)) {
        std::fputs(exit->text.c_str(), exit->status == 0 ? stdout : stderr);
        return exit->status;
    }
    const auto& options = std::get<Options>(parsed);
    Log log(options.log_level);
    try {
        if (!options.admin_dll_host.empty()) {
            return mprd::admin_dll::run_host(
                options.admin_dll_host, mprd::platform::HelperProcess::kDescriptor
            );
        }
        if (options.config_session) {
            return ConfigSession(options.config).run();
        }
        Service service(options, log);
        return options.check_config ? service.check() : service.run();
    } catch (const std::exception& error) {
        // Start-up and out of memory only: everything else is a Result.
        log.write(Message::CannotStart, error.what());
        return 1;
    }
}
