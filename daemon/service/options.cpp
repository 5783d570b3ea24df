// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/service/options.hpp"

#include "core/base/version.hpp"

#include <boost/program_options.hpp>

#include <iterator>
#include <sstream>

namespace mprd::daemon {
namespace {

namespace po = boost::program_options;

po::options_description describe(Options& options, std::string& level) {
    po::options_description all(
        "mprd: demand-dial router.\n"
        "Usage: mprd [OPTIONS]    run\n"
        "       mprd install      register the Windows service\n"
        "       mprd remove       stop it and take it away\n"
        "Options"
    );
    all.add_options()  //
        ("config",
         po::value(&options.config)->default_value(options.config),           //
         "configuration file; interfaces.d/ and secrets.json are beside it")  //
        ("state-dir",
         po::value(&options.state_dir)->default_value(options.state_dir),
         "folder for run-time state")                                                            //
        ("socket", po::value(&options.socket)->default_value(options.socket), "control socket")  //
        ("check-config", "say all that is wrong with the configuration, start nothing")          //
        ("config-session",
         "answer MprConfig requests on standard input and output, as the user who runs it; no "
         "router "
         "is started (mprctl and libmprapi use it while no mprd runs)")  //
        ("admin-dll-host",
         po::value(&options.admin_dll_host),
         "be the process around the administration DLL of this path (mprd starts it itself)")     //
        ("service", "run for the service control manager of Windows (it starts mprd so itself)")  //
        ("foreground",
         "stay in the foreground (mprd always does; accepted for service managers)")              //
        ("log-level", po::value(&level)->default_value("info"), "error, warning, info or debug")  //
        ("version", "print the version")                                                          //
        ("help", "print this text");
    return all;
}

std::string help_text(const po::options_description& all) {
    std::ostringstream text;
    text << all;
    return text.str();
}

}  // namespace

std::variant<Options, OptionsExit> parse_options(
    const std::vector<std::string>& words, const platform::DefaultPaths& defaults
) {
    Options options;
    options.config = defaults.config;
    options.state_dir = defaults.state_dir;
    options.socket = defaults.socket;
    std::string level;
    std::string command;
    const po::options_description all = describe(options, level);
    po::variables_map values;
    try {
        const std::vector<std::string> arguments(std::next(words.begin()), words.end());
        po::options_description with_command;
        with_command.add(all).add_options()("command", po::value(&command));
        po::positional_options_description first;
        first.add("command", 1);
        po::store(
            po::command_line_parser(arguments).options(with_command).positional(first).run(), values
        );
        po::notify(values);
    } catch (const po::error& error) {
        return OptionsExit{2, std::string("mprd: ") + error.what() + "\nTry: mprd --help\n"};
    }
    if (values.count("help") != 0) {
        return OptionsExit{0, help_text(all)};
    }
    if (values.count("version") != 0) {
        return OptionsExit{0, std::string("mprd ") + kVersion + '\n'};
    }
    const auto log_level = parse_log_level(level);
    if (!log_level) {
        return OptionsExit{
            2,
            "mprd: --log-level: expected error, warning, info or debug, found \"" + level + "\"\n"};
    }
    options.config = platform::inner_path(options.config);
    options.state_dir = platform::inner_path(options.state_dir);
    options.log_level = *log_level;
    if (values.count("service") != 0) {
        options.command = Options::Command::Service;
    } else if (command == "install" || command == "remove") {
        options.command =
            command == "install" ? Options::Command::Install : Options::Command::Remove;
    } else if (!command.empty()) {
        return OptionsExit{
            2,
            "mprd: expected install, remove or options, found \"" + command +
                "\"\nTry: mprd --help\n"};
    }
    options.check_config = values.count("check-config") != 0;
    options.config_session = values.count("config-session") != 0;
    return options;
}

}  // namespace mprd::daemon
