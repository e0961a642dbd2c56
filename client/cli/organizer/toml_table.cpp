#include "client/cli/organizer/toml_table.h"

#include "client/cli/shared/says.h"

#include <fmt/core.h>

#include <charconv>

#include "client/cli/shared/csv.h"
#include "client/cli/shared/limits.h"
#include "client/cli/shared/text.h"

namespace vouch::client {
namespace {

std::string where(const std::string& file, const toml::source_region& source) {
    return source.begin.line > 0 ? says().toml.where({.file = file, .line = at_line(source.begin.line)})
                                 : file;
}

constexpr std::uintmax_t kTomlBytesMax = 4 << 20;

}    // namespace

std::optional<toml::table> parse_toml_file(const Path& path, const std::string& shown_as,
                                           Mistakes& mistakes) {
    try {
        return toml::parse(disk::read_text_file(path, kTomlBytesMax));
    } catch (const toml::parse_error& error) {
        mistakes.push_back({where(shown_as, error.source()), std::string(error.description())});
    } catch (const std::runtime_error& error) {
        mistakes.push_back({shown_as, error.what()});
    }
    return std::nullopt;
}

const toml::node* TomlTable::find(std::string_view key) {
    asked_.emplace(key);
    return table_.get(key);
}

void TomlTable::wrong(std::string_view key, const std::string& what) {
    const toml::node* node = table_.get(key);
    mistakes_.push_back({where(file_, node ? node->source() : table_.source()),
                         says().toml.at_key({.key = key, .what = what})});
}

std::optional<std::string> TomlTable::read_text(std::string_view key, const toml::node& node) {
    const auto value = node.value_exact<std::string>();
    if (!value) {
        wrong(key, says().toml.text);
        return std::nullopt;
    }
    const auto cleaned = clean_text(*value);
    if (!cleaned.ok()) {
        wrong(key, cleaned.rejection().detail);
    } else if (cleaned->empty()) {
        wrong(key, says().toml.empty);
    } else if (cleaned->size() > kTextBytesMax) {
        wrong(key, says().toml.long_text({.most = kTextBytesMax}));
    } else {
        return *cleaned;
    }
    return std::nullopt;
}

std::optional<election::Text> TomlTable::read_texts(std::string_view key, const toml::node& node) {
    const toml::array* list = node.as_array();
    if (!list) {
        wrong(key, says().toml.list);
        return std::nullopt;
    }
    election::Text out;
    for (const toml::node& one : *list) {
        auto text = read_text(key, one);
        if (!text) return std::nullopt;
        out.push_back(*std::move(text));
    }
    return out;
}

std::string TomlTable::text(std::string_view key) {
    const toml::node* node = find(key);
    if (!node) wrong(key, says().toml.missing);
    return node ? read_text(key, *node).value_or("") : "";
}

std::vector<std::string> TomlTable::texts_or_none(std::string_view key) {
    const toml::node* node = find(key);
    return node ? read_texts(key, *node).value_or(election::Text{}) : election::Text{};
}

std::vector<std::string> TomlTable::texts(std::string_view key) {
    if (!find(key)) wrong(key, says().toml.missing);
    return texts_or_none(key);
}

election::Text TomlTable::text_by_language(std::string_view key, std::size_t languages) {
    const toml::node* node = find(key);
    if (!node) {
        wrong(key, says().toml.missing);
        return {};
    }
    auto out = read_texts(key, *node);
    if (out && out->size() != languages)
        wrong(key, says().toml.by_language({.found = out->size(), .wanted = languages}));
    return std::move(out).value_or(election::Text{});
}

std::vector<election::Text> TomlTable::level_names(std::string_view key, std::size_t languages) {
    const toml::node* node = find(key);
    const toml::array* list = node ? node->as_array() : nullptr;
    if (!list || list->size() != 3) {
        wrong(key, says().toml.levels);
        return {};
    }
    std::vector<election::Text> out;
    for (const toml::node& level : *list) {
        auto names = read_texts(key, level);
        if (names && names->size() != languages) wrong(key, says().toml.texts_a_level({.wanted = languages}));
        out.push_back(std::move(names).value_or(election::Text{}));
    }
    return out;
}

bool TomlTable::flag_or(std::string_view key, bool otherwise) {
    const toml::node* node = find(key);
    if (!node) return otherwise;
    const auto value = node->value_exact<bool>();
    if (!value) wrong(key, says().toml.flag);
    return value.value_or(otherwise);
}

std::uint32_t TomlTable::number_or(std::string_view key, std::uint32_t least, std::uint32_t most,
                                   std::uint32_t otherwise) {
    return find(key) ? number(key, least, most) : otherwise;
}

std::uint32_t TomlTable::number(std::string_view key, std::uint32_t least, std::uint32_t most) {
    const toml::node* node = find(key);
    const auto value = node ? node->value_exact<std::int64_t>() : std::nullopt;
    if (value && *value >= std::int64_t{least} && *value <= std::int64_t{most})
        return static_cast<std::uint32_t>(*value);
    wrong(key, node ? says().toml.number({.least = least, .most = most}) : says().toml.missing);
    return 0;
}

election::Fraction TomlTable::fraction(std::string_view key) {
    const std::string written = text(key);
    if (written.empty()) return {};    // noted already
    election::Fraction out;
    const char* const end = written.data() + written.size();
    auto read = std::from_chars(written.data(), end, out.numerator);
    const bool slash = read.ec == std::errc() && read.ptr != end && *read.ptr == '/';
    if (slash) read = std::from_chars(read.ptr + 1, end, out.denominator);
    if (!slash || read.ec != std::errc() || read.ptr != end || out.denominator == 0 ||
        out.numerator > out.denominator)
        wrong(key, says().toml.fraction);
    return out;
}

std::size_t TomlTable::one_of(std::string_view key, std::initializer_list<std::string_view> words) {
    const std::string written = text(key);
    std::size_t index = 0;
    std::string all;
    for (const std::string_view word : words) {
        if (word == written) return index;
        const std::string quoted = '"' + std::string(word) + '"';
        all = index++ == 0 ? quoted : says().toml.either({.one = all, .other = quoted});
    }
    if (!written.empty()) wrong(key, says().toml.one_of({.words = all}));
    return 0;
}

std::vector<TomlTable> TomlTable::tables_or_none(std::string_view key) {
    const toml::node* node = find(key);
    std::vector<TomlTable> out;
    if (!node) return out;
    const toml::array* list = node->as_array();
    for (std::size_t i = 0; list && i < list->size(); ++i)
        if (const toml::table* one = (*list)[i].as_table()) out.emplace_back(*one, file_, mistakes_);
    if (!list || out.size() != list->size()) wrong(key, says().toml.tables({.key = key}));
    return out;
}

std::optional<TomlTable> TomlTable::table_or_none(std::string_view key) {
    const toml::node* node = find(key);
    if (!node) return std::nullopt;
    if (const toml::table* one = node->as_table()) return TomlTable(*one, file_, mistakes_);
    wrong(key, says().toml.table({.key = key}));
    return std::nullopt;
}

void TomlTable::no_more_keys() {
    for (const auto& [key, node] : table_)
        if (!asked_.contains(key.str())) wrong(key.str(), says().toml.unknown_key);
}

}    // namespace vouch::client
