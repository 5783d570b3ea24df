// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/windows/folder_changes.hpp"

#include "platform/windows/text.hpp"
#include "platform/windows/unique_handle.hpp"

#include <boost/asio/windows/overlapped_ptr.hpp>
#include <boost/asio/windows/stream_handle.hpp>

#include <array>
#include <cstring>
#include <string_view>
#include <utility>

namespace mprd::platform {

/// Held by its own operation under way: what the system writes into must be there.
struct FolderChanges::Folder : std::enable_shared_from_this<FolderChanges::Folder> {
    Folder(
        boost::asio::io_context& io, std::string of, std::function<void(const std::string&)> tell
    )
        : path(std::move(of)), changed(std::move(tell)), handle(io) {}

    void read();
    void take(std::size_t size) const;

    std::string path;
    std::function<void(const std::string&)> changed;
    /// Of a folder; only its place in the event loop is used.
    boost::asio::windows::stream_handle handle;
    alignas(8) std::array<char, 16384> buffer{};
};

void FolderChanges::Folder::read() {
    boost::asio::windows::overlapped_ptr operation(
        handle.get_executor(),
        [self = shared_from_this()](const boost::system::error_code& error, std::size_t size) {
            if (error || !self->handle.is_open()) {
                return;
            }
            self->take(size);
            if (self->handle.is_open()) {
                self->read();
            }
        }
    );
    constexpr DWORD kWhat =
        FILE_NOTIFY_CHANGE_FILE_NAME | FILE_NOTIFY_CHANGE_LAST_WRITE | FILE_NOTIFY_CHANGE_SIZE;
    const BOOL under_way = ::ReadDirectoryChangesW(
        handle.native_handle(),
        buffer.data(),
        static_cast<DWORD>(buffer.size()),
        FALSE,
        kWhat,
        nullptr,
        operation.get(),
        nullptr
    );
    const DWORD error = ::GetLastError();
    if (under_way != 0 || error == ERROR_IO_PENDING) {
        static_cast<void>(operation.release());
    } else {
        operation.complete(
            boost::system::error_code(static_cast<int>(error), boost::system::system_category()), 0
        );
    }
}

void FolderChanges::Folder::take(std::size_t size) const {
    if (size == 0) {
        changed("");  // more than the buffer holds
        return;
    }
    std::size_t at = 0;
    while (at + sizeof(FILE_NOTIFY_INFORMATION) <= size) {
        FILE_NOTIFY_INFORMATION entry{};
        std::memcpy(&entry, buffer.data() + at, sizeof entry);
        const std::size_t name_at = at + offsetof(FILE_NOTIFY_INFORMATION, FileName);
        if (name_at + entry.FileNameLength > size) {
            return;
        }
        std::wstring name(entry.FileNameLength / sizeof(wchar_t), L'\0');
        std::memcpy(name.data(), buffer.data() + name_at, name.size() * sizeof(wchar_t));
        changed(path + '/' + to_utf8(name));
        if (entry.NextEntryOffset == 0) {
            return;
        }
        at += entry.NextEntryOffset;
    }
}

FolderChanges::FolderChanges(
    boost::asio::io_context& io, std::function<void(const std::string&)> changed
)
    : io_(io), changed_(std::move(changed)) {}

FolderChanges::~FolderChanges() {
    stop();
}

Result<void> FolderChanges::add(const std::string& folder) {
    UniqueHandle handle(::CreateFileW(
        to_wide(folder).c_str(),
        FILE_LIST_DIRECTORY,
        FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
        nullptr,
        OPEN_EXISTING,
        FILE_FLAG_BACKUP_SEMANTICS | FILE_FLAG_OVERLAPPED,
        nullptr
    ));
    const std::string what = "cannot watch " + folder;
    if (!handle) {
        return windows_error(Errc::CanNotComplete, what, ::GetLastError());
    }
    auto watched = std::make_shared<Folder>(io_, folder, changed_);
    boost::system::error_code error;
    watched->handle.assign(handle.get(), error);
    if (error) {
        return make_error(Errc::CanNotComplete, what + ": " + error.message());
    }
    static_cast<void>(handle.release());
    watched->read();
    folders_.push_back(std::move(watched));
    return {};
}

void FolderChanges::stop() {
    for (const auto& folder : std::exchange(folders_, {})) {
        boost::system::error_code ignored;
        folder->handle.close(ignored);
    }
}

}  // namespace mprd::platform
