// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/process/helper_process.hpp"

#include "platform/process/blocking_connection.hpp"
#include "platform/process/start.hpp"

#include <array>
#include <utility>

namespace mprd::platform {

Result<HelperProcess> HelperProcess::start(std::vector<std::string> words) {
    ProcessCommand command;
    command.arguments = std::move(words);
    command.channel = ProcessChannel::Connection;
    command.keeps_surroundings = true;
    auto started = start_program(command);
    if (!started) {
        return started.error();
    }
    return HelperProcess(std::move(started->process), std::move(started->channel.output));
}

HelperProcess::HelperProcess(ProcessHandle process, NativeHandle connection)
    : connection_(std::move(connection)), process_(std::move(process)) {}

Result<LocalStream> HelperProcess::stream(boost::asio::io_context& io) {
    return stream_over(connection_, io);
}

bool HelperProcess::write_line(std::string_view line) {
    return write_whole(connection_, std::string(line) + '\n');
}

Result<std::string> HelperProcess::read_line(std::chrono::milliseconds limit) {
    const auto until = std::chrono::steady_clock::now() + limit;
    std::array<char, 4096> part{};
    std::size_t end = pending_.find('\n');
    while (end == std::string::npos) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            until - std::chrono::steady_clock::now()
        );
        const auto size = read_some_within(connection_, part, left);
        if (!size) {
            return make_error(Errc::RequestTimeout, "it did not answer in time");
        }
        if (*size == 0 || pending_.size() > kMaxLine) {
            return make_error(Errc::CanNotComplete, "its process " + this->end());
        }
        pending_.append(part.data(), *size);
        end = pending_.find('\n');
    }
    std::string line = pending_.substr(0, end);
    pending_.erase(0, end + 1);
    return line;
}

void HelperProcess::finish(std::chrono::milliseconds limit) {
    connection_.reset();
    if (process_) {
        static_cast<void>(process_.wait_for(limit));
        end();
    }
}

std::string HelperProcess::end() {
    if (!process_) {
        return "is not there";
    }
    constexpr std::chrono::seconds kPatience{5};  // the system takes it down, it has no say
    // One that has ended keeps its own status.
    process_.kill();
    static_cast<void>(process_.wait_for(kPatience));
    connection_.reset();
    return process_.reap().to_string();
}

}  // namespace mprd::platform
