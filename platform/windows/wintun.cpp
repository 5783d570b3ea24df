// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/windows/wintun.hpp"

#include "platform/windows/library_faults.hpp"
#include "platform/windows/text.hpp"
#include "platform/windows/unique_handle.hpp"

#include <array>

// After windows.h.
#include <softpub.h>
#include <wintrust.h>
#undef interface  // a word of COM that those headers define

namespace mprd::platform {
namespace {

constexpr const char* kWhatToDo =
    "; install the wintun.dll for this processor (amd64) from https://www.wintun.net beside "
    "mprd.exe";

Error unusable(const std::wstring& path, const std::string& why, DWORD error) {
    return windows_error(Errc::DeviceNotReady, to_utf8(path) + ": " + why + kWhatToDo, error);
}

Result<void> check_signature(const std::wstring& path) {
    WINTRUST_FILE_INFO file{};
    file.cbStruct = sizeof file;
    file.pcwszFilePath = path.c_str();
    WINTRUST_DATA data{};
    data.cbStruct = sizeof data;
    data.dwUIChoice = WTD_UI_NONE;
    data.fdwRevocationChecks = WTD_REVOKE_NONE;  // no network: we are to make it
    data.dwUnionChoice = WTD_CHOICE_FILE;
    data.pFile = &file;
    data.dwStateAction = WTD_STATEACTION_VERIFY;
    GUID action = WINTRUST_ACTION_GENERIC_VERIFY_V2;
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-cstyle-cast,performance-no-int-to-ptr): its macro
    const auto nobody = static_cast<HWND>(INVALID_HANDLE_VALUE);
    const LONG result = ::WinVerifyTrust(nobody, &action, &data);
    data.dwStateAction = WTD_STATEACTION_CLOSE;
    ::WinVerifyTrust(nobody, &action, &data);
    return result == 0
               ? Result<void>()
               : Result<void>(unusable(path, signature_fault(result), static_cast<DWORD>(result)));
}

/// The beginning of a file; empty when it cannot be read.
std::string head_of(const std::wstring& path) {
    const UniqueHandle file(::CreateFileW(
        path.c_str(), GENERIC_READ, FILE_SHARE_READ, nullptr, OPEN_EXISTING, 0, nullptr
    ));
    std::array<char, 1024> head{};
    DWORD size = 0;
    if (file) {
        ::ReadFile(file.get(), head.data(), static_cast<DWORD>(head.size()), &size, nullptr);
    }
    return {head.data(), size};
}

template <class Function>
bool find(HMODULE library, const char* name, Function& function) {
    const FARPROC found = ::GetProcAddress(library, name);
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): the way to call what was found
    function = reinterpret_cast<Function>(reinterpret_cast<void*>(found));
    return found != nullptr;
}

}  // namespace

Result<std::unique_ptr<Wintun>> Wintun::load(const std::wstring& path, Signature signature) {
    if (::GetFileAttributesW(path.c_str()) == INVALID_FILE_ATTRIBUTES) {
        return unusable(path, "network interfaces need it, and it is not there", ::GetLastError());
    }
    if (signature == Signature::Required) {
        if (auto trusted = check_signature(path); !trusted) {
            return trusted.error();
        }
    }
    if (const std::string fault = image_fault(head_of(path)); !fault.empty()) {
        return unusable(path, fault, ERROR_BAD_EXE_FORMAT);
    }
    const HMODULE library = ::LoadLibraryExW(
        path.c_str(), nullptr, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_SYSTEM32
    );
    if (library == nullptr) {
        return unusable(path, "it cannot be loaded", ::GetLastError());
    }
    std::unique_ptr<Wintun> made(new Wintun(library));  // NOLINT: its constructor is private
    Wintun& w = *made;
    const bool has_all =
        find(library, "WintunCreateAdapter", w.create_adapter) &&
        find(library, "WintunCloseAdapter", w.close_adapter) &&
        find(library, "WintunGetAdapterLUID", w.get_adapter_luid) &&
        find(library, "WintunGetRunningDriverVersion", w.get_running_driver_version) &&
        find(library, "WintunStartSession", w.start_session) &&
        find(library, "WintunEndSession", w.end_session) &&
        find(library, "WintunGetReadWaitEvent", w.get_read_wait_event) &&
        find(library, "WintunReceivePacket", w.receive_packet) &&
        find(library, "WintunReleaseReceivePacket", w.release_receive_packet) &&
        find(library, "WintunAllocateSendPacket", w.allocate_send_packet) &&
        find(library, "WintunSendPacket", w.send_packet);
    if (!has_all) {
        return unusable(path, "it lacks functions of version 0.14", ERROR_PROC_NOT_FOUND);
    }
    return made;
}

Wintun::~Wintun() {
    ::FreeLibrary(library_);
}

}  // namespace mprd::platform
