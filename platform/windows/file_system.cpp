// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/windows/file_system.hpp"

#include "core/base/absolute_path.hpp"
#include "platform/windows/protected_text.hpp"
#include "platform/windows/security.hpp"
#include "platform/windows/text.hpp"
#include "platform/windows/unique_handle.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace mprd::platform {
namespace {

/// Nobody is kept from reading, replacing or removing a file that we look at.
constexpr DWORD kShareAll = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;
/// No file system's times have larger steps (FAT: 2 s).
constexpr std::int64_t kCoarsestFileTime = 2'000'000'000;  // nanoseconds

Error last_error(const std::string& what, DWORD error = ::GetLastError()) {
    switch (error) {
        case ERROR_FILE_NOT_FOUND:
        case ERROR_PATH_NOT_FOUND:
            return windows_error(Errc::FileNotFound, what, error);
        case ERROR_ACCESS_DENIED:
            return windows_error(Errc::AccessDenied, what, error);
        default:
            return windows_error(Errc::CanNotComplete, what, error);
    }
}

/// Nanoseconds since 1970 of a FILETIME (steps of 100 ns since 1601).
std::int64_t nanoseconds(std::int64_t file_time) {
    constexpr std::int64_t k1970 = 116'444'736'000'000'000;
    return (file_time - k1970) * 100;
}

std::int64_t now() {
    FILETIME time{};
    ::GetSystemTimePreciseAsFileTime(&time);
    return nanoseconds((std::int64_t{time.dwHighDateTime} << 32U) | time.dwLowDateTime);
}

Result<void> write_all(HANDLE file, const std::string& text, const std::string& path) {
    std::size_t done = 0;
    while (done < text.size()) {
        const auto part = static_cast<DWORD>(std::min<std::size_t>(text.size() - done, 1U << 20U));
        DWORD written = 0;
        if (::WriteFile(file, text.data() + done, part, &written, nullptr) == 0) {
            return last_error("cannot write " + path);
        }
        done += written;
    }
    return ::FlushFileBuffers(file) != 0 ? Result<void>() : last_error("cannot sync " + path);
}

bool is_separator(char c) {
    return c == '\\' || c == '/';
}

/// Something on the drive or share that an absolute path begins with: "C:\file",
/// "\\server\share\file". "\\.\" is no server but the way to devices.
bool names_a_file(std::string_view path) {
    if (!is_separator(path[0])) {
        return path.size() > 3;
    }
    const std::size_t server_end = path.find_first_of("\\/", 2);
    if (server_end == std::string_view::npos || path.substr(2, server_end - 2) == "." ||
        server_end == 2) {
        return false;
    }
    const std::size_t share_end = path.find_first_of("\\/", server_end + 1);
    return share_end != std::string_view::npos && share_end > server_end + 1 &&
           share_end + 1 < path.size();
}

class WindowsLock final : public FileLock {
public:
    explicit WindowsLock(UniqueHandle file) : file_(std::move(file)) {}

private:
    UniqueHandle file_;
};

}  // namespace

Result<void> WindowsFileSystem::check_absolute(const std::string& path) const {
    if (is_absolute_windows_path(path) && names_a_file(path) &&
        path.find('\0') == std::string::npos) {
        return {};
    }
    return make_error(
        Errc::InvalidParameter,
        "expected a path with its drive, such as \"C:\\Backup\\mprd.backup\", or with server and "
        "share, such as \"\\\\server\\share\\mprd.backup\", found \"" +
            path + '"'
    );
}

Result<std::string> WindowsFileSystem::read(const std::string& path) {
    const UniqueHandle file(::CreateFileW(
        to_wide(path).c_str(), GENERIC_READ, kShareAll, nullptr, OPEN_EXISTING, 0, nullptr
    ));
    if (!file) {
        return last_error("cannot read " + path);
    }
    std::string text;
    std::array<char, 65536> buffer{};
    while (true) {
        DWORD size = 0;
        if (::ReadFile(file.get(), buffer.data(), buffer.size(), &size, nullptr) == 0) {
            return last_error("cannot read " + path);
        }
        if (size == 0) {
            break;
        }
        text.append(buffer.data(), size);
    }
    if (!is_protected(text)) {
        return text;
    }
    auto clear = unprotect(text);
    return clear ? clear
                 : Result<std::string>(make_error(
                       clear.error().code, "cannot read " + path + ": " + clear.error().detail
                   ));
}

Result<FileIdentity> WindowsFileSystem::identity(const std::string& path) {
    const UniqueHandle file(::CreateFileW(
        to_wide(path).c_str(),
        FILE_READ_ATTRIBUTES,
        kShareAll,
        nullptr,
        OPEN_EXISTING,
        FILE_FLAG_BACKUP_SEMANTICS,  // folders, too
        nullptr
    ));
    BY_HANDLE_FILE_INFORMATION about{};
    FILE_BASIC_INFO times{};
    if (!file || ::GetFileInformationByHandle(file.get(), &about) == 0 ||
        ::GetFileInformationByHandleEx(file.get(), FileBasicInfo, &times, sizeof times) == 0) {
        return last_error("cannot look at " + path);
    }
    FileIdentity identity;
    identity.device = about.dwVolumeSerialNumber;
    identity.number = (std::uint64_t{about.nFileIndexHigh} << 32U) | about.nFileIndexLow;
    identity.size = (std::uint64_t{about.nFileSizeHigh} << 32U) | about.nFileSizeLow;
    identity.changed = nanoseconds(times.ChangeTime.QuadPart);
    identity.is_settled = now() - identity.changed > kCoarsestFileTime;
    return identity;
}

Result<void> WindowsFileSystem::write_atomically(
    const std::string& path, const std::string& text, Privacy privacy
) {
    const std::string temporary = path + ".new";
    const std::wstring wide = to_wide(temporary);
    // Left over from a crash: never trusted, its rights least of all.
    ::DeleteFileW(wide.c_str());
    SECURITY_ATTRIBUTES* rights = nullptr;  // those of the folder
    Result<std::string> content = text;
    auto secret = SecurityDescriptor::parse(kSecretSddl);
    if (privacy == Privacy::Secret) {
        if (!secret) {
            return secret.error();
        }
        rights = secret->attributes();
        content = protect(text);
        if (!content) {
            return content.error();
        }
    }
    {
        const UniqueHandle file(::CreateFileW(
            wide.c_str(), GENERIC_WRITE, 0, rights, CREATE_NEW, FILE_ATTRIBUTE_NORMAL, nullptr
        ));
        if (!file) {
            return last_error("cannot make " + temporary);
        }
        if (auto written = write_all(file.get(), *content, temporary); !written) {
            ::DeleteFileW(wide.c_str());
            return written;
        }
    }
    constexpr DWORD kHow = MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH;
    if (::MoveFileExW(wide.c_str(), to_wide(path).c_str(), kHow) == 0) {
        const Error error = last_error("cannot replace " + path);
        ::DeleteFileW(wide.c_str());
        return error;
    }
    return {};
}

Result<void> WindowsFileSystem::remove(const std::string& path) {
    if (::DeleteFileW(to_wide(path).c_str()) == 0 && ::GetLastError() != ERROR_FILE_NOT_FOUND) {
        return last_error("cannot remove " + path);
    }
    return {};
}

Result<std::vector<std::string>> WindowsFileSystem::list(
    const std::string& folder, const std::string& suffix
) {
    std::vector<std::string> paths;
    WIN32_FIND_DATAW entry{};
    HANDLE search = ::FindFirstFileW(to_wide(folder + "/*").c_str(), &entry);
    if (search == INVALID_HANDLE_VALUE) {
        const DWORD error = ::GetLastError();
        if (error == ERROR_FILE_NOT_FOUND || error == ERROR_PATH_NOT_FOUND) {
            return paths;
        }
        return last_error("cannot list " + folder, error);
    }
    do {
        const std::string name = to_utf8(entry.cFileName);
        if (name.size() > suffix.size() && name[0] != '.' && name.ends_with(suffix)) {
            paths.push_back(folder + '/' + name);
        }
    } while (::FindNextFileW(search, &entry) != 0);
    ::FindClose(search);
    std::sort(paths.begin(), paths.end());
    return paths;
}

Result<std::unique_ptr<FileLock>> WindowsFileSystem::lock(const std::string& path) {
    // Shared with nobody: the lock is that it is open.
    UniqueHandle file(::CreateFileW(
        to_wide(path).c_str(), GENERIC_READ | GENERIC_WRITE, 0, nullptr, OPEN_ALWAYS, 0, nullptr
    ));
    if (!file) {
        if (const DWORD error = ::GetLastError(); error != ERROR_SHARING_VIOLATION) {
            return last_error("cannot open " + path, error);
        }
        return make_error(
            Errc::CannotWritePhonebook, "another program holds " + path + "; try again"
        );
    }
    return std::unique_ptr<FileLock>(std::make_unique<WindowsLock>(std::move(file)));
}

Result<void> WindowsFileSystem::make_folder(const std::string& path) {
    const std::wstring wide = to_wide(path);
    const DWORD attributes = ::GetFileAttributesW(wide.c_str());
    if (attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_DIRECTORY) != 0) {
        return {};
    }
    if (const auto end = path.find_last_of("/\\"); end != std::string::npos && end > 0) {
        const std::string parent = path.substr(0, end);
        if (auto made = parent.ends_with(':') ? Result<void>() : make_folder(parent); !made) {
            return made;
        }
    }
    if (::CreateDirectoryW(wide.c_str(), nullptr) == 0 &&
        ::GetLastError() != ERROR_ALREADY_EXISTS) {
        return last_error("cannot make folder " + path);
    }
    return {};
}

}  // namespace mprd::platform
