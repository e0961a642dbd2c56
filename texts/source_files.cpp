#include "texts/source_files.h"

#include <algorithm>
#include <fstream>
#include <stdexcept>

namespace vouch::texts {

void wrong(const std::string& where, const std::string& what) {
    throw std::runtime_error(where + " " + what);
}

Json read(const Path& file) {
    std::ifstream in(file);
    if (!in) wrong(file.string(), "cannot be read");
    return Json::parse(in);
}

const Json& at(const Json& tree, const std::string& key, const std::string& where) {
    if (!tree.contains(key)) wrong(where + "." + key, "is missing");
    return tree[key];
}

bool of_profiles(const std::string& group) {
    return group == "levels" || group == "profiles";
}

bool is_sentence(const Json& value) {
    return value.is_string() || (value.is_object() && value.contains("other"));
}
std::string other_form(const Json& sentence) {
    return sentence.is_string() ? sentence.get<std::string>() : sentence["other"].get<std::string>();
}

std::vector<Piece> pieces_of(const std::string& text, const std::string& where) {
    std::vector<Piece> out;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t open = std::min(text.find('{', from), text.size());
        if (open > from) out.push_back({.placeholder = false, .text = text.substr(from, open - from)});
        if (open == text.size()) break;
        const std::size_t close = text.find('}', open);
        if (close == std::string::npos) wrong(where, "has a { without its }");
        out.push_back({.placeholder = true, .text = text.substr(open + 1, close - open - 1)});
        from = close + 1;
    }
    return out;
}

namespace {

std::set<std::string> placeholders_of(const Json& sentence, const std::string& where) {
    std::set<std::string> out;
    for (const Piece& piece : pieces_of(other_form(sentence), where))
        if (piece.placeholder) out.insert(piece.text);
    return out;
}

/// A language may leave out parts of a date.
const std::set<std::string> kDateParts{"day", "day2", "month_name", "month2", "year"};

}    // namespace

std::set<std::string> parameters_of(const Json& first, const std::string& group, const std::string& where) {
    return group == "date" ? kDateParts : placeholders_of(first, where);
}

namespace {

void check_sentence(const Json& first, const Json& own, const std::string& group, const std::string& where) {
    if (!is_sentence(own)) wrong(where, "is no text");
    if (own.is_string() != first.is_string()) wrong(where, "has forms by number in one language alone");
    std::vector<std::string> forms{other_form(own)};
    if (own.contains("one")) forms.push_back(own["one"].get<std::string>());
    if (!own.is_string() && own.size() != forms.size())
        wrong(where, "has a form beside \"one\" and \"other\"");
    for (const std::string& form : forms) {
        if (form.empty()) wrong(where, "is empty");
        const auto found = placeholders_of(form, where), wanted = parameters_of(first, group, where);
        if (group == "date" ? !std::ranges::includes(wanted, found) : found != wanted)
            wrong(where, "has other {placeholders} than in the first language");
    }
}

/// Everything that the first language says, and nothing else.
void check_same(const Json& first, const Json& own, const std::string& group, const std::string& where) {
    if (is_sentence(first)) return check_sentence(first, own, group, where);
    if (first.type() != own.type()) wrong(where, "is something else than in the first language");
    if (first.is_array()) {
        if (first.size() != own.size()) wrong(where, "has another length than in the first language");
        for (const Json& one : own)
            if (!one.is_string() || one.get<std::string>().empty())
                wrong(where, "has an entry that is no text");
        return;
    }
    for (const auto& [key, value] : own.items())
        if (!first.contains(key)) wrong(where + "." + key, "is not in the first language");
    for (const auto& [key, value] : first.items())
        if (!of_profiles(key))
            check_same(value, at(own, key, where), group.empty() ? key : group, where + "." + key);
}

}    // namespace

std::vector<Language> read_languages(const Path& folder, const std::string& first) {
    std::vector<Language> out;
    for (const auto& file : std::filesystem::directory_iterator(folder / "words"))
        if (file.path().extension() == ".json")
            out.push_back({.tag = file.path().stem(), .words = read(file.path())});
    std::ranges::sort(out, {}, [&](const Language& one) { return std::pair(one.tag != first, one.tag); });
    if (out.empty() || out.front().tag != first) wrong("words/" + first + ".json", "is missing");
    for (const auto& [tag, words] : out) check_same(out.front().words, words, "", tag + ".json");
    return out;
}

}    // namespace vouch::texts
