// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"

#include <chrono>
#include <string>

namespace mprd {

/// Whether the peer that an interface calls may hang up and call back (CallbackMode of [MS-RRASM]
/// 2.2.2.2.30).
enum class CallBackMode {
    Never,     ///< a peer that hangs up has ended the attempt
    Optional,  ///< the peer decides
    Required,  ///< a peer that takes the call instead is hung up
};
/// "never", "optional", "required".
[[nodiscard]] const char* to_string(CallBackMode mode);

/// How an interface is called back.
struct CallBackOptions {
    CallBackMode mode = CallBackMode::Never;
    /// Where we can be called, for a peer that lets us say; empty: it knows. At most 128 bytes.
    std::string number;
    /// Asked for, from the end of our call to the peer's; 0 to 255.
    std::chrono::seconds delay{12};
    /// From the end of our call to that of the wait for the peer's, 10 to 3600.
    std::chrono::seconds wait_limit{120};
    /// False: who calls must prove to be the peer, or know our password (MS-CHAPv2). True: the
    /// first call in that time is taken for his; it may learn the password (PAP).
    bool from_anybody = false;

    [[nodiscard]] Result<void> validate() const;
    friend bool operator==(const CallBackOptions&, const CallBackOptions&) = default;
};

}  // namespace mprd
