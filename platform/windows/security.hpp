// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"
#include "platform/api/peer_identity.hpp"

#include <memory>
#include <optional>
#include <string>

#include <windows.h>

namespace mprd::platform {

/// A security descriptor made of its text form (SDDL), for the calls that make an object.
class SecurityDescriptor {
public:
    /// 87 when the text is wrong.
    [[nodiscard]] static Result<SecurityDescriptor> parse(const wchar_t* sddl);
    /// For a call; valid as long as this object.
    [[nodiscard]] SECURITY_ATTRIBUTES* attributes() { return &attributes_; }
    /// What a process says with the descriptor, for tests: its text form.
    [[nodiscard]] std::wstring text() const;

private:
    struct Free {
        void operator()(void* memory) const { ::LocalFree(memory); }
    };
    explicit SecurityDescriptor(PSECURITY_DESCRIPTOR descriptor);

    std::unique_ptr<void, Free> descriptor_;
    SECURITY_ATTRIBUTES attributes_{};
};

/// Of secrets: SYSTEM, the administrators and who owns the file.
inline constexpr const wchar_t* kSecretSddl = L"D:P(A;;FA;;;SY)(A;;FA;;;BA)(A;;FA;;;OW)";
/// Of the control pipe. Who may do what is decided by who connects, so that a refusal has a code:
/// every local user may connect, read and write, but not make another end of the pipe
/// (FILE_CREATE_PIPE_INSTANCE); nobody from the network. SYSTEM and administrators have it all.
inline constexpr const wchar_t* kPipeSddl =
    L"D:P(D;;GA;;;NU)(A;;GA;;;SY)(A;;GA;;;BA)(A;;GA;;;OW)(A;;0x0012019b;;;WD)";

/// The user and the groups of a token that count (enabled ones). A token that cannot be read is not
/// known.
[[nodiscard]] PeerIdentity identity_of_token(HANDLE token);
/// Security identifier of the user whom this process runs as.
[[nodiscard]] std::string own_user();
/// Of a local group or user of this name.
[[nodiscard]] std::optional<std::string> find_account(const std::string& name);

}  // namespace mprd::platform
