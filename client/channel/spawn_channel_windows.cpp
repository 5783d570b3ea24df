// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/channel/channel.hpp"
#include "client/channel/child_windows.hpp"
#include "client/channel/pipe_channel_windows.hpp"
#include "client/channel/text_windows.hpp"

#include <atomic>

#include <windows.h>

namespace mprd::client {
namespace {

enum class Direction {
    ToChild,
    FromChild
};

/// A pipe between us and a child: our end for overlapped work, which anonymous pipes cannot do, its
/// own one for programs that read and write without further ado, and inherited.
struct ChildPipe {
    Handle ours;
    Handle theirs;
};

/// A name that nobody else has, as far as that can be had: nobody else can take it, either.
[[nodiscard]] std::wstring fresh_pipe_name() {
    static std::atomic<unsigned> last{0};
    LARGE_INTEGER now{};
    ::QueryPerformanceCounter(&now);
    return LR"(\\.\pipe\mprd-child-)" + std::to_wstring(::GetCurrentProcessId()) + L'-' +
           std::to_wstring(++last) + L'-' + std::to_wstring(now.QuadPart);
}

[[nodiscard]] SECURITY_ATTRIBUTES inherited() {
    return {sizeof(SECURITY_ATTRIBUTES), nullptr, TRUE};
}

[[nodiscard]] ChildPipe make_pipe(Direction direction) {
    constexpr DWORD kBuffer = 65536;
    const bool to_child = direction == Direction::ToChild;
    const std::wstring name = fresh_pipe_name();
    ChildPipe pipe;
    pipe.ours = Handle(::CreateNamedPipeW(
        name.c_str(),
        (to_child ? PIPE_ACCESS_OUTBOUND : PIPE_ACCESS_INBOUND) | FILE_FLAG_OVERLAPPED |
            FILE_FLAG_FIRST_PIPE_INSTANCE,
        PIPE_TYPE_BYTE | PIPE_READMODE_BYTE | PIPE_WAIT | PIPE_REJECT_REMOTE_CLIENTS,
        1,
        kBuffer,
        kBuffer,
        0,
        nullptr
    ));
    SECURITY_ATTRIBUTES attributes = inherited();
    if (pipe.ours) {
        pipe.theirs = Handle(::CreateFileW(
            name.c_str(),
            to_child ? GENERIC_READ : GENERIC_WRITE,
            0,
            &attributes,
            OPEN_EXISTING,
            0,
            nullptr
        ));
    }
    return pipe;
}

/// Where its complaints go: a copy of our own, or nowhere.
[[nodiscard]] Handle error_stream(Asking asking) {
    HANDLE copy = nullptr;
    if (asking == Asking::Allowed && ::DuplicateHandle(
                                         ::GetCurrentProcess(),
                                         ::GetStdHandle(STD_ERROR_HANDLE),
                                         ::GetCurrentProcess(),
                                         &copy,
                                         0,
                                         TRUE,
                                         DUPLICATE_SAME_ACCESS
                                     ) != FALSE) {
        return Handle(copy);
    }
    SECURITY_ATTRIBUTES attributes = inherited();
    return Handle(::CreateFileW(
        L"NUL",
        GENERIC_WRITE,
        FILE_SHARE_READ | FILE_SHARE_WRITE,
        &attributes,
        OPEN_EXISTING,
        0,
        nullptr
    ));
}

}  // namespace

Result<std::unique_ptr<Channel>> spawn_channel(
    std::vector<std::string> words, Asking asking, ProgramEndText why_ended
) {
    ChildPipe input = make_pipe(Direction::ToChild);
    ChildPipe output = make_pipe(Direction::FromChild);
    const Handle errors = error_stream(asking);
    if (!input.theirs || !output.theirs || !errors) {
        return make_error(Errc::NotEnoughMemory, "no pipe can be made");
    }
    auto child =
        Child::start(words, {input.theirs.get(), output.theirs.get(), errors.get()}, asking);
    if (!child) {
        return child.error();
    }
    auto channel = std::make_unique<PipeChannel>(
        PipeEnds{std::move(output.ours), std::move(input.ours)}, std::move(*child), why_ended
    );
    if (!channel->is_usable()) {
        return make_error(Errc::NotEnoughMemory, "no event can be made");
    }
    return channel;
}

}  // namespace mprd::client
