#pragma once
// A table of a TOML file, read so that every mistake is noted with its file and line: missing keys, values of
// another type, texts that are none, and keys that nobody asked for (most of them are misspelt). Included
// only by the two files that read TOML.

#include <toml++/toml.h>

#include <functional>
#include <optional>
#include <set>
#include <string>

#include "client/cli/shared/mistakes.h"
#include "disk/files.h"
#include "election/bodies.h"

namespace vouch::client {

/// Parses a file; nothing, with the mistake noted, where it is not TOML or cannot be read.
std::optional<toml::table> parse_toml_file(const Path& path, const std::string& shown_as, Mistakes& mistakes);

class TomlTable {
public:
    /// `file` is what mistakes call it. Both the table and the list of mistakes outlive this.
    TomlTable(const toml::table& table, std::string file, Mistakes& mistakes)
        : table_(table), file_(std::move(file)), mistakes_(mistakes) {}

    bool has(std::string_view key) const { return table_.contains(key); }

    // Each notes a mistake and returns an empty value where the key is missing (unless there is a default) or
    // holds anything else.
    std::string text(std::string_view key);
    std::vector<std::string> texts(std::string_view key);
    std::vector<std::string> texts_or_none(std::string_view key);
    /// One text per language.
    election::Text text_by_language(std::string_view key, std::size_t languages);
    /// One text per language and level: [["thấp", "low"], ...], low first.
    std::vector<election::Text> level_names(std::string_view key, std::size_t languages);
    bool flag_or(std::string_view key, bool otherwise);
    std::uint32_t number(std::string_view key, std::uint32_t least, std::uint32_t most);
    std::uint32_t number_or(std::string_view key, std::uint32_t least, std::uint32_t most,
                            std::uint32_t otherwise);
    /// "2/3": at most 1.
    election::Fraction fraction(std::string_view key);
    /// The index in `words` of the word that stands there.
    std::size_t one_of(std::string_view key, std::initializer_list<std::string_view> words);

    std::vector<TomlTable> tables_or_none(std::string_view key);     // [[key]]
    std::optional<TomlTable> table_or_none(std::string_view key);    // [key]

    /// Notes a mistake where the key stands, or the table where the key is missing.
    void wrong(std::string_view key, const std::string& what);
    /// Notes every key that none of the above was asked for. Called last.
    void no_more_keys();
    Mistakes& mistakes() { return mistakes_; }

private:
    const toml::node* find(std::string_view key);    // marks it as asked for
    std::optional<election::Text> read_texts(std::string_view key, const toml::node& node);
    std::optional<std::string> read_text(std::string_view key, const toml::node& node);

    const toml::table& table_;
    std::string file_;
    Mistakes& mistakes_;
    std::set<std::string, std::less<>> asked_;
};

}    // namespace vouch::client
