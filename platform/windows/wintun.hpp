// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"

#include <memory>
#include <string>

#include <windows.h>

namespace mprd::platform {

/// The functions of wintun.dll (wintun.net), which makes network interfaces whose packets are ours.
/// The library is not part of mprd: an administrator puts it beside mprd.exe.
class Wintun {
public:
    /// Whether the file must bear a valid signature.
    enum class Signature {
        Required,
        Ignored
    };
    /// 126 when there is no such file, 193 when it is for another processor, 0x800b... when its
    /// signature is missing or wrong; the error says which and what to do. `path` is a whole path.
    [[nodiscard]] static Result<std::unique_ptr<Wintun>> load(
        const std::wstring& path, Signature signature
    );
    ~Wintun();
    Wintun(const Wintun&) = delete;
    Wintun& operator=(const Wintun&) = delete;

    using Adapter = struct AdapterTag*;
    using Session = struct SessionTag*;
    // As wintun.h documents them; the members have its names, without "Wintun".
    Adapter(WINAPI* create_adapter
    )(const wchar_t* name, const wchar_t* sort, const GUID* id) = nullptr;
    void(WINAPI* close_adapter)(Adapter adapter) = nullptr;
    void(WINAPI* get_adapter_luid)(Adapter adapter, void* luid) = nullptr;
    DWORD(WINAPI* get_running_driver_version)() = nullptr;
    Session(WINAPI* start_session)(Adapter adapter, DWORD capacity) = nullptr;
    void(WINAPI* end_session)(Session session) = nullptr;
    HANDLE(WINAPI* get_read_wait_event)(Session session) = nullptr;
    BYTE*(WINAPI* receive_packet)(Session session, DWORD* size) = nullptr;
    void(WINAPI* release_receive_packet)(Session session, const BYTE* packet) = nullptr;
    BYTE*(WINAPI* allocate_send_packet)(Session session, DWORD size) = nullptr;
    void(WINAPI* send_packet)(Session session, const BYTE* packet) = nullptr;

private:
    explicit Wintun(HMODULE library) : library_(library) {}
    HMODULE library_;
};

}  // namespace mprd::platform
