// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/linux/peer_credentials.hpp"

#include <algorithm>
#include <cerrno>
#include <iterator>
#include <vector>

#include <grp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace mprd::platform {
namespace {

constexpr std::size_t kBufferSize = 65536;

/// SO_PEERGROUPS: the supplementary groups that the process really had when it connected.
std::vector<std::string> groups_of(int socket, gid_t primary) {
    std::vector<gid_t> groups(64);
    auto size = static_cast<socklen_t>(groups.size() * sizeof(gid_t));
    int failed = ::getsockopt(socket, SOL_SOCKET, SO_PEERGROUPS, groups.data(), &size);
    if (failed != 0 && errno == ERANGE) {
        groups.resize(size / sizeof(gid_t));
        failed = ::getsockopt(socket, SOL_SOCKET, SO_PEERGROUPS, groups.data(), &size);
    }
    groups.resize(failed == 0 ? size / sizeof(gid_t) : 0);
    groups.push_back(primary);
    std::vector<std::string> words;
    std::transform(groups.begin(), groups.end(), std::back_inserter(words), group_word);
    return words;
}

}  // namespace

std::string user_word(std::uint32_t user) {
    return "uid:" + std::to_string(user);
}

std::string group_word(std::uint32_t group) {
    return "gid:" + std::to_string(group);
}

PeerIdentity peer_of(int socket) {
    ucred credentials{};
    socklen_t size = sizeof credentials;
    if (::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &credentials, &size) != 0) {
        return {};
    }
    PeerIdentity peer;
    peer.known = true;
    peer.user = user_word(credentials.uid);
    peer.process = static_cast<std::uint32_t>(credentials.pid);
    peer.groups = groups_of(socket, credentials.gid);
    return peer;
}

std::optional<std::uint32_t> find_group(const std::string& name) {
    std::vector<char> buffer(kBufferSize);
    group entry{};
    group* found = nullptr;
    if (::getgrnam_r(name.c_str(), &entry, buffer.data(), buffer.size(), &found) != 0 ||
        found == nullptr) {
        return std::nullopt;
    }
    return entry.gr_gid;
}

}  // namespace mprd::platform
