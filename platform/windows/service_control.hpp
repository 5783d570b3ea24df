// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"
#include "platform/api/service_notifier.hpp"
#include "platform/api/service_requests.hpp"

#include <boost/asio/io_context.hpp>

#include <functional>
#include <mutex>

#include <windows.h>

namespace mprd::platform {

/// This process as a Windows service: what the service control manager asks, and what it is told.
/// There is one; its handler is called in a thread of the system's.
class ServiceControl {
public:
    /// Name of the service.
    static constexpr const wchar_t* kName = L"mprd";
    /// How long the manager is asked to wait for the next step of starting or stopping:
    /// milliseconds.
    static constexpr DWORD kWaitHint = 10000;

    [[nodiscard]] static ServiceControl& instance();

    /// Hands the thread to the service control manager, which has `body` run as the service; its
    /// result. 1063 when the process was not started by the manager.
    [[nodiscard]] Result<int> run(std::function<int()> body);
    [[nodiscard]] bool is_service() const { return status_ != nullptr; }

    /// Requests go to `told`, out of this loop, until stop_telling().
    void tell(boost::asio::io_context& io, std::function<void(ServiceRequest)> told);
    void stop_telling();
    /// One of SERVICE_START_PENDING, SERVICE_RUNNING... From any thread.
    void set_state(DWORD state);

private:
    ServiceControl() = default;
    static void WINAPI service_main(DWORD count, wchar_t** words);
    static DWORD WINAPI handle(DWORD control, DWORD type, void* data, void* context);
    void serve();
    /// What the control asks for; NO_ERROR, or that it is none of ours.
    DWORD take(DWORD control);

    std::function<int()> body_;
    int result_ = 1;
    SERVICE_STATUS_HANDLE status_ = nullptr;
    std::mutex mutex_;  ///< of what follows
    boost::asio::io_context* io_ = nullptr;
    std::function<void(ServiceRequest)> told_;
    DWORD state_ = SERVICE_STOPPED;
    DWORD checkpoint_ = 0;
};

/// Requests of the service control manager.
class ManagerRequests final : public ServiceRequests {
public:
    /// `io` must outlive it.
    explicit ManagerRequests(boost::asio::io_context& io) : io_(io) {}
    void start(std::function<void(ServiceRequest)> told) override;
    void stop() override;

private:
    boost::asio::io_context& io_;
};

/// The state that the service control manager shows.
class ManagerNotifier final : public ServiceNotifier {
public:
    void ready() override;
    void reloading() override {}
    void stopping() override;
    void alive() override {}
    void paused(bool is_paused) override;
    [[nodiscard]] std::optional<Duration> watchdog_interval() const override {
        return std::nullopt;
    }
};

}  // namespace mprd::platform
