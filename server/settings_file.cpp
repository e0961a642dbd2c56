#include "server/settings_file.h"

#include <fmt/core.h>
#include <toml++/toml.h>

#include <algorithm>
#include <optional>

namespace vouch::server {
namespace {

std::optional<std::string> value_of(const toml::node& node) {
    if (const auto* text = node.as_string()) return text->get();
    if (const auto* number = node.as_integer()) return std::to_string(number->get());
    return std::nullopt;
}

std::optional<std::vector<std::string>> values_of(const toml::node& node) {
    std::vector<std::string> out;
    const toml::array* const list = node.as_array();
    for (std::size_t i = 0; i < (list ? list->size() : 1); ++i) {
        auto value = value_of(list ? (*list)[i] : node);
        if (!value) return std::nullopt;
        out.push_back(*std::move(value));
    }
    return out;
}

Rejection at_line(std::uint32_t line, std::string_view what) {
    return {Reason::malformed, fmt::format("line {}: {}", line, what)};
}

}    // namespace

Result<std::vector<Setting>> parse_settings(std::string_view text) {
    toml::table table;
    try {
        table = toml::parse(text);
    } catch (const toml::parse_error& error) {
        return at_line(error.source().begin.line, error.description());
    }
    std::vector<Setting> out;
    for (const auto& [key, node] : table) {
        const std::uint32_t line = key.source().begin.line;
        auto values = values_of(node);
        if (!values)
            return at_line(
                line, fmt::format("{}: a text in \"quotes\", a whole number, or a list of these", key.str()));
        out.push_back({std::string(key.str()), *std::move(values), line});
    }
    std::ranges::sort(out, {}, &Setting::line);
    return out;
}

}    // namespace vouch::server
