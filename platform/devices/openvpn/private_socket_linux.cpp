// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/openvpn/private_socket.hpp"

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace mprd::platform::openvpn {
namespace {

constexpr std::string_view kPrefix = "mprd-openvpn-";
constexpr std::string_view kRandom = "XXXXXX";  // mkdtemp()
constexpr const char* kSocket = "management";

std::string base_folder() {
    for (const char* name : {"RUNTIME_DIRECTORY", "TMPDIR"}) {
        const char* value = ::getenv(name);  // NOLINT(concurrency-mt-unsafe): nobody sets it
        if (value != nullptr && *value == '/') {
            return value;
        }
    }
    return "/tmp";
}

bool is_folder_name(std::string_view name) {
    const auto is_random = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
    return name.size() == kPrefix.size() + kRandom.size() && name.starts_with(kPrefix) &&
           std::all_of(name.begin() + kPrefix.size(), name.end(), is_random);
}

/// For us alone; nothing if somebody else has it locked.
NativeHandle locked_folder(const std::string& path) {
    NativeHandle folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    return folder && ::flock(folder.get(), LOCK_EX | LOCK_NB) == 0 ? std::move(folder)
                                                                   : NativeHandle();
}

/// It is ours, and somebody still finds it by its name.
bool is_our_folder(const NativeHandle& folder) {
    struct stat found {};
    return ::fstat(folder.get(), &found) == 0 && found.st_uid == ::geteuid() && found.st_nlink != 0;
}

void remove_folder(const std::string& path) {
    ::unlink((path + '/' + kSocket).c_str());
    ::rmdir(path.c_str());  // fails if something else is in it: then it is none of these folders
}

}  // namespace

PrivateSocket::~PrivateSocket() {
    if (!folder_.empty()) {
        remove_folder(folder_);
    }
}

std::string PrivateSocket::path() const {
    return folder_ + '/' + kSocket;
}

void PrivateSocket::remove_leftovers() {
    const std::string base = base_folder();
    std::error_code ignored;
    for (auto at = std::filesystem::directory_iterator(base, ignored);
         at != std::filesystem::directory_iterator();
         at.increment(ignored)) {
        const std::string name = at->path().filename().string();
        const std::string path = base + '/' + name;
        if (!is_folder_name(name)) {
            continue;
        }
        if (const NativeHandle left = locked_folder(path); left && is_our_folder(left)) {
            remove_folder(path);
        }
    }
}

Result<void> PrivateSocket::make_folder() {
    // Another router may take one for left over in the moment before it is locked.
    constexpr int kTries = 10;
    for (int tries = 0; tries < kTries; ++tries) {
        std::string name = base_folder() + '/';
        name.append(kPrefix).append(kRandom);
        if (::mkdtemp(name.data()) == nullptr) {  // mode 0700
            break;
        }
        lock_ = locked_folder(name);
        if (lock_ && is_our_folder(lock_)) {
            folder_ = name;
            return {};
        }
        remove_folder(name);
    }
    const std::error_code cause(errno, std::generic_category());
    return make_error(
        Errc::FromDevice, "cannot make a folder in " + base_folder() + ": " + cause.message(), cause
    );
}

Result<void> PrivateSocket::open() {
    if (auto made = make_folder(); !made) {
        return made;
    }
    boost::system::error_code error;
    acceptor_.open(Protocol(), error);
    if (!error) {
        acceptor_.bind(Protocol::endpoint(path()), error);
    }
    if (!error) {
        acceptor_.listen(1, error);
    }
    return error
               ? Result<void>(make_error(
                     Errc::FromDevice, "cannot listen on " + path() + ": " + error.message(), error
                 ))
               : Result<void>();
}

bool is_from(PrivateSocket::Protocol::socket& socket, pid_t pid) {
    ucred peer{};
    socklen_t size = sizeof peer;
    return ::getsockopt(socket.native_handle(), SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 &&
           peer.pid == pid;
}

}  // namespace mprd::platform::openvpn
