// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// MprInfo*: information headers in memory. They need no router.
#include "client/lib/buffer_pool.hpp"
#include "client/lib/calls.hpp"
#include "core/info/info_header.hpp"

#include <cstring>

#include <mprapi.h>

using namespace mprd;       // NOLINT(google-build-using-namespace): the functions are global
using namespace mprd::lib;  // NOLINT(google-build-using-namespace)

namespace {

/// The header at an address: as long as it says that it is.
ByteSpan header_at(LPVOID header) {
    const auto* bytes = static_cast<const std::uint8_t*>(header);
    return {bytes, info::stated_size(ByteSpan(bytes, info::kHeaderSize))};
}

/// Gives a new header to the caller.
DWORD give(const Result<Bytes>& made, LPVOID* new_header) {
    if (!made) {
        return to_code(made.error().code);
    }
    *new_header = BufferPool::instance().allocate(made->size(), Family::Info);
    std::memcpy(*new_header, made->data(), made->size());
    return 0;
}

/// Makes a header of another one.
template <class F>
DWORD make_of(LPVOID header, LPVOID* new_header, F&& make) noexcept {
    return guarded([&]() -> DWORD {
        if (header == nullptr || new_header == nullptr) {
            return to_code(Errc::InvalidParameter);
        }
        *new_header = nullptr;
        return give(make(header_at(header)), new_header);
    });
}

/// Adds or replaces a block; `data` may not be NULL even when it is empty.
template <class F>
DWORD make_with_block(
    LPVOID header,
    DWORD type,
    DWORD item_size,
    DWORD count,
    LPBYTE data,
    LPVOID* new_header,
    F&& make
) noexcept {
    return make_of(header, new_header, [&](ByteSpan from) -> Result<Bytes> {
        const std::uint64_t size = std::uint64_t{item_size} * count;
        if (data == nullptr || size > kMaxInfoSize) {
            return make_error(Errc::InvalidParameter, "no data, or too much");
        }
        return make(from, InfoBlock{type, item_size, count, Bytes(data, data + size)});
    });
}

}  // namespace

extern "C" {

DWORD WINAPI MprInfoCreate(DWORD dwVersion, LPVOID* lplpNewHeader) {
    return guarded([&]() -> DWORD {
        if (lplpNewHeader == nullptr) {
            return to_code(Errc::InvalidParameter);
        }
        *lplpNewHeader = nullptr;
        return give(info::create(dwVersion), lplpNewHeader);
    });
}

DWORD WINAPI MprInfoDelete(LPVOID lpHeader) {
    return guarded([&]() -> DWORD {
        return BufferPool::instance().release(lpHeader, Family::Info)
                   ? 0U
                   : to_code(Errc::InvalidParameter);
    });
}

DWORD WINAPI MprInfoDuplicate(LPVOID lpHeader, LPVOID* lplpNewHeader) {
    return make_of(lpHeader, lplpNewHeader, [](ByteSpan from) { return info::duplicate(from); });
}

DWORD WINAPI MprInfoRemoveAll(LPVOID lpHeader, LPVOID* lplpNewHeader) {
    return make_of(lpHeader, lplpNewHeader, [](ByteSpan from) { return info::remove_all(from); });
}

DWORD WINAPI MprInfoBlockAdd(
    LPVOID lpHeader,
    DWORD dwInfoType,
    DWORD dwItemSize,
    DWORD dwItemCount,
    LPBYTE lpItemData,
    LPVOID* lplpNewHeader
) {
    return make_with_block(
        lpHeader, dwInfoType, dwItemSize, dwItemCount, lpItemData, lplpNewHeader, info::block_add
    );
}

DWORD WINAPI MprInfoBlockRemove(LPVOID lpHeader, DWORD dwInfoType, LPVOID* lplpNewHeader) {
    return make_of(lpHeader, lplpNewHeader, [&](ByteSpan from) {
        return info::block_remove(from, dwInfoType);
    });
}

DWORD WINAPI MprInfoBlockSet(
    LPVOID lpHeader,
    DWORD dwInfoType,
    DWORD dwItemSize,
    DWORD dwItemCount,
    LPBYTE lpItemData,
    LPVOID* lplpNewHeader
) {
    return make_with_block(
        lpHeader, dwInfoType, dwItemSize, dwItemCount, lpItemData, lplpNewHeader, info::block_set
    );
}

DWORD WINAPI MprInfoBlockFind(
    LPVOID lpHeader,
    DWORD dwInfoType,
    LPDWORD lpdwItemSize,
    LPDWORD lpdwItemCount,
    LPBYTE* lplpItemData
) {
    return guarded([&]() -> DWORD {
        if (lpHeader == nullptr) {
            return to_code(Errc::InvalidParameter);
        }
        const auto place = info::block_find(header_at(lpHeader), dwInfoType);
        if (!place) {
            return to_code(place.error().code);
        }
        if (lpdwItemSize != nullptr) {
            *lpdwItemSize = place->item_size;
        }
        if (lpdwItemCount != nullptr) {
            *lpdwItemCount = place->count;
        }
        if (lplpItemData != nullptr) {
            *lplpItemData = static_cast<LPBYTE>(lpHeader) + place->offset;
        }
        return 0U;
    });
}

DWORD WINAPI MprInfoBlockQuerySize(LPVOID lpHeader) {
    return lpHeader == nullptr ? 0 : static_cast<DWORD>(header_at(lpHeader).size());
}

}  // extern "C"
