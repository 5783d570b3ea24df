// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errc.hpp"

#include <boost/system/result.hpp>

#include <string>
#include <system_error>
#include <utility>

namespace mprd {

/// A failure with its story. Code branches on `code`; people read `detail`, which says what was
/// wrong, where, and what would be right. `cause` is the operating system's error, if there was
/// one. Never contains a secret.
struct Error {
    Errc code = Errc::Unknown;
    std::string detail;
    std::error_code cause;
};

inline Error make_error(Errc code, std::string detail, std::error_code cause = {}) {
    return Error{code, std::move(detail), cause};
}

/// InvalidParameter: `detail` says what was wrong and what would be right.
inline Error invalid(std::string detail) {
    return make_error(Errc::InvalidParameter, std::move(detail));
}

/// InvalidParameter: what was expected of which member.
inline Error invalid_member(const std::string& member, const std::string& expected) {
    return invalid(member + ": expected " + expected);
}

/// Value or Error. Test has_value(); never call the throwing value(): use operator* and operator->.
template <class T>
using Result = boost::system::result<T, Error>;

/// Needed by boost::system::result for value(); reaching it is a programming error of ours.
[[noreturn]] void throw_exception_from_error(
    const Error& error, const boost::source_location& where
);

}  // namespace mprd
