// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/process/helper_process.hpp"
#include "platform/windows/command_words.hpp"
#include "platform/windows/text.hpp"
#include "platform/windows/unique_handle.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <optional>
#include <utility>

#include <windows.h>

namespace mprd::platform {

const int HelperProcess::kDescriptor = -10;  // STD_INPUT_HANDLE, whose macro is unsigned

struct HelperProcess::State {
    UniqueHandle pipe;     ///< overlapped
    UniqueHandle process;  ///< null: ended
    UniqueHandle job;      ///< what it started ends with it
};

namespace {

/// A pipe that works both ways has a name; nobody else can know this one before it is used up.
Result<std::pair<UniqueHandle, UniqueHandle>> make_pipe() {
    static std::atomic<unsigned> count{0};
    const std::wstring name = L"\\\\.\\pipe\\mprd-helper-" +
                              std::to_wstring(::GetCurrentProcessId()) + L'-' +
                              std::to_wstring(count.fetch_add(1));
    constexpr DWORD kBuffer = 65536;
    UniqueHandle ours(::CreateNamedPipeW(
        name.c_str(),
        PIPE_ACCESS_DUPLEX | FILE_FLAG_OVERLAPPED | FILE_FLAG_FIRST_PIPE_INSTANCE,
        PIPE_TYPE_BYTE | PIPE_READMODE_BYTE | PIPE_REJECT_REMOTE_CLIENTS,
        1,
        kBuffer,
        kBuffer,
        0,
        nullptr
    ));
    SECURITY_ATTRIBUTES inherited{sizeof(SECURITY_ATTRIBUTES), nullptr, TRUE};
    UniqueHandle theirs(
        !ours ? nullptr
              : ::CreateFileW(
                    name.c_str(),
                    GENERIC_READ | GENERIC_WRITE,
                    0,
                    &inherited,
                    OPEN_EXISTING,
                    SECURITY_SQOS_PRESENT | SECURITY_ANONYMOUS,
                    nullptr
                )
    );
    if (!theirs) {
        return windows_error(Errc::NotEnoughMemory, "no pipe can be made", ::GetLastError());
    }
    return std::pair{std::move(ours), std::move(theirs)};
}

/// One operation on our end, and how many octets it moved; nullopt: failed, or not done in time.
template <class Start>
std::optional<DWORD> transfer(HANDLE pipe, DWORD milliseconds, Start start, bool& is_late) {
    const UniqueHandle event(::CreateEventW(nullptr, TRUE, FALSE, nullptr));
    OVERLAPPED operation{};
    operation.hEvent = event.get();
    is_late = false;
    if (start(&operation) == 0 && ::GetLastError() != ERROR_IO_PENDING) {
        return std::nullopt;
    }
    if (::WaitForSingleObject(event.get(), milliseconds) != WAIT_OBJECT_0) {
        is_late = true;
        ::CancelIoEx(pipe, &operation);
    }
    DWORD size = 0;
    const BOOL done = ::GetOverlappedResult(pipe, &operation, &size, TRUE);
    if (done != 0) {
        is_late = false;
        return size;
    }
    return std::nullopt;
}

DWORD milliseconds_of(std::chrono::milliseconds time) {
    return static_cast<DWORD>(std::max<std::chrono::milliseconds::rep>(time.count(), 0));
}

}  // namespace

Result<HelperProcess> HelperProcess::start(std::vector<std::string> words) {
    auto ends = make_pipe();
    if (!ends) {
        return ends.error();
    }
    auto state = std::make_unique<State>();
    state->job.reset(::CreateJobObjectW(nullptr, nullptr));
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits{};
    limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE;
    ::SetInformationJobObject(
        state->job.get(), JobObjectExtendedLimitInformation, &limits, sizeof limits
    );
    STARTUPINFOW how{};
    how.cb = sizeof how;
    how.dwFlags = STARTF_USESTDHANDLES;
    how.hStdInput = ends->second.get();
    how.hStdError = ::GetStdHandle(STD_ERROR_HANDLE);
    std::wstring line = command_words(words);
    PROCESS_INFORMATION made{};
    if (::CreateProcessW(
            nullptr,
            line.data(),
            nullptr,
            nullptr,
            TRUE,
            CREATE_SUSPENDED | CREATE_NO_WINDOW | CREATE_NEW_PROCESS_GROUP,
            nullptr,
            nullptr,
            &how,
            &made
        ) == 0) {
        return windows_error(Errc::CanNotComplete, "cannot run " + words[0], ::GetLastError());
    }
    state->process.reset(made.hProcess);
    const UniqueHandle thread(made.hThread);
    ::AssignProcessToJobObject(state->job.get(), made.hProcess);
    ::ResumeThread(made.hThread);
    state->pipe = std::move(ends->first);
    return HelperProcess(std::move(state));
}

HelperProcess::HelperProcess(std::unique_ptr<State> state) : state_(std::move(state)) {}

HelperProcess::HelperProcess(HelperProcess&& other) noexcept = default;

HelperProcess& HelperProcess::operator=(HelperProcess&& other) noexcept {
    if (this != &other) {
        end();
        state_ = std::move(other.state_);
        pending_ = std::move(other.pending_);
    }
    return *this;
}

HelperProcess::~HelperProcess() {
    end();
}

Result<LocalStream> HelperProcess::stream(boost::asio::io_context& io) {
    const HANDLE self = ::GetCurrentProcess();
    HANDLE copy = nullptr;
    if (::DuplicateHandle(self, state_->pipe.get(), self, &copy, 0, FALSE, DUPLICATE_SAME_ACCESS) ==
        0) {
        return windows_error(Errc::NotEnoughMemory, "no handle", ::GetLastError());
    }
    UniqueHandle owned(copy);
    boost::system::error_code error;
    LocalStream stream(io);
    stream.assign(owned.get(), error);
    if (error) {
        return make_error(Errc::CanNotComplete, error.message());
    }
    static_cast<void>(owned.release());
    return stream;
}

bool HelperProcess::write_line(std::string_view line) {
    const std::string text = std::string(line) + '\n';
    bool is_late = false;
    const auto size = transfer(
        state_->pipe.get(),
        INFINITE,
        [&](OVERLAPPED* operation) {
            return ::WriteFile(
                state_->pipe.get(), text.data(), static_cast<DWORD>(text.size()), nullptr, operation
            );
        },
        is_late
    );
    return size == text.size();
}

Result<std::string> HelperProcess::read_line(std::chrono::milliseconds limit) {
    const auto until = std::chrono::steady_clock::now() + limit;
    std::array<char, 4096> part{};
    std::size_t end = pending_.find('\n');
    while (end == std::string::npos) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            until - std::chrono::steady_clock::now()
        );
        bool is_late = left.count() <= 0;
        const auto got = is_late ? std::nullopt
                                 : transfer(
                                       state_->pipe.get(),
                                       milliseconds_of(left),
                                       [&](OVERLAPPED* operation) {
                                           return ::ReadFile(
                                               state_->pipe.get(),
                                               part.data(),
                                               static_cast<DWORD>(part.size()),
                                               nullptr,
                                               operation
                                           );
                                       },
                                       is_late
                                   );
        if (is_late) {
            return make_error(Errc::RequestTimeout, "it did not answer in time");
        }
        if (!got || *got == 0 || pending_.size() > kMaxLine) {
            return make_error(Errc::CanNotComplete, "its process " + this->end());
        }
        pending_.append(part.data(), *got);
        end = pending_.find('\n');
    }
    std::string line = pending_.substr(0, end);
    pending_.erase(0, end + 1);
    return line;
}

void HelperProcess::finish(std::chrono::milliseconds limit) {
    if (state_ == nullptr || !state_->process) {
        return;
    }
    state_->pipe.reset();
    ::WaitForSingleObject(state_->process.get(), milliseconds_of(limit));
    end();
}

std::string HelperProcess::end() {
    if (state_ == nullptr || !state_->process) {
        return "is not there";
    }
    constexpr UINT kEndedByUs = 1;
    constexpr DWORD kPatience = 5000;  // milliseconds: the system takes it down, it has no say
    ::TerminateProcess(state_->process.get(), kEndedByUs);
    ::WaitForSingleObject(state_->process.get(), kPatience);
    DWORD status = 0;
    ::GetExitCodeProcess(state_->process.get(), &status);
    state_->process.reset();
    state_->job.reset();
    state_->pipe.reset();
    return "ended with status " + std::to_string(status);
}

}  // namespace mprd::platform
