// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/process/process_handle_windows.hpp"
#include "platform/process/start.hpp"
#include "platform/process/streams_windows.hpp"
#include "platform/windows/command_words.hpp"
#include "platform/windows/text.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include <windows.h>

namespace mprd::platform {
namespace {

Error failed(const std::string& what) {
    return windows_error(Errc::FromDevice, what, ::GetLastError());
}

// ---- environment

struct NameLess {
    bool operator()(const std::wstring& a, const std::wstring& b) const {
        return ::CompareStringOrdinal(a.c_str(), -1, b.c_str(), -1, TRUE) == CSTR_LESS_THAN;
    }
};
/// Names in either case of letters, in the order that Windows wants.
using Variables = std::map<std::wstring, std::wstring, NameLess>;

Variables our_variables() {
    Variables variables;
    wchar_t* const block = ::GetEnvironmentStringsW();
    for (const wchar_t* entry = block; *entry != L'\0';) {
        const std::wstring_view text(entry);
        // "=C:=C:\folder" is there too: such names begin with what ends others.
        const std::size_t end = std::min(text.find(L'=', 1), text.size());
        variables.emplace(
            std::wstring(text.substr(0, end)),
            std::wstring(text.substr(std::min(end + 1, text.size())))
        );
        entry += text.size() + 1;
    }
    ::FreeEnvironmentStringsW(block);
    return variables;
}

/// As CreateProcess wants it.
std::wstring environment_of(const ProcessCommand& command) {
    Variables variables;
    for (const auto& [name, value] : command.environment) {
        variables.insert_or_assign(to_wide(name), to_wide(value));
    }
    constexpr std::array<const wchar_t*, 5> kIndispensable{
        L"PATH", L"SystemRoot", L"SystemDrive", L"TEMP", L"TMP"};
    Variables ours = our_variables();
    if (command.keeps_surroundings) {
        variables.merge(ours);
    }
    for (const wchar_t* name : kIndispensable) {
        if (const auto found = ours.find(name); found != ours.end()) {
            variables.emplace(name, found->second);
        }
    }
    std::wstring block;
    for (const auto& [name, value] : variables) {
        block += name + L'=' + value + L'\0';
    }
    return block + L'\0';
}

// ---- limits

Result<UniqueHandle> make_job(const ProcessLimits& wanted) {
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits{};
    auto& basic = limits.BasicLimitInformation;
    // No window that asks what to do with one that crashed.
    basic.LimitFlags =
        JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE | JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION;
    if (wanted.memory) {
        basic.LimitFlags |= JOB_OBJECT_LIMIT_PROCESS_MEMORY;
        limits.ProcessMemoryLimit = *wanted.memory;
    }
    if (wanted.cpu_time) {
        constexpr LONGLONG kTicks = 10'000'000;  // a second in units of 100 ns
        basic.LimitFlags |= JOB_OBJECT_LIMIT_PROCESS_TIME;
        basic.PerProcessUserTimeLimit.QuadPart = wanted.cpu_time->count() * kTicks;
    }
    UniqueHandle job(::CreateJobObjectW(nullptr, nullptr));
    if (!job || ::SetInformationJobObject(
                    job.get(), JobObjectExtendedLimitInformation, &limits, sizeof limits
                ) == 0) {
        return failed("cannot set the limits of a program (job object)");
    }
    return job;
}

// ---- the start

/// What CreateProcess hands to the program, and nothing else of what is inherited.
class Startup {
public:
    explicit Startup(const ProgramStreams& streams) {
        const auto& theirs = streams.theirs;
        info_.StartupInfo.cb = sizeof info_;
        info_.StartupInfo.dwFlags = STARTF_USESTDHANDLES;
        info_.StartupInfo.hStdInput = theirs[0].get();
        info_.StartupInfo.hStdOutput = theirs[theirs[1] ? 1 : 2].get();
        info_.StartupInfo.hStdError = theirs[2].get();
        for (const UniqueHandle& handle : theirs) {
            if (handle) {
                handles_[count_++] = handle.get();
            }
        }
        SIZE_T size = 0;
        ::InitializeProcThreadAttributeList(nullptr, 1, 0, &size);
        memory_.resize(size);
        // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): an opaque type
        auto* const list = reinterpret_cast<LPPROC_THREAD_ATTRIBUTE_LIST>(memory_.data());
        if (::InitializeProcThreadAttributeList(list, 1, 0, &size) == 0) {
            return;
        }
        info_.lpAttributeList = list;
        is_ready_ = ::UpdateProcThreadAttribute(
                        list,
                        0,
                        PROC_THREAD_ATTRIBUTE_HANDLE_LIST,
                        handles_.data(),
                        count_ * sizeof(HANDLE),
                        nullptr,
                        nullptr
                    ) != 0;
    }
    Startup(const Startup&) = delete;
    Startup& operator=(const Startup&) = delete;
    ~Startup() {
        if (info_.lpAttributeList != nullptr) {
            ::DeleteProcThreadAttributeList(info_.lpAttributeList);
        }
    }
    /// nullptr: the system refused, GetLastError() has why.
    [[nodiscard]] STARTUPINFOW* get() { return is_ready_ ? &info_.StartupInfo : nullptr; }

private:
    STARTUPINFOEXW info_{};
    std::array<HANDLE, 3> handles_{};
    std::size_t count_ = 0;
    std::vector<std::uint8_t> memory_;
    bool is_ready_ = false;
};

Result<void> check_abilities(const ProcessCommand& command) {
    const char* const missing = command.channel == ProcessChannel::Terminal ? "pseudo terminals"
                                : command.limits.open_files ? "a limit of open files"
                                : command.traps_tun         ? "sockets in place of a TUN device"
                                                            : nullptr;
    if (missing == nullptr) {
        return {};
    }
    return make_error(
        Errc::NotSupported,
        command.arguments.at(0) + ": " + missing + " for programs are there on Linux only"
    );
}

std::wstring folder_of(const ProcessCommand& command) {
    return to_wide(command.working_directory.empty() ? "\\" : command.working_directory);
}

Result<void> check_folder(const ProcessCommand& command) {
    const DWORD attributes = ::GetFileAttributesW(folder_of(command).c_str());
    if (attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_DIRECTORY) != 0) {
        return {};
    }
    const DWORD error =
        attributes == INVALID_FILE_ATTRIBUTES ? ::GetLastError() : DWORD{ERROR_DIRECTORY};
    return windows_error(
        Errc::FromDevice,
        command.arguments.at(0) + ": cannot enter its working directory " +
            command.working_directory,
        error
    );
}

/// Starts it, in the job before it has done anything.
Result<void> create(
    const ProcessCommand& command,
    const std::string& program,
    Startup& startup,
    ProcessHandle::Native& process
) {
    std::wstring words = command_words(command.arguments);
    std::wstring environment = environment_of(command);
    const std::wstring folder = folder_of(command);
    const bool keeps_folder = command.keeps_surroundings && command.working_directory.empty();
    PROCESS_INFORMATION made{};
    if (startup.get() == nullptr ||
        ::CreateProcessW(
            to_wide(program).c_str(),
            words.data(),
            nullptr,
            nullptr,
            TRUE,
            CREATE_SUSPENDED | CREATE_NO_WINDOW | CREATE_NEW_PROCESS_GROUP |
                CREATE_UNICODE_ENVIRONMENT | EXTENDED_STARTUPINFO_PRESENT,
            environment.data(),
            keeps_folder ? nullptr : folder.c_str(),
            startup.get(),
            &made
        ) == 0) {
        return failed(command.arguments[0] + ": cannot run it");
    }
    process.process.reset(made.hProcess);
    process.id = made.dwProcessId;
    const UniqueHandle thread(made.hThread);
    if (::AssignProcessToJobObject(process.job.get(), made.hProcess) == 0 ||
        ::ResumeThread(thread.get()) == static_cast<DWORD>(-1)) {
        const Error error = failed(command.arguments[0] + ": cannot watch it (job object)");
        ::TerminateProcess(made.hProcess, 1);
        return error;
    }
    return {};
}

}  // namespace

Result<StartedProgram> start_program(const ProcessCommand& command) {
    if (const auto able = check_abilities(command); !able) {
        return able.error();
    }
    const auto program = find_program(command.arguments.at(0), search_path(command));
    if (!program) {
        return program.error();
    }
    if (const auto folder = check_folder(command); !folder) {
        return folder.error();
    }
    auto streams = open_program_streams(command.channel);
    if (!streams) {
        return streams.error();
    }
    auto job = make_job(command.limits);
    if (!job) {
        return job.error();
    }
    auto process = std::make_unique<ProcessHandle::Native>();
    process->job = std::move(*job);
    Startup startup(*streams);
    if (const auto created = create(command, *program, startup, *process); !created) {
        return created.error();
    }
    StartedProgram started;
    started.process = ProcessHandle(std::move(process));
    started.channel = std::move(streams->channel);
    started.error_output = std::move(streams->error_output);
    return started;
}

}  // namespace mprd::platform
