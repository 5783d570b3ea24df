// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/windows/service_setup.hpp"

#include "platform/windows/event_log.hpp"
#include "platform/windows/search_path.hpp"
#include "platform/windows/service_control.hpp"
#include "platform/windows/text.hpp"

#include <array>
#include <chrono>
#include <memory>
#include <thread>
#include <type_traits>

#include <windows.h>

namespace mprd::platform {
namespace {

struct CloseService {
    void operator()(SC_HANDLE handle) const { ::CloseServiceHandle(handle); }
};
using ServiceHandle = std::unique_ptr<std::remove_pointer_t<SC_HANDLE>, CloseService>;

constexpr const wchar_t* kDisplayName = L"Demand-dial router (mprd)";
constexpr const wchar_t* kDescription =
    L"Brings dial-up and tunnel links up when traffic or an administrator needs them, and hangs "
    L"them "
    L"up when nobody does.";
constexpr const wchar_t* kEventKey =
    L"SYSTEM\\CurrentControlSet\\Services\\EventLog\\Application\\mprd";

/// What LocalSystem keeps: to act as a client for a moment and see who it is, and to have wintun's
/// driver loaded. Each string ends with a zero, the list with one more.
constexpr wchar_t kPrivileges[] =
    L"SeChangeNotifyPrivilege\0SeImpersonatePrivilege\0SeLoadDriverPrivilege\0SeCreateGlobalPrivile"
    L"ge\0";

Error failed(const std::string& what) {
    const DWORD error = ::GetLastError();
    const bool denied = error == ERROR_ACCESS_DENIED;
    return windows_error(
        denied ? Errc::AccessDenied : Errc::CanNotComplete,
        what + (denied ? "; type the command in a console that runs as administrator" : ""),
        error
    );
}

Result<ServiceHandle> open_manager(DWORD rights) {
    ServiceHandle manager(::OpenSCManagerW(nullptr, nullptr, rights));
    if (!manager) {
        return failed("cannot reach the service control manager");
    }
    return manager;
}

/// The service with these settings, made or changed.
Result<ServiceHandle> make_service(SC_HANDLE manager, const std::wstring& command) {
    ServiceHandle service(::CreateServiceW(
        manager,
        ServiceControl::kName,
        kDisplayName,
        SERVICE_ALL_ACCESS,
        SERVICE_WIN32_OWN_PROCESS,
        SERVICE_AUTO_START,
        SERVICE_ERROR_NORMAL,
        command.c_str(),
        nullptr,
        nullptr,
        nullptr,
        nullptr,
        nullptr
    ));
    if (service) {
        return service;
    }
    if (::GetLastError() != ERROR_SERVICE_EXISTS) {
        return failed("cannot make the service");
    }
    service.reset(::OpenServiceW(manager, ServiceControl::kName, SERVICE_ALL_ACCESS));
    if (!service || ::ChangeServiceConfigW(
                        service.get(),
                        SERVICE_WIN32_OWN_PROCESS,
                        SERVICE_AUTO_START,
                        SERVICE_ERROR_NORMAL,
                        command.c_str(),
                        nullptr,
                        nullptr,
                        nullptr,
                        nullptr,
                        nullptr,
                        kDisplayName
                    ) == 0) {
        return failed("cannot change the service");
    }
    return service;
}

/// What it may and what becomes of it. Wine and old systems lack some of these; a service without
/// them runs all the same.
void describe_service(SC_HANDLE service) {
    const auto set = [service](DWORD level, void* value) {
        static_cast<void>(::ChangeServiceConfig2W(service, level, value));
    };
    std::wstring text = kDescription;
    SERVICE_DESCRIPTIONW description{text.data()};
    set(SERVICE_CONFIG_DESCRIPTION, &description);
    SERVICE_DELAYED_AUTO_START_INFO delayed{TRUE};
    set(SERVICE_CONFIG_DELAYED_AUTO_START_INFO, &delayed);
    // Milliseconds until it is started anew, the first, the second and each further time.
    std::array<SC_ACTION, 3> actions{
        SC_ACTION{SC_ACTION_RESTART, 1000},
        SC_ACTION{SC_ACTION_RESTART, 10000},
        SC_ACTION{SC_ACTION_RESTART, 60000}};
    SERVICE_FAILURE_ACTIONSW recovery{};
    recovery.dwResetPeriod = 24 * 3600;
    recovery.cActions = static_cast<DWORD>(actions.size());
    recovery.lpsaActions = actions.data();
    set(SERVICE_CONFIG_FAILURE_ACTIONS, &recovery);
    SERVICE_FAILURE_ACTIONS_FLAG also_when_it_ends{TRUE};
    set(SERVICE_CONFIG_FAILURE_ACTIONS_FLAG, &also_when_it_ends);
    SERVICE_SID_INFO sid{SERVICE_SID_TYPE_UNRESTRICTED};
    set(SERVICE_CONFIG_SERVICE_SID_INFO, &sid);
    std::wstring list(kPrivileges, std::size(kPrivileges));
    SERVICE_REQUIRED_PRIVILEGES_INFOW privileges{list.data()};
    set(SERVICE_CONFIG_REQUIRED_PRIVILEGES_INFO, &privileges);
    SERVICE_PRESHUTDOWN_INFO patience{ServiceControl::kWaitHint};
    set(SERVICE_CONFIG_PRESHUTDOWN_INFO, &patience);
}

Result<void> make_event_source(const std::wstring& program) {
    HKEY key = nullptr;
    const LSTATUS made = ::RegCreateKeyExW(
        HKEY_LOCAL_MACHINE, kEventKey, 0, nullptr, 0, KEY_WRITE, nullptr, &key, nullptr
    );
    if (made != ERROR_SUCCESS) {
        ::SetLastError(static_cast<DWORD>(made));
        return failed("cannot register the source of the event log");
    }
    const auto octets = static_cast<DWORD>((program.size() + 1) * sizeof(wchar_t));
    // NOLINTBEGIN(cppcoreguidelines-pro-type-reinterpret-cast): what the call takes
    ::RegSetValueExW(
        key,
        L"EventMessageFile",
        0,
        REG_EXPAND_SZ,
        reinterpret_cast<const BYTE*>(program.c_str()),
        octets
    );
    const DWORD types = EVENTLOG_ERROR_TYPE | EVENTLOG_WARNING_TYPE | EVENTLOG_INFORMATION_TYPE;
    ::RegSetValueExW(
        key, L"TypesSupported", 0, REG_DWORD, reinterpret_cast<const BYTE*>(&types), sizeof types
    );
    // NOLINTEND(cppcoreguidelines-pro-type-reinterpret-cast)
    ::RegCloseKey(key);
    return {};
}

std::wstring folder_of(const std::wstring& program) {
    return program.substr(0, program.find_last_of(L'\\'));
}

/// Until it has stopped, or has had its time.
void stop_service(SC_HANDLE service) {
    constexpr int kTries = 150;
    constexpr std::chrono::milliseconds kPause{100};
    SERVICE_STATUS status{};
    if (::ControlService(service, SERVICE_CONTROL_STOP, &status) == 0) {
        return;  // does not run
    }
    for (int i = 0; i < kTries && ::QueryServiceStatus(service, &status) != 0 &&
                    status.dwCurrentState != SERVICE_STOPPED;
         ++i) {
        std::this_thread::sleep_for(kPause);
    }
}

}  // namespace

Result<void> register_service(const std::wstring& program) {
    const auto manager = open_manager(SC_MANAGER_CREATE_SERVICE);
    if (!manager) {
        return manager.error();
    }
    const auto service = make_service(manager->get(), L'"' + program + L"\" --service");
    if (!service) {
        return service.error();
    }
    describe_service(service->get());
    if (auto made = make_event_source(program); !made) {
        return made;
    }
    return change_search_path(folder_of(program), Search::Found);
}

Result<void> unregister_service(const std::wstring& program) {
    const auto manager = open_manager(SC_MANAGER_CONNECT);
    if (!manager) {
        return manager.error();
    }
    const ServiceHandle service(::OpenServiceW(
        manager->get(), ServiceControl::kName, SERVICE_STOP | SERVICE_QUERY_STATUS | DELETE
    ));
    if (service) {
        stop_service(service.get());
        if (::DeleteService(service.get()) == 0 &&
            ::GetLastError() != ERROR_SERVICE_MARKED_FOR_DELETE) {
            return failed("cannot remove the service");
        }
    } else if (::GetLastError() != ERROR_SERVICE_DOES_NOT_EXIST) {
        return failed("cannot remove the service");
    }
    static_cast<void>(::RegDeleteKeyW(HKEY_LOCAL_MACHINE, kEventKey));
    return change_search_path(folder_of(program), Search::NotFound);
}

}  // namespace mprd::platform
