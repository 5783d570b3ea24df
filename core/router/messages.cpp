// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/router/messages.hpp"

namespace mprd::router {

Output::Output(const Output& other) = default;
Output::Output(Output&& other) noexcept = default;
Output& Output::operator=(const Output& other) = default;
Output& Output::operator=(Output&& other) noexcept = default;
Output::~Output() = default;

}  // namespace mprd::router
