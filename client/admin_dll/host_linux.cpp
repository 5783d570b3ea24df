// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/admin_dll/callbacks.hpp"
#include "client/admin_dll/host.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <optional>

#include <dlfcn.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace mprd::admin_dll {
namespace {

/// What the daemon may do is not for the object.
void give_rights_away() {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    ::prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
    __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
    std::array<__user_cap_data_struct, _LINUX_CAPABILITY_U32S_3> none{};
    static_cast<void>(::syscall(SYS_capset, &header, none.data()));
}

/// The connection to the daemon, out of the object's way.
int take_connection() {
    const int connection = ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    const int nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    ::dup2(nothing, STDIN_FILENO);
    ::close(nothing);
    return connection;
}

/// JSON values, one a line.
class Lines {
public:
    explicit Lines(int descriptor) : descriptor_(descriptor) {}

    /// nullopt: the daemon has closed its end.
    [[nodiscard]] std::optional<json> read() {
        std::array<char, 4096> part{};
        std::size_t end = pending_.find('\n');
        while (end == std::string::npos) {
            const ssize_t got = ::recv(descriptor_, part.data(), part.size(), 0);
            if (got < 0 && errno == EINTR) {
                continue;
            }
            if (got <= 0) {
                return std::nullopt;
            }
            pending_.append(part.data(), static_cast<std::size_t>(got));
            end = pending_.find('\n');
        }
        json value = json::parse(pending_.substr(0, end));
        pending_.erase(0, end + 1);
        return value;
    }

    void write(const json& value) const {
        const std::string line = value.dump(-1, ' ', false, json::error_handler_t::replace) + '\n';
        for (std::size_t at = 0; at < line.size();) {
            const ssize_t put =
                ::send(descriptor_, line.data() + at, line.size() - at, MSG_NOSIGNAL);
            if (put < 0 && errno != EINTR) {
                return;  // the next read() sees that the daemon is gone
            }
            at += put < 0 ? 0 : static_cast<std::size_t>(put);
        }
    }

private:
    int descriptor_;
    std::string pending_;
};

std::string missing_text(const Callbacks& callbacks) {
    std::string text;
    for (const std::string& name : callbacks.missing()) {
        text += (text.empty() ? "it lacks " : "; ") + name;
    }
    return text;
}

/// Answers until the daemon has closed its end.
void serve(Callbacks& callbacks, Lines& lines) {
    bool is_initialized = false;
    while (auto question = lines.read()) {
        json answer;
        if (question->at("call") == "initialize") {
            const std::uint32_t code = callbacks.initialize();
            const std::string missing = missing_text(callbacks);
            is_initialized = code == 0 && missing.empty();
            if (code != 0) {
                answer["failed"] = "its initialization failed with code " + std::to_string(code);
            } else if (!missing.empty()) {
                answer["failed"] = missing;
            }
        } else {
            answer = callbacks.answer(*question);
        }
        answer["number"] = question->at("number");
        lines.write(answer);
    }
    if (is_initialized) {
        callbacks.terminate();
    }
}

}  // namespace

int run_host(const std::string& path) {
    give_rights_away();
    Lines lines(take_connection());
    void* const object = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (object == nullptr) {
        lines.write({{"failed", std::string("it cannot be loaded: ") + ::dlerror()}});
        return 1;
    }
    const auto callbacks =
        bind([&](const std::string& name) { return ::dlsym(object, name.c_str()); });
    if (const std::string missing = missing_text(*callbacks); !missing.empty()) {
        lines.write({{"failed", missing}});
        return 1;
    }
    lines.write({{"loaded", true}});
    serve(*callbacks, lines);
    return 0;
}

}  // namespace mprd::admin_dll
