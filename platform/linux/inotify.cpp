// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/linux/inotify.hpp"

#include <boost/asio/buffer.hpp>

#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include <sys/inotify.h>

namespace mprd::platform {

Inotify::Inotify(boost::asio::io_context& io, std::function<void(const std::string&)> changed)
    : descriptor_(io), changed_(std::move(changed)) {}

Result<void> Inotify::add(const std::string& folder) {
    const auto failed = [&folder] {
        const std::error_code cause(errno, std::generic_category());
        return make_error(
            Errc::CanNotComplete, "cannot watch " + folder + ": " + cause.message(), cause
        );
    };
    if (!descriptor_.is_open()) {
        const int fd = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
        if (fd < 0) {
            return failed();
        }
        descriptor_.assign(fd);
        wait();
    }
    const int watch = ::inotify_add_watch(
        descriptor_.native_handle(),
        folder.c_str(),
        IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_ONLYDIR
    );
    if (watch < 0) {
        return failed();
    }
    folders_[watch] = folder;
    return {};
}

void Inotify::stop() {
    boost::system::error_code ignored;
    descriptor_.close(ignored);
}

void Inotify::wait() {
    descriptor_.async_read_some(
        boost::asio::buffer(buffer_),
        [this](const boost::system::error_code& error, std::size_t size) {
            if (!error) {
                take(size);
                wait();
            }
        }
    );
}

void Inotify::take(std::size_t size) {
    for (std::size_t at = 0; at + sizeof(inotify_event) <= size;) {
        inotify_event event{};
        std::memcpy(&event, buffer_.data() + at, sizeof event);
        const char* name = buffer_.data() + at + sizeof event;
        at += sizeof event + event.len;
        if ((event.mask & IN_Q_OVERFLOW) != 0) {
            changed_("");
        } else if (const auto folder = folders_.find(event.wd);
                   folder != folders_.end() && event.len > 0) {
            changed_(folder->second + '/' + name);
        }
    }
}

}  // namespace mprd::platform
