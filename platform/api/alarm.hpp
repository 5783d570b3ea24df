// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/time.hpp"

#include <functional>

namespace mprd::platform {

/// Calls back once after a while, from the control thread. Time that the machine sleeps counts:
/// what is overdue when it wakes up is called then.
class Alarm {
public:
    virtual ~Alarm() = default;
    /// Replaces what was set before. Zero or less: as soon as the control thread is free.
    virtual void set(Duration after, std::function<void()> expired) = 0;
    /// Nothing is called until the next set().
    virtual void cancel() = 0;
};

}  // namespace mprd::platform
