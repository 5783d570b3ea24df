// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/crypto/gcrypt_crypto.hpp"

namespace mprd::test {

inline const platform::GcryptCrypto kCrypto;

}  // namespace mprd::test
