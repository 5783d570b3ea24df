// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/api/folder_watch.hpp"

#include <boost/asio/io_context.hpp>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace mprd::platform {

/// FolderWatch with ReadDirectoryChangesW.
class FolderChanges final : public FolderWatch {
public:
    /// `io` must outlive it.
    FolderChanges(boost::asio::io_context& io, std::function<void(const std::string&)> changed);
    ~FolderChanges() override;

    [[nodiscard]] Result<void> add(const std::string& folder) override;
    void stop() override;

private:
    struct Folder;  ///< one that is watched

    boost::asio::io_context& io_;
    std::function<void(const std::string&)> changed_;
    std::vector<std::shared_ptr<Folder>> folders_;
};

}  // namespace mprd::platform
