// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/system/clock.hpp"
#include "platform/system/local_calendar.hpp"
#include "platform/system/system.hpp"
#include "platform/windows/console_log.hpp"
#include "platform/windows/console_requests.hpp"
#include "platform/windows/event_log.hpp"
#include "platform/windows/file_system.hpp"
#include "platform/windows/folder_changes.hpp"
#include "platform/windows/host_network.hpp"
#include "platform/windows/security.hpp"
#include "platform/windows/service_control.hpp"
#include "platform/windows/service_setup.hpp"
#include "platform/windows/step_alarm.hpp"
#include "platform/windows/text.hpp"
#include "platform/windows/unique_handle.hpp"
#include "platform/windows/wintun_device.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

#include <shellapi.h>
#include <shlobj.h>
#undef interface  // a word of COM that this header defines

namespace mprd::platform {
namespace {

/// Empty when there is no such variable.
std::wstring environment(const wchar_t* name) {
    std::wstring value(32768, L'\0');
    value.resize(::GetEnvironmentVariableW(name, value.data(), static_cast<DWORD>(value.size())));
    return value;
}

std::wstring own_path() {
    std::wstring path(32768, L'\0');
    path.resize(::GetModuleFileNameW(nullptr, path.data(), static_cast<DWORD>(path.size())));
    return path;
}

std::wstring own_folder() {
    const std::wstring path = own_path();
    return path.substr(0, path.find_last_of(L'\\'));
}

/// For a console there is nobody to tell; a service has ManagerNotifier.
class NobodyToTell final : public ServiceNotifier {
public:
    void ready() override {}
    void reloading() override {}
    void stopping() override {}
    void alive() override {}
    [[nodiscard]] std::optional<Duration> watchdog_interval() const override {
        return std::nullopt;
    }
};

class NamedMutex final : public FileLock {
public:
    explicit NamedMutex(UniqueHandle mutex) : mutex_(std::move(mutex)) {}

private:
    UniqueHandle mutex_;
};

}  // namespace

std::unique_ptr<Calendar> make_calendar() {
    return std::make_unique<LocalCalendar>();
}

std::unique_ptr<FileSystem> make_file_system() {
    return std::make_unique<WindowsFileSystem>();
}

std::unique_ptr<Alarm> make_alarm(boost::asio::io_context& io) {
    return std::make_unique<StepAlarm>(io, boottime_now);
}

std::unique_ptr<FolderWatch> make_folder_watch(
    boost::asio::io_context& io, std::function<void(const std::string& path)> changed
) {
    return std::make_unique<FolderChanges>(io, std::move(changed));
}

std::unique_ptr<NetDeviceFactory> make_net_devices(boost::asio::io_context& io) {
    // A double of wintun.dll in this folder, and a record of what IP Helper would be told: for
    // tests where neither a driver nor a network interface can be had.
    const std::wstring rehearsal = environment(L"MPRD_NETWORK_REHEARSAL");
    if (!rehearsal.empty()) {
        return std::make_unique<WintunFactory>(
            io,
            rehearsal + L"\\wintun.dll",
            Wintun::Signature::Ignored,
            std::make_unique<RecordedIpHelper>(rehearsal + L"\\network.log")
        );
    }
    return std::make_unique<WintunFactory>(
        io, own_folder() + L"\\wintun.dll", Wintun::Signature::Required, make_ip_helper()
    );
}

std::unique_ptr<HostNetwork> make_host_network() {
    return std::make_unique<WindowsHostNetwork>();
}

std::unique_ptr<LogSink> make_log_sink() {
    if (ServiceControl::instance().is_service()) {
        return std::make_unique<EventLog>();
    }
    return std::make_unique<ConsoleLog>();
}

Result<int> run_as_service(const std::function<int()>& body) {
    return ServiceControl::instance().run(body);
}

Result<void> install_service() {
    return register_service(own_path());
}

Result<void> remove_service() {
    return unregister_service(own_path());
}

std::unique_ptr<ServiceNotifier> make_service_notifier() {
    if (ServiceControl::instance().is_service()) {
        return std::make_unique<ManagerNotifier>();
    }
    return std::make_unique<NobodyToTell>();
}

std::unique_ptr<ServiceRequests> make_service_requests(boost::asio::io_context& io) {
    if (ServiceControl::instance().is_service()) {
        return std::make_unique<ManagerRequests>(io);
    }
    return std::make_unique<ConsoleRequests>(io);
}

std::unique_ptr<ClockWatch> make_clock_watch(
    boost::asio::io_context& io, std::function<void()> changed
) {
    return std::make_unique<PollingClockWatch>(io, boottime_now, std::move(changed));
}

DefaultPaths default_paths() {
    // Not the variable of that name: a service of Wine has another value there.
    std::wstring folder(MAX_PATH, L'\0');
    ::SHGetFolderPathW(nullptr, CSIDL_COMMON_APPDATA, nullptr, SHGFP_TYPE_CURRENT, folder.data());
    folder.resize(folder.find(L'\0'));
    const std::string data = to_utf8(folder) + "\\mprd";
    return {data + "\\mprd.json", data + "\\state", R"(\\.\pipe\mprd)"};
}

std::string inner_path(std::string path) {
    std::replace(path.begin(), path.end(), '\\', '/');
    return path;
}

std::string own_program() {
    return to_utf8(own_path());
}

std::vector<std::string> command_line(int /*argc*/, char* const /*argv*/[]) {
    // What main() was given is in the code page of the system, which may lack letters of a path.
    int count = 0;
    wchar_t** words = ::CommandLineToArgvW(::GetCommandLineW(), &count);
    std::vector<std::string> line;
    std::transform(words, words + count, std::back_inserter(line), [](const wchar_t* word) {
        return to_utf8(word);
    });
    ::LocalFree(static_cast<void*>(words));
    return line;
}

void prepare_process() {
    // No window that waits for somebody to press a button, no report with our memory in it.
    ::SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX | SEM_NOOPENFILEERRORBOX);
    // No DLL from the current folder or from PATH.
    ::SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_APPLICATION_DIR | LOAD_LIBRARY_SEARCH_SYSTEM32);
    ::SetConsoleOutputCP(CP_UTF8);
}

Result<std::unique_ptr<FileLock>> lock_state(const std::string& state_dir) {
    // One name for each way to write the folder's: mutexes have no slashes, folders no case.
    std::wstring whole(32768, L'\0');
    whole.resize(::GetFullPathNameW(
        to_wide(state_dir).c_str(), static_cast<DWORD>(whole.size()), whole.data(), nullptr
    ));
    std::string name = to_utf8(whole);
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) {
        return c == '\\' || c == '/' ? '|' : static_cast<char>(std::tolower(c));
    });
    UniqueHandle mutex(::CreateMutexW(nullptr, FALSE, to_wide("Global\\mprd-state-" + name).c_str())
    );
    const DWORD error = ::GetLastError();
    if (!mutex && error != ERROR_ACCESS_DENIED) {
        return windows_error(Errc::CanNotComplete, "cannot lock " + state_dir, error);
    }
    if (error == ERROR_ALREADY_EXISTS || error == ERROR_ACCESS_DENIED) {
        return make_error(Errc::AlreadyConnected, "another mprd uses state folder " + state_dir);
    }
    return std::unique_ptr<FileLock>(std::make_unique<NamedMutex>(std::move(mutex)));
}

std::ptrdiff_t read_input(char* data, std::size_t size) {
    DWORD got = 0;
    const BOOL done =
        ::ReadFile(::GetStdHandle(STD_INPUT_HANDLE), data, static_cast<DWORD>(size), &got, nullptr);
    if (done == 0) {
        return ::GetLastError() == ERROR_BROKEN_PIPE ? 0 : -1;
    }
    return static_cast<std::ptrdiff_t>(got);
}

bool write_output(std::string_view data) {
    while (!data.empty()) {
        DWORD written = 0;
        if (::WriteFile(
                ::GetStdHandle(STD_OUTPUT_HANDLE),
                data.data(),
                static_cast<DWORD>(data.size()),
                &written,
                nullptr
            ) == 0) {
            return false;
        }
        data.remove_prefix(written);
    }
    return true;
}

}  // namespace mprd::platform
