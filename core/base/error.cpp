// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.hpp"

#include <stdexcept>

namespace mprd {

void throw_exception_from_error(const Error& error, const boost::source_location& /*where*/) {
    throw std::logic_error("value() called on an error: " + error.detail);
}

}  // namespace mprd
