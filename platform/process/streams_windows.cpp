// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/process/streams_windows.hpp"

#include "platform/system/system_entropy.hpp"
#include "platform/windows/security.hpp"
#include "platform/windows/text.hpp"

#include <cstdint>
#include <string>
#include <utility>

#include <windows.h>

namespace mprd::platform {
namespace {

Error pipe_error(const std::string& what) {
    return windows_error(Errc::FromDevice, what, ::GetLastError());
}

/// Which way a pipe carries, seen from us.
enum class Way {
    ToProgram,
    FromProgram,
    Both
};

/// Both ends of what joins us: ours for overlapped work, which anonymous pipes cannot do; its own
/// for programs that read and write without further ado, and inherited.
struct Pair {
    UniqueHandle ours;
    UniqueHandle theirs;
};

/// A name that nobody can know before it is used up.
std::wstring random_name() {
    std::array<std::uint8_t, 16> random{};
    SystemEntropy().fill(random);
    std::wstring name = L"\\\\.\\pipe\\mprd-program-";
    for (const std::uint8_t octet : random) {
        constexpr const wchar_t* kDigits = L"0123456789abcdef";
        name += kDigits[octet >> 4U];
        name += kDigits[octet & 15U];
    }
    return name;
}

UniqueHandle make_our_end(const std::wstring& name, Way way, ProcessChannel channel) {
    // What we write is not buffered: a write ends when the program has read it, and so it is known
    // what was read (ProgramChannel::is_drained). A connection has its answers to tell that.
    constexpr DWORD kBuffer = 65536;
    const DWORD access = way == Way::ToProgram     ? PIPE_ACCESS_OUTBOUND
                         : way == Way::FromProgram ? PIPE_ACCESS_INBOUND
                                                   : PIPE_ACCESS_DUPLEX;
    const DWORD mode = channel == ProcessChannel::Messages
                           ? PIPE_TYPE_MESSAGE | PIPE_READMODE_MESSAGE
                           : PIPE_TYPE_BYTE | PIPE_READMODE_BYTE;
    auto descriptor = SecurityDescriptor::parse(kSecretSddl);
    return UniqueHandle(::CreateNamedPipeW(
        name.c_str(),
        access | FILE_FLAG_OVERLAPPED | FILE_FLAG_FIRST_PIPE_INSTANCE,
        mode | PIPE_REJECT_REMOTE_CLIENTS,
        1,
        way == Way::ToProgram ? 0 : kBuffer,
        kBuffer,
        0,
        descriptor ? descriptor->attributes() : nullptr
    ));
}

Result<Pair> make_pipe(Way way, ProcessChannel channel = ProcessChannel::Bytes) {
    const std::wstring name = random_name();
    Pair pair;
    pair.ours = make_our_end(name, way, channel);
    if (!pair.ours) {
        return pipe_error("cannot make a pipe for a program");
    }
    const DWORD access = way == Way::ToProgram     ? GENERIC_READ | FILE_WRITE_ATTRIBUTES
                         : way == Way::FromProgram ? GENERIC_WRITE | FILE_READ_ATTRIBUTES
                                                   : GENERIC_READ | GENERIC_WRITE;
    SECURITY_ATTRIBUTES inherited{sizeof(SECURITY_ATTRIBUTES), nullptr, TRUE};
    pair.theirs.reset(::CreateFileW(
        name.c_str(),
        access,
        0,
        &inherited,
        OPEN_EXISTING,
        SECURITY_SQOS_PRESENT | SECURITY_ANONYMOUS,
        nullptr
    ));
    if (!pair.theirs) {
        return pipe_error("cannot open a pipe for a program");
    }
    DWORD mode = PIPE_READMODE_MESSAGE;
    if (channel == ProcessChannel::Messages && way == Way::ToProgram &&
        ::SetNamedPipeHandleState(pair.theirs.get(), &mode, nullptr, nullptr) == 0) {
        return pipe_error("cannot make a pipe for messages to a program");
    }
    return pair;
}

/// Nothing to read, nowhere to write.
Result<UniqueHandle> open_nothing() {
    SECURITY_ATTRIBUTES inherited{sizeof(SECURITY_ATTRIBUTES), nullptr, TRUE};
    UniqueHandle nothing(::CreateFileW(
        L"NUL",
        GENERIC_READ | GENERIC_WRITE,
        FILE_SHARE_READ | FILE_SHARE_WRITE,
        &inherited,
        OPEN_EXISTING,
        0,
        nullptr
    ));
    if (!nothing) {
        return pipe_error("cannot open NUL for a program");
    }
    return nothing;
}

/// Where our own complaints go, which may be nowhere.
Result<UniqueHandle> copy_of_our_errors() {
    const HANDLE self = ::GetCurrentProcess();
    HANDLE copy = nullptr;
    const HANDLE ours = ::GetStdHandle(STD_ERROR_HANDLE);
    if (ours != nullptr &&
        ::DuplicateHandle(self, ours, self, &copy, 0, TRUE, DUPLICATE_SAME_ACCESS) != 0) {
        return UniqueHandle(copy);
    }
    return open_nothing();
}

}  // namespace

Result<ProgramStreams> open_program_streams(ProcessChannel channel) {
    ProgramStreams streams;
    const bool is_connection = channel == ProcessChannel::Connection;
    if (is_connection) {
        auto errors = copy_of_our_errors();
        if (!errors) {
            return errors.error();
        }
        streams.theirs[2] = std::move(*errors);
    } else {
        auto errors = make_pipe(Way::FromProgram);
        if (!errors) {
            return errors.error();
        }
        streams.error_output = std::move(errors->ours);
        streams.theirs[2] = std::move(errors->theirs);
    }
    if (channel == ProcessChannel::Lines) {
        auto nothing = open_nothing();
        if (!nothing) {
            return nothing.error();
        }
        streams.theirs[0] = std::move(*nothing);
        return streams;
    }
    auto input = make_pipe(is_connection ? Way::Both : Way::ToProgram, channel);
    if (!input) {
        return input.error();
    }
    streams.theirs[0] = std::move(input->theirs);
    if (is_connection) {
        streams.channel.output = std::move(input->ours);
        return streams;
    }
    streams.channel.input = std::move(input->ours);
    // One pipe for both ways would make a program that waits for input unable to write.
    auto output = make_pipe(Way::FromProgram, channel);
    if (!output) {
        return output.error();
    }
    streams.theirs[1] = std::move(output->theirs);
    streams.channel.output = std::move(output->ours);
    return streams;
}

}  // namespace mprd::platform
