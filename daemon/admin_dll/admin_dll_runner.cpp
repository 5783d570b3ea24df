// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/admin_dll/admin_dll_runner.hpp"

#include "daemon/admin_dll/question_json.hpp"

#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <istream>
#include <utility>

namespace mprd::daemon {
namespace {

using nlohmann::json;
using platform::HelperProcess;

constexpr std::uint32_t kInitialize = 0;  // as number of a question; the router begins with 1

json initialize_line() {
    return {{"number", kInitialize}, {"call", "initialize"}};
}

Result<HelperProcess> spawn(const std::string& program, const std::string& path) {
    return HelperProcess::start({program, "--admin-dll-host", path});
}

/// The next thing that the process says is no failure.
Result<void> expect_success(HelperProcess& process) {
    const auto line = process.read_line(AdminDllRunner::kStartLimit);
    if (!line) {
        return line.error();
    }
    const json said = json::parse(*line, nullptr, /*allow_exceptions=*/false);
    if (!said.is_object()) {
        return make_error(Errc::InvalidData, "its process answered what is no answer");
    }
    if (const auto failed = said.find("failed"); failed != said.end() && failed->is_string()) {
        return make_error(Errc::CanNotComplete, failed->get<std::string>());
    }
    return {};
}

Error about(const std::string& path, const Error& error) {
    return make_error(error.code, "administration DLL " + path + ": " + error.detail);
}

}  // namespace

AdminDllRunner::Running::Running(HelperProcess started, platform::LocalStream to_it)
    : process(std::move(started)), socket(std::move(to_it)), input(HelperProcess::kMaxLine) {}

AdminDllRunner::AdminDllRunner(Parts parts) : parts_(std::move(parts)) {}

AdminDllRunner::~AdminDllRunner() {
    if (running_) {
        boost::system::error_code ignored;
        running_->socket.close(ignored);
        running_->process.finish(kStopLimit);
    }
}

Result<void> AdminDllRunner::check(const std::string& program, const std::string& path) {
    auto process = spawn(program, path);
    const auto loaded = process ? expect_success(*process) : Result<void>(process.error());
    return loaded ? Result<void>() : about(path, loaded.error());
}

Result<void> AdminDllRunner::start() {
    auto process = spawn(parts_.program, parts_.path);
    if (!process) {
        return about(parts_.path, process.error());
    }
    if (const auto loaded = expect_success(*process); !loaded) {
        return about(parts_.path, loaded.error());
    }
    if (!process->write_line(initialize_line().dump())) {
        return about(
            parts_.path, make_error(Errc::CanNotComplete, "its process " + process->end())
        );
    }
    if (const auto ready = expect_success(*process); !ready) {
        return about(parts_.path, ready.error());
    }
    return run(*std::move(process));
}

Result<void> AdminDllRunner::run(HelperProcess process) {
    auto stream = process.stream(parts_.io);
    if (!stream) {
        return stream.error();
    }
    running_ = std::make_shared<Running>(std::move(process), *std::move(stream));
    read();
    return {};
}

Result<void> AdminDllRunner::restart() {
    if (parts_.clock() < not_before_) {
        return make_error(Errc::ServiceNotActive, "it has failed again and again");
    }
    auto process = spawn(parts_.program, parts_.path);
    if (!process) {
        return process.error();
    }
    if (auto runs = run(*std::move(process)); !runs) {
        return runs;
    }
    return send(initialize_line()) ? Result<void>()
                                   : make_error(Errc::CanNotComplete, "its process has ended");
}

bool AdminDllRunner::send(const json& line) {
    boost::system::error_code error;
    // A question is a few kilobytes, and there is one at a time: the socket has room for it.
    boost::asio::write(
        running_->socket,
        boost::asio::buffer(line.dump(-1, ' ', false, json::error_handler_t::replace) + '\n'),
        error
    );
    return !error;
}

void AdminDllRunner::ask(const router::AskAdminDll& question) {
    if (!running_) {
        if (const auto runs = restart(); !runs) {
            answer_failed(
                question.number, "the administration DLL does not run: " + runs.error().detail
            );
            return;
        }
    }
    asked_ = question.number;
    if (!send(question_json(question))) {
        fail("");
    }
}

void AdminDllRunner::give_up(const router::AdminDllLate& question) {
    if (asked_ == question.number) {
        asked_.reset();  // the router knows
        fail("did not answer and");
    }
}

void AdminDllRunner::read() {
    const auto running = running_;
    boost::asio::async_read_until(
        running->socket,
        running->input,
        '\n',
        [this, running](const boost::system::error_code& error, std::size_t /*size*/) {
            if (running_ != running) {
                return;  // of a process that is gone; this object may be, too
            }
            if (error) {
                fail("");
                return;
            }
            std::string line;
            std::istream input(&running->input);
            std::getline(input, line);
            on_line(line);
            if (running_ == running) {
                read();
            }
        }
    );
}

void AdminDllRunner::on_line(const std::string& text) {
    const json line = json::parse(text, nullptr, /*allow_exceptions=*/false);
    if (!line.is_object()) {
        fail("answered what is no answer, and");
        return;
    }
    if (const auto failed = line.find("failed"); failed != line.end() && failed->is_string()) {
        fail("cannot be used: " + failed->get<std::string>() + "; its process");
        return;
    }
    if (!asked_ || line.value("number", json()) != *asked_) {
        return;  // loaded, or initialized
    }
    const std::uint32_t number = *asked_;
    asked_.reset();
    failures_ = 0;
    parts_.answer(answer_of(line, number));
}

void AdminDllRunner::fail(const std::string& why) {
    const auto running = std::exchange(running_, nullptr);
    boost::system::error_code ignored;
    running->socket.close(ignored);
    const std::string text = (why.empty() ? "" : why + ' ') + running->process.end();
    if (++failures_ > 1) {
        const auto doubled = kFirstWait * (1U << std::min<std::uint32_t>(failures_ - 2, 6));
        not_before_ = parts_.clock() + std::min<std::chrono::seconds>(doubled, kLongestWait);
    }
    parts_.complain(parts_.path + ' ' + text);
    if (asked_) {
        answer_failed(*std::exchange(asked_, std::nullopt), "the administration DLL " + text);
    }
}

void AdminDllRunner::answer_failed(std::uint32_t number, const std::string& why) const {
    router::AdminDllAnswered answer;
    answer.number = number;
    answer.failed = make_error(Errc::CanNotComplete, why);
    parts_.answer(answer);
}

}  // namespace mprd::daemon
