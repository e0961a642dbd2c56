#pragma once
// The files of texts/ as the generator reads them, held against each other. Whatever does not fit is thrown
// as a std::runtime_error that says what, and where.

#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

namespace vouch::texts {

using Json = nlohmann::ordered_json;
using Path = std::filesystem::path;

/// With where it was found: "en.json.minutes.heading is missing".
[[noreturn]] void wrong(const std::string& where, const std::string& what);

Json read(const Path& file);
const Json& at(const Json& tree, const std::string& key, const std::string& where);

struct Language {
    std::string tag;
    Json words;
};
/// Of the folder's words: the first one first, the others by their tags. All say the same things.
std::vector<Language> read_languages(const Path& folder, const std::string& first);

/// Groups that are about the rule profiles, which are checked where they are put together.
bool of_profiles(const std::string& group);

/// A text, or the forms of one that depend on a number: "one" for exactly 1, and "other".
bool is_sentence(const Json& value);
std::string other_form(const Json& sentence);

struct Piece {
    bool placeholder = false;
    std::string text;    // or the placeholder's name
};
std::vector<Piece> pieces_of(const std::string& text, const std::string& where);
/// The placeholders that a sentence may have: its own, or the parts of a date.
std::set<std::string> parameters_of(const Json& first, const std::string& group, const std::string& where);

}    // namespace vouch::texts
