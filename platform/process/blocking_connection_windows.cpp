// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/process/blocking_connection.hpp"
#include "platform/windows/text.hpp"

#include <algorithm>

#include <windows.h>

namespace mprd::platform {
namespace {

struct Transfer {
    bool is_late = false;  ///< not done in time, and cancelled
    DWORD size = 0;        ///< 0: failed
};

/// One overlapped operation, which `start` starts.
template <class Start>
Transfer transfer(HANDLE pipe, DWORD milliseconds, Start start) {
    const UniqueHandle event(::CreateEventW(nullptr, TRUE, FALSE, nullptr));
    OVERLAPPED operation{};
    operation.hEvent = event.get();
    if (start(&operation) == 0 && ::GetLastError() != ERROR_IO_PENDING) {
        return {};
    }
    bool is_late = false;
    if (::WaitForSingleObject(event.get(), milliseconds) != WAIT_OBJECT_0) {
        is_late = true;
        ::CancelIoEx(pipe, &operation);
    }
    DWORD size = 0;
    const BOOL done = ::GetOverlappedResult(pipe, &operation, &size, TRUE);
    return done != 0 ? Transfer{false, size} : Transfer{is_late, 0};
}

}  // namespace

bool write_whole(const NativeHandle& connection, std::string_view text) {
    const auto size = static_cast<DWORD>(text.size());
    return transfer(connection.get(), INFINITE, [&](OVERLAPPED* operation) {
               return ::WriteFile(connection.get(), text.data(), size, nullptr, operation);
           }).size == size;
}

std::optional<std::size_t> read_some_within(
    const NativeHandle& connection, std::span<char> into, std::chrono::milliseconds limit
) {
    const Transfer read = transfer(
        connection.get(),
        static_cast<DWORD>(std::max<std::chrono::milliseconds::rep>(limit.count(), 0)),
        [&](OVERLAPPED* operation) {
            const auto room = static_cast<DWORD>(into.size());
            return ::ReadFile(connection.get(), into.data(), room, nullptr, operation);
        }
    );
    return read.is_late ? std::nullopt : std::optional<std::size_t>(read.size);
}

Result<LocalStream> stream_over(const NativeHandle& connection, boost::asio::io_context& io) {
    const HANDLE self = ::GetCurrentProcess();
    HANDLE copy = nullptr;
    if (::DuplicateHandle(self, connection.get(), self, &copy, 0, FALSE, DUPLICATE_SAME_ACCESS) ==
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

}  // namespace mprd::platform
