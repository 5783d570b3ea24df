// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/local_client.hpp"
#include "tests/support/pipe_server_windows.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include <windows.h>

namespace mprd::test {
namespace {

constexpr DWORD kRoom = 65536;

HANDLE pipe_of(std::intptr_t handle) {
    return reinterpret_cast<HANDLE>(handle);  // NOLINT(performance-no-int-to-ptr)
}

/// The outcome of an operation that was begun: octets moved before there was a need to wait.
std::size_t moved(HANDLE pipe, OVERLAPPED& operation, BOOL begun) {
    if (begun == FALSE && ::GetLastError() != ERROR_IO_PENDING) {
        return 0;
    }
    ::CancelIoEx(pipe, &operation);  // if it has not ended
    DWORD size = 0;
    return ::GetOverlappedResult(pipe, &operation, &size, TRUE) != FALSE ? size : 0;
}

/// An operation with its event.
struct Operation : OVERLAPPED {
    Operation() : OVERLAPPED{} { hEvent = ::CreateEventW(nullptr, TRUE, FALSE, nullptr); }
    ~Operation() { ::CloseHandle(hEvent); }
    Operation(const Operation&) = delete;
    Operation& operator=(const Operation&) = delete;
};

std::intptr_t open_pipe(const std::string& name) {
    const HANDLE pipe = ::CreateFileA(
        name.c_str(),
        GENERIC_READ | GENERIC_WRITE,
        0,
        nullptr,
        OPEN_EXISTING,
        FILE_FLAG_OVERLAPPED,
        nullptr
    );
    if (pipe == INVALID_HANDLE_VALUE) {
        throw std::runtime_error("nobody listens on " + name);
    }
    return reinterpret_cast<std::intptr_t>(pipe);
}

}  // namespace

LocalClient::LocalClient(platform::LocalStream& server) {
    const std::string name = fresh_pipe_name();
    const HANDLE pipe = ::CreateNamedPipeA(
        name.c_str(),
        PIPE_ACCESS_DUPLEX | FILE_FLAG_OVERLAPPED,
        PIPE_TYPE_BYTE | PIPE_READMODE_BYTE,
        1,
        kRoom,
        kRoom,
        0,
        nullptr
    );
    server.assign(pipe);
    handle_ = open_pipe(name);
}

LocalClient::LocalClient(const std::string& address) : handle_(open_pipe(address)) {}

LocalClient::~LocalClient() {
    close();
}

LocalClient::LocalClient(LocalClient&& other) noexcept
    : handle_(std::exchange(other.handle_, kClosed)) {}

std::size_t LocalClient::send(std::string_view data) {
    Operation writing;
    // Not all at once: a pipe takes a write whole, if its other end does not read meanwhile.
    const DWORD size = std::min(static_cast<DWORD>(data.size()), kRoom / 4);
    const HANDLE pipe = pipe_of(handle_);
    return moved(pipe, writing, ::WriteFile(pipe, data.data(), size, nullptr, &writing));
}

std::string LocalClient::receive() {
    DWORD size = 0;
    const HANDLE pipe = pipe_of(handle_);
    if (::PeekNamedPipe(pipe, nullptr, 0, nullptr, &size, nullptr) == FALSE || size == 0) {
        return {};
    }
    std::string data(size, '\0');
    Operation reading;
    data.resize(moved(pipe, reading, ::ReadFile(pipe, data.data(), size, nullptr, &reading)));
    return data;
}

void LocalClient::close() {
    if (handle_ != kClosed) {
        ::CloseHandle(pipe_of(std::exchange(handle_, kClosed)));
    }
}

std::string fresh_local_address(const std::string& /*folder*/) {
    return fresh_pipe_name();
}

}  // namespace mprd::test
