// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/channel/channel.hpp"
#include "client/cli/command.hpp"
#include "client/cli/console.hpp"
#include "client/cli/program_words.hpp"
#include "core/base/version.hpp"

#include <boost/program_options.hpp>

#include <cstdio>
#include <exception>
#include <iostream>

namespace {

namespace po = boost::program_options;
using namespace mprd::cli;  // NOLINT(google-build-using-namespace): the main of exactly this
                            // namespace

po::options_description visible_options(Session::Settings& settings) {
    po::options_description options("Options");
    options.add_options()  //
        ("server",
         po::value(&settings.server)->value_name("NAME"),
         ("another router: ssh://host, " + mprd::client::local_form()).c_str())  //
        ("socket",
         po::value(&settings.socket)->value_name("PATH"),
         ("control socket of mprd, in place of " + mprd::client::default_local_path() +
          " or $MPRD_SOCKET")
             .c_str())  //
        ("config",
         po::value(&settings.config)->value_name("PATH")->default_value(settings.config),
         "mprd.json, for `mprctl config` while no mprd runs")                             //
        ("json", po::bool_switch(&settings.json), "print answers as JSON, for programs")  //
        ("runtime",
         po::bool_switch(&settings.runtime),
         "change the running router only; lost at its restart")  //
        ("wait",
         po::bool_switch(&settings.wait),
         "wait for the end of the work and show its progress")  //
        ("file",
         po::value(&settings.capture.file)->value_name("PATH"),
         "capture: the file to write, in place of standard output")  //
        ("port",
         po::value(&settings.capture.port)->value_name("NAME"),
         "capture: the calls on a port, whosever they are, in place of those of an interface")  //
        ("packets",
         po::value(&settings.capture.packets)->value_name("NUMBER"),
         "capture: end after so many frames")  //
        ("duration",
         po::value(&settings.capture.duration)->value_name("SECONDS"),
         "capture: end after this time")  //
        ("snap",
         po::value(&settings.capture.snap)->value_name("OCTETS"),
         "capture: keep so much of each frame")  //
        ("version", "print the version")         //
        ("help", "print this text");
    return options;
}

int run(const std::vector<std::string>& command_line) {
    Session::Settings settings;
    std::vector<std::string> words;
    const po::options_description visible = visible_options(settings);
    po::options_description all;
    all.add(visible).add_options()("word", po::value(&words));
    po::positional_options_description positional;
    positional.add("word", -1);
    po::variables_map values;
    try {
        po::store(
            po::command_line_parser(command_line).options(all).positional(positional).run(), values
        );
        po::notify(values);
    } catch (const po::error& error) {
        throw CommandFailed(kUsage, std::string(error.what()) + "\nTry: mprctl --help");
    }
    if (values.count("help") != 0) {
        std::cout << help_text() << '\n' << visible;
        return kOk;
    }
    if (values.count("version") != 0) {
        std::cout << "mprctl " << mprd::kVersion << '\n';
        return kOk;
    }
    const Command command = find_command(words);
    const std::string of_capture = settings.capture.first_given();
    if (!of_capture.empty() && command.noun != "capture") {
        throw CommandFailed(
            kUsage, of_capture + " is for mprctl capture, not for mprctl " + words[0]
        );
    }
    words.erase(words.begin(), words.begin() + (command.verb.empty() ? 1 : 2));
    Session session(settings);
    run_command(command, session, words);
    return kOk;
}

}  // namespace

int main(int argc, char* argv[]) {
    const Console console;
    try {
        return run(program_words(argc, argv));
    } catch (const CommandFailed& failure) {
        std::fprintf(stderr, "mprctl: %s\n", failure.what());
        return failure.status();
    } catch (const std::exception& error) {
        std::fprintf(stderr, "mprctl: %s\n", error.what());
        return kRefused;
    }
}
