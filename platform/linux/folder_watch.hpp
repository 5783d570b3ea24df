// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

#include <array>
#include <functional>
#include <string>
#include <unordered_map>

namespace mprd::platform {

/// Tells when a file of a folder was written, replaced or removed (inotify). One thread.
class FolderWatch {
public:
    /// `changed` is called with the path of the file, out of the loop; with an empty path when the
    /// system dropped reports: look at everything.
    FolderWatch(boost::asio::io_context& io, std::function<void(const std::string&)> changed);
    FolderWatch(const FolderWatch&) = delete;
    FolderWatch& operator=(const FolderWatch&) = delete;

    /// The files of this folder, not of folders in it. The path stands in reports as it is here.
    [[nodiscard]] Result<void> add(const std::string& folder);
    /// No reports any more.
    void stop();

private:
    void wait();
    void take(std::size_t size);

    boost::asio::posix::stream_descriptor descriptor_;
    std::function<void(const std::string&)> changed_;
    std::unordered_map<int, std::string> folders_;
    alignas(8) std::array<char, 4096> buffer_{};
};

}  // namespace mprd::platform
