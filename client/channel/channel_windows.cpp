// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/channel/channel.hpp"
#include "client/channel/pipe_channel_windows.hpp"
#include "client/channel/pipe_name_windows.hpp"
#include "client/channel/text_windows.hpp"

#include <windows.h>

namespace mprd::client {
namespace {

constexpr const char* kDefaultPipe = R"(\\.\pipe\mprd)";
/// Between two clients the server has no instance of the pipe ready, for moments.
constexpr ULONGLONG kBusyMs = 5'000;

[[nodiscard]] Errc errc_of_open(DWORD error) {
    switch (error) {
        case ERROR_ACCESS_DENIED:
            return Errc::AccessDenied;
        case ERROR_FILE_NOT_FOUND:
            return Errc::UnknownInterface;
        default:
            return Errc::ServerUnavailable;
    }
}

[[nodiscard]] const char* advice(DWORD error) {
    switch (error) {
        case ERROR_ACCESS_DENIED:
            return "\nAsk as an administrator (Run as administrator), or as a member of the group "
                   "that may read.";
        case ERROR_PIPE_BUSY:
        case ERROR_SEM_TIMEOUT:
            return "\nIt has as many clients as it takes; end some, or try again.";
        default:
            return "\nIs it running? Start it (net start mprd), or name its pipe with --socket "
                   R"(\\.\pipe\NAME.)";
    }
}

[[nodiscard]] Error not_reached(const std::string& path, DWORD error) {
    return make_error(
        errc_of_open(error),
        "cannot reach mprd at " + path + ": " + text_of_error(error) + advice(error),
        cause_of_error(error)
    );
}

/// 0, or why it cannot be opened.
[[nodiscard]] DWORD open_pipe(const std::wstring& path, Handle& pipe) {
    const ULONGLONG give_up = ::GetTickCount64() + kBusyMs;
    while (true) {
        // Whoever serves the pipe learns who we are, and may do nothing in our name.
        pipe = Handle(::CreateFileW(
            path.c_str(),
            GENERIC_READ | GENERIC_WRITE,
            0,
            nullptr,
            OPEN_EXISTING,
            FILE_FLAG_OVERLAPPED | SECURITY_SQOS_PRESENT | SECURITY_IDENTIFICATION,
            nullptr
        ));
        if (pipe) {
            return 0;
        }
        const DWORD error = ::GetLastError();
        const ULONGLONG now = ::GetTickCount64();
        if (error != ERROR_PIPE_BUSY || now >= give_up) {
            return error;
        }
        // Its failure shows at the next attempt.
        ::WaitNamedPipeW(path.c_str(), static_cast<DWORD>(give_up - now));
    }
}

}  // namespace

Result<std::unique_ptr<Channel>> open_local_channel(const std::string& path) {
    // Any other path would open a file or a device.
    if (!is_pipe_name(path)) {
        return make_error(
            Errc::InvalidParameter,
            R"(expected the name of a pipe, as in \\.\pipe\mprd, found ")" + path + '"'
        );
    }
    Handle pipe;
    if (const DWORD error = open_pipe(to_wide(path), pipe); error != 0) {
        return not_reached(path, error);
    }
    auto channel = std::make_unique<PipeChannel>(PipeEnds{std::move(pipe), Handle()});
    if (!channel->is_usable()) {
        return make_error(Errc::NotEnoughMemory, "no event can be made");
    }
    return channel;
}

std::string own_host_name() {
    std::wstring name(256, L'\0');
    auto size = static_cast<DWORD>(name.size());
    if (::GetComputerNameExW(ComputerNameDnsHostname, name.data(), &size) == FALSE) {
        return "";
    }
    return from_wide(std::wstring_view(name).substr(0, size));
}

std::string default_local_path() {
    return kDefaultPipe;
}

std::string environment(const char* name) {
    const std::wstring wide = to_wide(name);
    std::wstring value;
    DWORD size = ::GetEnvironmentVariableW(wide.c_str(), nullptr, 0);
    // Another thread may make it longer meanwhile.
    while (size > value.size()) {
        value.resize(size);
        size = ::GetEnvironmentVariableW(wide.c_str(), value.data(), size);
    }
    value.resize(size);
    return from_wide(value);
}

}  // namespace mprd::client
