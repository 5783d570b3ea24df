// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/lib/library_reference.hpp"

namespace mprd::lib {

// It is linked so that it never leaves the process.
LibraryReference::LibraryReference() = default;

LibraryReference::~LibraryReference() = default;

}  // namespace mprd::lib
