// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/linux/file_system.hpp"

#include "core/base/absolute_path.hpp"
#include "platform/linux/unique_fd.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <ctime>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace mprd::platform {
namespace {

namespace fs = std::filesystem;

Error system_error(const std::string& what, int number = errno) {
    const std::error_code cause(number, std::generic_category());
    const Errc code = number == ENOENT ? Errc::FileNotFound : Errc::CanNotComplete;
    return make_error(
        number == EACCES ? Errc::AccessDenied : code, what + ": " + cause.message(), cause
    );
}

/// No file system's times have larger steps (FAT: 2 s).
constexpr std::int64_t kCoarsestFileTime = 2'000'000'000;  // nanoseconds

std::int64_t nanoseconds(const timespec& time) {
    constexpr std::int64_t kSecond = 1'000'000'000;
    return std::int64_t{time.tv_sec} * kSecond + time.tv_nsec;
}

Result<void> write_all(int fd, const std::string& text, const std::string& path) {
    std::size_t done = 0;
    while (done < text.size()) {
        const ssize_t size = ::write(fd, text.data() + done, text.size() - done);
        if (size < 0 && errno != EINTR) {
            return system_error("cannot write " + path);
        }
        done += size > 0 ? static_cast<std::size_t>(size) : 0;
    }
    return ::fsync(fd) == 0 ? Result<void>() : system_error("cannot sync " + path);
}

Result<void> sync_folder_of(const std::string& path) {
    const std::string folder = fs::path(path).parent_path().string();
    const UniqueFd fd(
        ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    );
    if (!fd || ::fsync(fd.get()) != 0) {
        return system_error("cannot sync folder " + folder);
    }
    return {};
}

/// What root makes in the folder of another user (mprctl while no mprd runs) is for that user: mprd
/// could not read the secrets, nor take the lock, of root.
void give_to_owner_of_folder(int fd, const std::string& path) {
    struct stat folder {};
    const std::string parent = fs::path(path).parent_path().string();
    if (::geteuid() == 0 && ::stat(parent.empty() ? "." : parent.c_str(), &folder) == 0 &&
        folder.st_uid != 0) {
        static_cast<void>(!::fchown(fd, folder.st_uid, folder.st_gid));  // else it stays root's
    }
}

class PosixLock final : public FileLock {
public:
    explicit PosixLock(UniqueFd fd) : fd_(std::move(fd)) {}

private:
    UniqueFd fd_;
};

}  // namespace

Result<void> PosixFileSystem::check_absolute(const std::string& path) const {
    if (is_absolute_posix_path(path) && path.find('\0') == std::string::npos) {
        return {};
    }
    return make_error(
        Errc::InvalidParameter,
        "expected an absolute path such as \"/var/backups/mprd.backup\", found \"" + path + '"'
    );
}

Result<std::string> PosixFileSystem::read(const std::string& path) {
    const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!fd) {
        return system_error("cannot read " + path);
    }
    std::string text;
    std::array<char, 65536> buffer{};
    while (true) {
        const ssize_t size = ::read(fd.get(), buffer.data(), buffer.size());
        if (size < 0 && errno != EINTR) {
            return system_error("cannot read " + path);
        }
        if (size == 0) {
            return text;
        }
        text.append(buffer.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
    }
}

Result<FileIdentity> PosixFileSystem::identity(const std::string& path) {
    struct stat file {};
    if (::stat(path.c_str(), &file) != 0) {
        return system_error("cannot look at " + path);
    }
    timespec now{};
    ::clock_gettime(CLOCK_REALTIME, &now);
    FileIdentity identity;
    identity.device = file.st_dev;
    identity.number = file.st_ino;
    identity.size = static_cast<std::uint64_t>(file.st_size);
    identity.changed = nanoseconds(file.st_ctim);
    identity.is_settled = nanoseconds(now) - identity.changed > kCoarsestFileTime;
    return identity;
}

Result<void> PosixFileSystem::write_atomically(
    const std::string& path, const std::string& text, Privacy privacy
) {
    const std::string temporary = path + ".new";
    {
        static_cast<void>(::unlink(temporary.c_str())
        );  // left over from a crash: never trusted, never followed
        const UniqueFd fd(::open(
            temporary.c_str(),
            O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
            privacy == Privacy::Secret ? 0600 : 0644
        ));
        if (!fd) {
            return system_error("cannot make " + temporary);
        }
        give_to_owner_of_folder(fd.get(), path);
        if (auto written = write_all(fd.get(), text, temporary); !written) {
            static_cast<void>(::unlink(temporary.c_str()));
            return written;
        }
    }
    if (::rename(temporary.c_str(), path.c_str()) != 0) {
        const Error error = system_error("cannot replace " + path);
        static_cast<void>(::unlink(temporary.c_str()));
        return error;
    }
    return sync_folder_of(path);
}

Result<void> PosixFileSystem::remove(const std::string& path) {
    if (::unlink(path.c_str()) != 0 && errno != ENOENT) {
        return system_error("cannot remove " + path);
    }
    return sync_folder_of(path);
}

Result<std::vector<std::string>> PosixFileSystem::list(
    const std::string& folder, const std::string& suffix
) {
    std::vector<std::string> paths;
    std::error_code error;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        const std::string name = it->path().filename().string();
        if (name.size() > suffix.size() && name[0] != '.' && name.ends_with(suffix)) {
            paths.push_back(it->path().string());
        }
    }
    if (error && error != std::errc::no_such_file_or_directory) {
        return system_error("cannot list " + folder, error.value());
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

Result<std::unique_ptr<FileLock>> PosixFileSystem::lock(const std::string& path) {
    constexpr int kFlags = O_RDWR | O_CLOEXEC | O_NOFOLLOW;
    UniqueFd fd(::open(path.c_str(), kFlags | O_CREAT | O_EXCL, 0600));
    if (fd) {
        give_to_owner_of_folder(fd.get(), path);  // only what we made: never somebody's hard link
    } else if (errno == EEXIST) {
        fd.reset(::open(path.c_str(), kFlags));
    }
    if (!fd) {
        return system_error("cannot open " + path);
    }
    if (::flock(fd.get(), LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK) {
            return make_error(
                Errc::CannotWritePhonebook, "another program holds " + path + "; try again"
            );
        }
        return system_error("cannot lock " + path);
    }
    return std::unique_ptr<FileLock>(std::make_unique<PosixLock>(std::move(fd)));
}

Result<void> PosixFileSystem::make_folder(const std::string& path) {
    std::error_code error;
    fs::create_directories(path, error);
    return error ? Result<void>(system_error("cannot make folder " + path, error.value()))
                 : Result<void>();
}

}  // namespace mprd::platform
