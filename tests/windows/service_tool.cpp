// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// Asks the service control manager for what Wine's sc.exe lacks: service_tool start|pause|continue|
// paramchange|stop|state|wait STATE|description. Prints the state ("running") and ends with 0, or
// the system's error and 1.
#include <array>
#include <chrono>
#include <cstdio>
#include <string>
#include <thread>
#include <vector>

#include <windows.h>

namespace {

const std::array<const char*, 8> kStates{
    "none",
    "stopped",
    "start pending",
    "stop pending",
    "running",
    "continue pending",
    "pause pending",
    "paused"};

int fail(const char* what) {
    std::printf("%s: error %lu\n", what, ::GetLastError());
    return 1;
}

std::string state_of(SC_HANDLE service) {
    SERVICE_STATUS_PROCESS status{};
    DWORD size = 0;
    ::QueryServiceStatusEx(
        service, SC_STATUS_PROCESS_INFO, reinterpret_cast<BYTE*>(&status), sizeof status, &size
    );
    return status.dwCurrentState < kStates.size() ? kStates[status.dwCurrentState] : "unknown";
}

int wait_for(SC_HANDLE service, const std::string& state) {
    for (int i = 0; i < 400 && state_of(service) != state; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
    }
    std::printf("%s\n", state_of(service).c_str());
    return state_of(service) == state ? 0 : 1;
}

int show_description(SC_HANDLE service) {
    std::vector<BYTE> buffer(8192);
    DWORD size = 0;
    if (::QueryServiceConfig2W(
            service, SERVICE_CONFIG_DESCRIPTION, buffer.data(), buffer.size(), &size
        ) == 0) {
        return fail("description");
    }
    std::printf("%ls\n", reinterpret_cast<SERVICE_DESCRIPTIONW*>(buffer.data())->lpDescription);
    QUERY_SERVICE_CONFIGW* config = reinterpret_cast<QUERY_SERVICE_CONFIGW*>(buffer.data());
    if (::QueryServiceConfigW(service, config, buffer.size(), &size) == 0) {
        return fail("configuration");
    }
    std::printf("%ls\nstart %lu\n", config->lpBinaryPathName, config->dwStartType);
    return 0;
}

int obey(SC_HANDLE service, const std::string& command, const std::string& argument) {
    if (command == "state") {
        std::printf("%s\n", state_of(service).c_str());
        return 0;
    }
    if (command == "wait") {
        return wait_for(service, argument);
    }
    if (command == "description") {
        return show_description(service);
    }
    if (command == "start") {
        return ::StartServiceW(service, 0, nullptr) != 0 ? 0 : fail("start");
    }
    const DWORD control = command == "pause"         ? SERVICE_CONTROL_PAUSE
                          : command == "continue"    ? SERVICE_CONTROL_CONTINUE
                          : command == "paramchange" ? SERVICE_CONTROL_PARAMCHANGE
                                                     : SERVICE_CONTROL_STOP;
    SERVICE_STATUS status{};
    return ::ControlService(service, control, &status) != 0 ? 0 : fail(command.c_str());
}

}  // namespace

int main(int argc, char* argv[]) {
    const SC_HANDLE manager = ::OpenSCManagerW(nullptr, nullptr, SC_MANAGER_ALL_ACCESS);
    const SC_HANDLE service = ::OpenServiceW(manager, L"mprd", SERVICE_ALL_ACCESS);
    if (service == nullptr) {
        return fail("service mprd");
    }
    return obey(service, argc > 1 ? argv[1] : "state", argc > 2 ? argv[2] : "");
}
