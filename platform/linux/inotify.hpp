// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/api/folder_watch.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

#include <array>
#include <functional>
#include <string>
#include <unordered_map>

namespace mprd::platform {

/// FolderWatch with inotify(7).
class Inotify final : public FolderWatch {
public:
    /// `io` must outlive it.
    Inotify(boost::asio::io_context& io, std::function<void(const std::string&)> changed);
    Inotify(const Inotify&) = delete;
    Inotify& operator=(const Inotify&) = delete;
    ~Inotify() override = default;

    [[nodiscard]] Result<void> add(const std::string& folder) override;
    void stop() override;

private:
    void wait();
    void take(std::size_t size);

    boost::asio::posix::stream_descriptor descriptor_;
    std::function<void(const std::string&)> changed_;
    std::unordered_map<int, std::string> folders_;
    alignas(8) std::array<char, 4096> buffer_{};
};

}  // namespace mprd::platform
