// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"

namespace mprd::lib {

/// What a code alone does not tell: adds the story of a failure, in lines with the code, to the
/// file that the environment variable MPRD_TRACE names. Without the variable, or when the file
/// cannot be written, nothing.
void explain(const Error& error);

}  // namespace mprd::lib
