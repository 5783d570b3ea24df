// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace mprd::admin {

/// What a caller may do, decided by the daemon from who he is (design section 7).
enum class Access {
    None,           ///< every method answers 5
    Reader,         ///< sees everything but passwords
    Administrator,  ///< may change everything
};

/// Where a caller sits. A remote one cannot use event handles (code 87).
enum class Origin {
    /// On the Unix socket of this host.
    Local,
    Remote,
};

/// Who asks: given with every call of the Api.
struct Caller {
    Access access = Access::None;
    Origin origin = Origin::Local;
};

}  // namespace mprd::admin
