// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// mprctl capture: the frames of a link, as a file for Wireshark.
#include "client/cli/capture_file.hpp"
#include "client/cli/capture_options.hpp"
#include "client/cli/command.hpp"
#include "client/cli/pcapng_writer.hpp"
#include "client/cli/stop_signal.hpp"
#include "core/base/base64.hpp"
#include "core/base/version.hpp"

#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <optional>
#include <string>

namespace mprd::cli {
namespace capture_verbs {
namespace {

std::uint64_t now_us() {
    return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::microseconds>(
                                          std::chrono::system_clock::now().time_since_epoch()
    )
                                          .count());
}

/// One capture: what mprd sends goes to the file until somebody or something ends it.
class Capturing {
public:
    Capturing(Session& session, const CaptureOptions& options, const std::string& what)
        : client_(session.client()),
          options_(options),
          writer_(std::string("mprctl ") + kVersion, what, options.snap_length),
          stop_id_(client_.reserve_id()) {
        client_.on_notification([this](const std::string& method, const json& params) {
            on_notification(method, params);
        });
    }
    ~Capturing() { client_.on_notification({}); }
    Capturing(const Capturing&) = delete;
    Capturing& operator=(const Capturing&) = delete;

    /// Throws CommandFailed when the file cannot be written or mprd is lost; the file is a good one
    /// in the second case, too.
    void run() {
        if (const std::string wrong = file_.open(options_.file); !wrong.empty()) {
            throw CommandFailed(kRefused, "cannot write " + options_.file + ": " + wrong);
        }
        const StopSignal signals(
            options_.duration, [this] { ask_to_stop(); }, [this] { client_.shut_down(); }
        );
        write(writer_.begin());
        const auto answer = client_.wait(stop_id_);
        const auto* failure = std::get_if<RpcFailure>(&answer);
        if (failure == nullptr) {
            lost_ = std::get<json>(answer).value("lost", lost_);
        }
        write(writer_.end(now_us(), lost_));
        if (!write_error_.empty()) {
            throw CommandFailed(kRefused, "cannot write " + place() + ": " + write_error_);
        }
        if (failure != nullptr) {
            throw CommandFailed(
                kRefused,
                failure->message + "\n" + std::to_string(frames_) + " frames are in " + place()
            );
        }
    }

    [[nodiscard]] json summary() const {
        return {{"file", options_.file}, {"frames", frames_}, {"lost", lost_}};
    }
    [[nodiscard]] std::string text() const {
        std::string text = std::to_string(frames_) + " frames in " + place();
        if (lost_ > 0) {
            text += "; " + std::to_string(lost_) +
                    " more were lost, because they came faster than they could be written";
        }
        return text + (is_deleted_ ? "; the interface was deleted\n" : "\n");
    }

private:
    [[nodiscard]] std::string place() const {
        return options_.file.empty() ? "standard output" : options_.file;
    }

    /// From any thread. What is under way until mprd answers still comes.
    void ask_to_stop() {
        if (!asked_to_stop_.exchange(true)) {
            // A failure shows as the end of the connection.
            static_cast<void>(client_.send_request(stop_id_, "mprd.CaptureStop", json::object()));
        }
    }

    void on_notification(const std::string& method, const json& params) {
        if (method == "mprd.CaptureEnded") {
            is_deleted_ = true;
            return ask_to_stop();
        }
        if (method == "mprd.Frame" && !is_full()) {
            take(params);
        }
        if (is_full() || !write_error_.empty() || file_.is_unread()) {
            ask_to_stop();
        }
    }

    [[nodiscard]] bool is_full() const {
        return options_.packets != 0 && frames_ >= options_.packets;
    }

    void take(const json& params) {
        const auto octets = from_base64(params.value("data", std::string()));
        if (!octets) {
            return;  // of a daemon that speaks otherwise than its documents
        }
        const std::uint64_t lost = params.value("lost", lost_);
        PcapngWriter::Frame frame;
        frame.link =
            params.value("link", "") == "ip" ? PcapngWriter::Link::Raw : PcapngWriter::Link::Ppp;
        frame.direction = params.value("direction", "") == "sent"
                              ? PcapngWriter::Direction::Sent
                              : PcapngWriter::Direction::Received;
        frame.time_us = params.value("timeUs", std::uint64_t{0});
        frame.length = params.value("length", static_cast<std::uint32_t>(octets->size()));
        frame.data = *octets;
        frame.lost_before = lost - lost_;
        lost_ = lost;
        ++frames_;
        write(writer_.frame(frame));
    }

    void write(const Bytes& octets) {
        if (write_error_.empty()) {
            write_error_ = file_.write(octets);
        }
    }

    RpcClient& client_;
    CaptureOptions options_;
    PcapngWriter writer_;
    std::uint64_t stop_id_;
    CaptureFile file_;
    std::atomic<bool> asked_to_stop_ = false;
    bool is_deleted_ = false;
    std::uint64_t frames_ = 0;
    std::uint64_t lost_ = 0;
    std::string write_error_;
};

void capture(Session& session, const Arguments& arguments) {
    const CaptureOptions options = understand(session.settings().capture);
    if (arguments.empty() == options.port.empty()) {
        throw CommandFailed(
            kUsage,
            std::string("expected the name of an interface or --port PORT, found ") +
                (arguments.empty() ? "none of them" : "both") +
                "\nUsage: mprctl capture [NAME] [--port PORT] [--file FILE] [--packets N] "
                "[--duration SECONDS] [--snap OCTETS]"
        );
    }
    if (options.file.empty() && CaptureFile::is_terminal()) {
        throw CommandFailed(
            kUsage,
            "standard output is a terminal: say --file FILE, or look at it at once with"
            "\nmprctl capture " +
                (arguments.empty() ? "--port " + options.port : arguments[0]) +
                " | wireshark -k -i -"
        );
    }
    json params = {{"snapLength", options.snap_length}};
    if (arguments.empty()) {
        params["port"] = session.port_handle(options.port);
    } else {
        params["interface"] = session.interface_handle(arguments[0]);
    }
    Capturing capturing(session, options, arguments.empty() ? options.port : arguments[0]);
    static_cast<void>(session.call("mprd.Capture", params));
    capturing.run();
    if (options.file.empty()) {
        std::fputs(capturing.text().c_str(), stderr);  // standard output is the file
    } else {
        session.print(capturing.summary(), capturing.text());
    }
}

constexpr std::array kCommands{
    Command{
        "capture",
        "",
        "[NAME]",
        "what passes over an interface's link, for Wireshark, until Ctrl-C; see --file",
        0,
        1,
        capture},
};

}  // namespace
}  // namespace capture_verbs

std::span<const Command> capture_commands() {
    return capture_verbs::kCommands;
}

}  // namespace mprd::cli
