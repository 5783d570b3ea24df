// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/channel/child_windows.hpp"

#include "client/channel/text_windows.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>

#include <windows.h>

namespace mprd::client {
namespace {

/// One word, in quotes where it needs them: backslashes count only before a quote.
void append_word(std::wstring& line, const std::wstring& word) {
    if (!word.empty() && word.find_first_of(L" \t\n\v\"") == std::wstring::npos) {
        line += word;
        return;
    }
    line += L'"';
    std::size_t backslashes = 0;
    for (const wchar_t c : word) {
        if (c == L'"') {
            line.append(backslashes + 1, L'\\');
        }
        backslashes = c == L'\\' ? backslashes + 1 : 0;
        line += c;
    }
    line.append(backslashes, L'\\');
    line += L'"';
}

/// The file of a program; empty: there is none. Never in the current folder, where anybody may
/// have put one.
[[nodiscard]] std::wstring file_of(const std::string& program) {
    const std::wstring name = to_wide(program);
    if (name.find_first_of(L"\\/:") != std::wstring::npos) {
        return name;
    }
    const std::wstring folders = to_wide(environment("PATH"));
    std::wstring file(32768, L'\0');  // the longest path of the system
    const DWORD size = ::SearchPathW(
        folders.c_str(),
        name.c_str(),
        L".exe",
        static_cast<DWORD>(file.size()),
        file.data(),
        nullptr
    );
    file.resize(size < file.size() ? size : 0);
    return file;
}

/// A shell would run those, and read their arguments in its own way.
[[nodiscard]] bool is_script(std::wstring file) {
    std::transform(file.begin(), file.end(), file.begin(), [](wchar_t c) {
        return c >= L'A' && c <= L'Z' ? static_cast<wchar_t>(c | 0x20) : c;
    });
    return file.ends_with(L".bat") || file.ends_with(L".cmd");
}

[[nodiscard]] Error not_started(const std::string& program, const std::string& why, DWORD error) {
    return make_error(
        Errc::ServerUnavailable, "cannot run " + program + ": " + why, cause_of_error(error)
    );
}

/// What a process gets of ours: these handles and no others, whatever else is inheritable in the
/// program that we are a part of.
class StartInfo {
public:
    StartInfo(const Child::Streams& streams) {
        info_.StartupInfo.cb = sizeof info_;
        info_.StartupInfo.dwFlags = STARTF_USESTDHANDLES;
        info_.StartupInfo.hStdInput = streams.input;
        info_.StartupInfo.hStdOutput = streams.output;
        info_.StartupInfo.hStdError = streams.errors;
        handles_ = {streams.input, streams.output, streams.errors};
        std::sort(handles_.begin(), handles_.end());
        handles_.erase(std::unique(handles_.begin(), handles_.end()), handles_.end());
        SIZE_T size = 0;
        ::InitializeProcThreadAttributeList(nullptr, 1, 0, &size);
        memory_ = std::make_unique<std::byte[]>(size);
        list_ = static_cast<LPPROC_THREAD_ATTRIBUTE_LIST>(static_cast<void*>(memory_.get()));
        ::InitializeProcThreadAttributeList(list_, 1, 0, &size);
        ::UpdateProcThreadAttribute(
            list_,
            0,
            PROC_THREAD_ATTRIBUTE_HANDLE_LIST,
            handles_.data(),
            handles_.size() * sizeof(HANDLE),
            nullptr,
            nullptr
        );
        info_.lpAttributeList = list_;
    }
    ~StartInfo() { ::DeleteProcThreadAttributeList(list_); }
    StartInfo(const StartInfo&) = delete;
    StartInfo& operator=(const StartInfo&) = delete;

    [[nodiscard]] STARTUPINFOW* get() { return &info_.StartupInfo; }

private:
    STARTUPINFOEXW info_{};
    std::vector<HANDLE> handles_;
    std::unique_ptr<std::byte[]> memory_;
    LPPROC_THREAD_ATTRIBUTE_LIST list_ = nullptr;
};

/// A job whose processes end when nobody holds it any more.
[[nodiscard]] Handle make_job() {
    Handle job(::CreateJobObjectW(nullptr, nullptr));
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits{};
    limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE;
    ::SetInformationJobObject(job.get(), JobObjectExtendedLimitInformation, &limits, sizeof limits);
    return job;
}

}  // namespace

std::wstring command_line(const std::vector<std::string>& words) {
    std::wstring line;
    for (const std::string& word : words) {
        line += line.empty() ? L"" : L" ";
        append_word(line, to_wide(word));
    }
    return line;
}

Result<Child> Child::start(
    const std::vector<std::string>& words, const Streams& streams, Asking asking
) {
    const std::wstring file = file_of(words[0]);
    if (file.empty()) {
        return not_started(words[0], "no such program in PATH", ERROR_FILE_NOT_FOUND);
    }
    if (is_script(file)) {
        return not_started(words[0], "expected a program (.exe), found a script", ERROR_BAD_FORMAT);
    }
    std::wstring line = command_line(words);
    StartInfo info(streams);
    PROCESS_INFORMATION started{};
    // A library shows no window, asks nobody, and Ctrl-C is for its program.
    const DWORD apart = asking == Asking::Never ? CREATE_NO_WINDOW | CREATE_NEW_PROCESS_GROUP : 0;
    const BOOL done = ::CreateProcessW(
        file.c_str(),
        line.data(),
        nullptr,
        nullptr,
        TRUE,
        CREATE_SUSPENDED | EXTENDED_STARTUPINFO_PRESENT | apart,
        nullptr,
        nullptr,
        info.get(),
        &started
    );
    if (done == FALSE) {
        const DWORD error = ::GetLastError();
        return not_started(words[0], text_of_error(error), error);
    }
    Child child;
    child.process_ = Handle(started.hProcess);
    child.job_ = make_job();
    // Before its first instruction, so that nothing that it starts is left out.
    ::AssignProcessToJobObject(child.job_.get(), started.hProcess);
    const Handle thread(started.hThread);
    ::ResumeThread(thread.get());
    return child;
}

int Child::reap() {
    constexpr DWORD kPatienceMs = 2'000;
    constexpr UINT kEnded = 1;
    if (::WaitForSingleObject(process_.get(), kPatienceMs) != WAIT_OBJECT_0) {
        ::TerminateJobObject(job_.get(), kEnded);
        ::TerminateProcess(process_.get(), kEnded);
        ::WaitForSingleObject(process_.get(), INFINITE);
    }
    DWORD status = 0;
    ::GetExitCodeProcess(process_.get(), &status);
    return static_cast<int>(status);
}

}  // namespace mprd::client
