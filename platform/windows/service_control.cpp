// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/windows/service_control.hpp"

#include "platform/windows/text.hpp"

#include <boost/asio/post.hpp>

#include <array>
#include <utility>

namespace mprd::platform {

ServiceControl& ServiceControl::instance() {
    static ServiceControl control;
    return control;
}

Result<int> ServiceControl::run(std::function<int()> body) {
    body_ = std::move(body);
    std::array<wchar_t, 8> name{};
    std::wstring(kName).copy(name.data(), name.size() - 1);
    const std::array<SERVICE_TABLE_ENTRYW, 2> table{
        SERVICE_TABLE_ENTRYW{name.data(), &ServiceControl::service_main},
        SERVICE_TABLE_ENTRYW{nullptr, nullptr}};
    if (::StartServiceCtrlDispatcherW(table.data()) == 0) {
        return windows_error(
            Errc::CanNotComplete,
            "--service is for the service control manager; to run mprd in this window leave it "
            "out, "
            "to have it run as a service: mprd.exe install",
            ::GetLastError()
        );
    }
    return result_;
}

void WINAPI ServiceControl::service_main(DWORD /*count*/, wchar_t** /*words*/) {
    instance().serve();
}

void ServiceControl::serve() {
    status_ = ::RegisterServiceCtrlHandlerExW(kName, &ServiceControl::handle, nullptr);
    if (status_ == nullptr) {
        return;
    }
    set_state(SERVICE_START_PENDING);
    result_ = body_();
    set_state(SERVICE_STOPPED);
}

DWORD WINAPI ServiceControl::handle(
    DWORD control, DWORD /*type*/, void* /*data*/, void* /*context*/
) {
    return instance().take(control);
}

DWORD ServiceControl::take(DWORD control) {
    ServiceRequest request{};
    switch (control) {
        case SERVICE_CONTROL_INTERROGATE:
            return NO_ERROR;
        case SERVICE_CONTROL_STOP:
        case SERVICE_CONTROL_SHUTDOWN:
        case SERVICE_CONTROL_PRESHUTDOWN:
            set_state(SERVICE_STOP_PENDING);
            request = ServiceRequest::Stop;
            break;
        case SERVICE_CONTROL_PAUSE:
            set_state(SERVICE_PAUSE_PENDING);
            request = ServiceRequest::Pause;
            break;
        case SERVICE_CONTROL_CONTINUE:
            set_state(SERVICE_CONTINUE_PENDING);
            request = ServiceRequest::Continue;
            break;
        case SERVICE_CONTROL_PARAMCHANGE:
            request = ServiceRequest::Reload;
            break;
        default:
            return ERROR_CALL_NOT_IMPLEMENTED;
    }
    const std::lock_guard lock(mutex_);
    if (io_ != nullptr) {
        boost::asio::post(*io_, [this, request] {
            std::function<void(ServiceRequest)> told;
            {
                const std::lock_guard again(mutex_);
                told = told_;
            }
            if (told) {
                told(request);
            }
        });
    }
    return NO_ERROR;
}

void ServiceControl::tell(boost::asio::io_context& io, std::function<void(ServiceRequest)> told) {
    const std::lock_guard lock(mutex_);
    io_ = &io;
    told_ = std::move(told);
}

void ServiceControl::stop_telling() {
    const std::lock_guard lock(mutex_);
    io_ = nullptr;
    told_ = nullptr;
}

void ServiceControl::set_state(DWORD state) {
    const std::lock_guard lock(mutex_);
    if (status_ == nullptr) {
        return;
    }
    const bool is_settled =
        state == SERVICE_RUNNING || state == SERVICE_PAUSED || state == SERVICE_STOPPED;
    checkpoint_ = is_settled ? 0 : state == state_ ? checkpoint_ + 1 : 1;
    state_ = state;
    SERVICE_STATUS status{};
    status.dwServiceType = SERVICE_WIN32_OWN_PROCESS;
    status.dwCurrentState = state;
    status.dwCheckPoint = checkpoint_;
    status.dwWaitHint = is_settled ? 0 : kWaitHint;
    if (state == SERVICE_RUNNING || state == SERVICE_PAUSED) {
        status.dwControlsAccepted = SERVICE_ACCEPT_STOP | SERVICE_ACCEPT_PAUSE_CONTINUE |
                                    SERVICE_ACCEPT_PARAMCHANGE | SERVICE_ACCEPT_SHUTDOWN |
                                    SERVICE_ACCEPT_PRESHUTDOWN;
    }
    if (state == SERVICE_STOPPED && result_ != 0) {
        status.dwWin32ExitCode = ERROR_SERVICE_SPECIFIC_ERROR;  // what recovery actions act on
        status.dwServiceSpecificExitCode = static_cast<DWORD>(result_);
    }
    ::SetServiceStatus(status_, &status);
}

void ManagerRequests::start(std::function<void(ServiceRequest)> told) {
    ServiceControl::instance().tell(io_, std::move(told));
}

void ManagerRequests::stop() {
    ServiceControl::instance().stop_telling();
}

void ManagerNotifier::ready() {
    ServiceControl::instance().set_state(SERVICE_RUNNING);
}

void ManagerNotifier::stopping() {
    ServiceControl::instance().set_state(SERVICE_STOP_PENDING);
}

void ManagerNotifier::paused(bool is_paused) {
    ServiceControl::instance().set_state(is_paused ? SERVICE_PAUSED : SERVICE_RUNNING);
}

}  // namespace mprd::platform
