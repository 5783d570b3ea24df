// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config/codec/json_value.hpp"
#include "config/codec/problem.hpp"
#include "core/base/nearest.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <type_traits>
#include <vector>

// One list of fields for each structure (fields.hpp) serves three ways: Reader fills the structure
// from JSON and collects all problems, Writer makes JSON of it, SchemaMaker describes it.

namespace mprd::config {

/// Closed range that a number must be in.
struct Range {
    /// The default range allows every number.
    std::uint64_t low = 0;
    std::uint64_t high = std::numeric_limits<std::uint64_t>::max();
};

/// A structure whose fields are listed by an overload of fields().
template <class T, class Archive>
concept Structure = requires(Archive& archive, T& value) {
    fields(archive, value);
};

/// JSON text of a value for a message, cut to a bearable length. Not for what may hold a secret.
[[nodiscard]] std::string shown(const json& value);
/// A key as a part of a JSON pointer (RFC 6901 section 3).
[[nodiscard]] std::string escaped(const std::string& key);

/// Takes a JSON object apart, one field() for each member. All that is wrong goes to `problems`;
/// reading goes on.
class Reader {
public:
    /// `value` and `problems` must outlive the reader. `pointer` is where `value` stands in the
    /// text.
    Reader(const json& value, std::string pointer, Problems& problems)
        : value_(value), pointer_(std::move(pointer)), problems_(problems) {
        if (!value_.is_object()) {
            problem("", "an object", shown(value_));
        }
    }

    /// A member that may be absent: the target then keeps its value.
    template <class T>
    void field(const char* name, T& target, const char* /*description*/, Range range = {}) {
        known_.insert(name);
        if (value_.is_object() && value_.contains(name)) {
            read(value_.at(name), target, pointer_ + '/' + name, range);
        }
    }
    /// A member that must be there: a problem is noted when it is not.
    template <class T>
    void required(const char* name, T& target, const char* description, Range range = {}) {
        if (value_.is_object() && !value_.contains(name)) {
            problem(std::string("/") + name, JsonValue<T>::expected(), "nothing");
        }
        field(name, target, description, range);
    }

    /// To be called after the last field: what is left over is wrong.
    void finish() {
        if (!value_.is_object()) {
            return;
        }
        for (const auto& [key, value] : value_.items()) {
            if (known_.count(key) == 0) {
                const std::string hint = nearest(key, known_);
                problem(
                    '/' + escaped(key),
                    hint.empty() ? "no such member" : "\"" + hint + "\"",
                    "\"" + key + "\""
                );
            }
        }
    }

private:
    template <class T>
    void read(const json& value, T& target, const std::string& pointer, Range range) {
        if constexpr (Structure<T, Reader>) {
            Reader nested(value, pointer, problems_);
            fields(nested, target);
            nested.finish();
        } else {
            if (!in_range(value, range) || !JsonValue<T>::read(value, target)) {
                problems_.push_back({pointer, expected<T>(range), shown(value)});
            }
        }
    }
    template <class T>
    void read(const json& value, std::vector<T>& target, const std::string& pointer, Range range) {
        if (!value.is_array()) {
            problems_.push_back({pointer, "a list", shown(value)});
            return;
        }
        target.clear();
        for (std::size_t i = 0; i < value.size(); ++i) {
            read(value[i], target.emplace_back(), pointer + '/' + std::to_string(i), range);
        }
    }
    [[nodiscard]] static bool in_range(const json& value, Range range) {
        return !value.is_number_unsigned() || (value.get<std::uint64_t>() >= range.low &&
                                               value.get<std::uint64_t>() <= range.high);
    }
    template <class T>
    [[nodiscard]] static std::string expected(Range range) {
        if (range.high == Range{}.high) {
            return JsonValue<T>::expected();
        }
        return "a number from " + std::to_string(range.low) + " to " + std::to_string(range.high);
    }
    /// null is "none".
    template <class T>
    void read(
        const json& value, std::optional<T>& target, const std::string& pointer, Range range
    ) {
        if (value.is_null()) {
            target.reset();
            return;
        }
        T element = target.value_or(T{});
        read(value, element, pointer, range);
        target = std::move(element);
    }
    void problem(const std::string& below, std::string what, std::string found) {
        problems_.push_back({pointer_ + below, std::move(what), std::move(found)});
    }

    /// The object that is being read.
    const json& value_;
    std::string pointer_;
    Problems& problems_;
    std::set<std::string> known_;
};

/// Makes a JSON object with every member that fields() lists.
class Writer {
public:
    template <class T>
    void field(const char* name, T& value, const char* /*description*/, Range /*range*/ = {}) {
        object_[name] = write(value);
    }
    template <class T>
    void required(const char* name, T& value, const char* description, Range range = {}) {
        field(name, value, description, range);
    }
    /// The object; the writer is empty after it.
    [[nodiscard]] json take() { return std::move(object_); }

    template <class T>
    [[nodiscard]] static json write(T& value) {
        if constexpr (Structure<T, Writer>) {
            Writer nested;
            fields(nested, value);
            return nested.take();
        } else {
            return JsonValue<T>::write(value);
        }
    }
    template <class T>
    [[nodiscard]] static json write(std::vector<T>& values) {
        json list = json::array();
        for (T& value : values) {
            list.push_back(write(value));
        }
        return list;
    }
    template <class T>
    [[nodiscard]] static json write(std::optional<T>& value) {
        return value ? write(*value) : json(nullptr);
    }

private:
    json object_ = json::object();
};

/// JSON schema (draft 2020-12) of a structure, with the defaults of a default-constructed one.
class SchemaMaker {
public:
    template <class T>
    void field(const char* name, T& value, const char* description, Range range = {}) {
        json schema = describe(value);
        if (range.high != Range{}.high) {
            schema["minimum"] = range.low;
            schema["maximum"] = range.high;
        }
        schema["description"] = description;
        if constexpr (!Structure<T, SchemaMaker>) {
            schema["default"] = Writer::write(value);
        }
        properties_[name] = std::move(schema);
    }
    template <class T>
    void required(const char* name, T& value, const char* description, Range range = {}) {
        field(name, value, description, range);
        properties_[name].erase("default");
        required_.emplace_back(name);
    }
    [[nodiscard]] json take() {
        json schema = {
            {"type", "object"},
            {"additionalProperties", false},
            {"properties", std::move(properties_)}};
        if (!required_.empty()) {
            schema["required"] = required_;
        }
        return schema;
    }

    template <class T>
    [[nodiscard]] static json describe(T& value) {
        if constexpr (Structure<T, SchemaMaker>) {
            SchemaMaker nested;
            fields(nested, value);
            return nested.take();
        } else {
            return JsonValue<T>::schema();
        }
    }
    template <class T>
    [[nodiscard]] static json describe(std::vector<T>& /*values*/) {
        T element{};
        return {{"type", "array"}, {"items", describe(element)}};
    }
    template <class T>
    [[nodiscard]] static json describe(std::optional<T>& /*value*/) {
        T element{};
        return {{"anyOf", {describe(element), {{"type", "null"}}}}};
    }

private:
    json properties_ = json::object();
    std::vector<std::string> required_;
};

/// The three ways in one line each.
template <class T>
void read_structure(const json& value, T& target, const std::string& pointer, Problems& problems) {
    Reader reader(value, pointer, problems);
    fields(reader, target);
    reader.finish();
}
template <class T>
[[nodiscard]] json write_structure(T value) {
    return Writer::write(value);
}
/// Leaves out what a default-constructed structure has too: files that people read stay short.
template <class T>
[[nodiscard]] json write_differences(const T& value) {
    const json full = write_structure(value);
    const json defaults = write_structure(T{});
    json result = json::object();
    for (const auto& [key, member] : full.items()) {
        if (!defaults.contains(key) || defaults.at(key) != member) {
            result[key] = member;
        }
    }
    return result;
}

}  // namespace mprd::config
