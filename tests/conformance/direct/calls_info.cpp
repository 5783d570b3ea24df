// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// MprInfo functions: the library calls core/info, so that is what these rows look at.
#include "core/info/info_header.hpp"
#include "tests/conformance/direct/calls.hpp"

namespace mprd::test {
namespace info_rows {
namespace {

Bytes header(const DirectCall& call) {
    return call.octets("header").value_or(Bytes{});
}

InfoBlock block(const DirectCall& call) {
    InfoBlock block;
    block.type = call.number("type");
    block.item_size = call.number("itemSize");
    block.count = call.number("itemCount");
    block.data = call.octets("data").value_or(Bytes{});
    return block;
}

}  // namespace
}  // namespace info_rows

DirectFunctions info_calls() {
    using namespace info_rows;
    return {
        {"MprInfoCreate",
         [](const DirectCall& call) { return result_of(info::create(call.number("version"))); }},
        {"MprInfoDuplicate",
         [](const DirectCall& call) { return result_of(info::duplicate(header(call))); }},
        {"MprInfoRemoveAll",
         [](const DirectCall& call) { return result_of(info::remove_all(header(call))); }},
        {"MprInfoBlockAdd",
         [](const DirectCall& call) {
             return result_of(info::block_add(header(call), block(call)));
         }},
        {"MprInfoBlockRemove",
         [](const DirectCall& call) {
             return result_of(info::block_remove(header(call), call.number("type")));
         }},
        {"MprInfoBlockSet",
         [](const DirectCall& call) {
             return result_of(info::block_set(header(call), block(call)));
         }},
        {"MprInfoBlockFind",
         [](const DirectCall& call) {
             return result_of(info::block_find(header(call), call.number("type")));
         }},
        {"MprInfoBlockQuerySize",
         [](const DirectCall& call) {
             return DirectResult{static_cast<std::uint32_t>(info::query_size(header(call)))};
         }},
    };
}

}  // namespace mprd::test
