// Makes C++ of the texts, and stops the build where they do not fit together:
//     make_texts FOLDER OUT     writes OUT/words.h, OUT/words.cpp, OUT/profiles.cpp, OUT/commands.h,
//     OUT/commands.cpp
// What the files hold, and what is held against what, stands in texts/README.md. The web client's generator
// (client/web/scripts/generate_texts.mjs) makes the same of them for TypeScript.

#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>

#include "texts/source_files.h"

namespace {

using namespace vouch::texts;

std::string quoted(const std::string& text) {
    return Json(text).dump();    // a literal of C++ as well: UTF-8, with \" \\ and \n
}

/// "board_mark" -> "BoardMark".
std::string type_name(const std::string& key) {
    std::string out;
    bool upper = true;
    for (const char c : key) {
        if (c != '_') out += upper ? static_cast<char>(c - 'a' + 'A') : c;
        upper = c == '_';
    }
    return out;
}

/// What the command line says is given to it as it stands, and with what people typed in it.
bool of_commands(const std::string& group) {
    return group == "commands";
}
std::string type_of_text(const std::string& group) {
    return of_commands(group) ? "const char* " : "std::string_view ";
}
std::string type_of_value(const std::string& name, const std::string& group) {
    if (name == "count") return "std::uint64_t ";
    return of_commands(group) ? "Part " : "std::string_view ";
}

/// A member of Words or Commands, and the types that it needs.
std::string declaration(const Json& first, const std::string& key, const std::string& group,
                        const std::string& indent) {
    if (first.is_array())
        return indent + "std::array<std::string_view, " + std::to_string(first.size()) + "> " + key + ";\n";
    if (is_sentence(first)) {
        const auto parameters = parameters_of(first, group, key);
        if (parameters.empty()) return indent + type_of_text(group) + key + ";\n";
        std::string out = indent + "struct " + type_name(key) + "Of {";
        for (const std::string& one : parameters) out += " " + type_of_value(one, group) + one + ";";
        return out + " };\n" + indent + "std::string (*" + key + ")(const " + type_name(key) + "Of& of);\n";
    }
    std::string out = indent + "struct " + type_name(key) + " {\n";
    for (const auto& [inner, value] : first.items())
        out += declaration(value, inner, group.empty() ? key : group, indent + "    ");
    return out + indent + "} " + key + ";\n";
}

std::string joined_pieces(const std::string& text, const Json& words) {
    std::string out;
    for (const Piece& piece : pieces_of(text, text)) {
        out += out.empty() ? "" : ", ";
        if (!piece.placeholder)
            out += quoted(piece.text);
        else if (piece.text == "count")
            out += "grouped(of.count, " + quoted(words["number"]["group"]) + ")";
        else
            out += "of." + piece.text;
    }
    return "joined({" + out + "})";
}

/// The value of that member in a language.
std::string definition(const Json& first, const Json& own, const std::string& key, const std::string& group,
                       const std::string& type, const Json& words) {
    if (own.is_array()) {
        std::string out;
        for (const Json& one : own) out += (out.empty() ? "" : ", ") + quoted(one);
        return "{" + out + "}";
    }
    if (is_sentence(first)) {
        if (parameters_of(first, group, key).empty()) return quoted(own);
        std::string out = joined_pieces(other_form(own), words);
        if (own.contains("one")) out = "of.count == 1 ? " + joined_pieces(own["one"], words) + " : " + out;
        return "[](const " + type + type_name(key) + "Of& of) -> std::string { return " + out + "; }";
    }
    std::string out;
    for (const auto& [inner, value] : first.items())
        out += "\n    ." + inner + " = " +
               definition(value, own[inner], inner, group.empty() ? key : group,
                          type + type_name(key) + "::", words) +
               ",";
    return "{" + out + "}";
}

std::string words_header(const Json& first, const std::string& for_others) {
    std::string out =
        "// Made by texts/generate.cpp. Words in a language; what has {placeholders} is a function of them.\n"
        "#pragma once\n\n#include <array>\n#include <cstdint>\n#include <string>\n#include <string_view>\n\n"
        "namespace vouch::texts {\n\ninline constexpr std::string_view kLanguageForOthers = " +
        quoted(for_others) + ";\n\nstruct Words {\n    std::string_view language;\n";
    for (const auto& [key, value] : first.items())
        if (!of_profiles(key) && !of_commands(key)) out += declaration(value, key, "", "    ");
    return out + "};\n\n}    // namespace vouch::texts\n";
}

std::string words_source(const std::vector<Language>& languages) {
    const Json& first = languages.front().words;
    std::string out =
        "// Made by texts/generate.cpp.\n#include \"texts/texts.h\"\n\nnamespace vouch::texts {\n\n"
        "std::span<const Words> all_words() {\n    static const Words all[] = {\n";
    for (const auto& [tag, words] : languages) {
        out += "{.language = " + quoted(tag) + ",\n";
        for (const auto& [key, value] : first.items())
            if (!of_profiles(key) && !of_commands(key))
                out += "." + key + " = " + definition(value, words[key], key, "", "Words::", words) + ",\n";
        out += "},\n";
    }
    return out + "    };\n    return all;\n}\n\n}    // namespace vouch::texts\n";
}

std::string commands_header(const Json& commands) {
    std::string out =
        "// Made by texts/generate.cpp. What the command line says; what has {placeholders} is a function of "
        "them.\n#pragma once\n\n#include <cstdint>\n#include <string>\n\n#include \"texts/part.h\"\n\n"
        "namespace vouch::texts {\n\nstruct Commands {\n";
    for (const auto& [key, value] : commands.items()) out += declaration(value, key, "commands", "    ");
    return out + "};\n\n}    // namespace vouch::texts\n";
}

std::string commands_source(const std::vector<Language>& languages) {
    const Json& first = languages.front().words["commands"];
    std::string out =
        "// Made by texts/generate.cpp.\n#include \"texts/commands.h\"\n\n#include \"texts/texts.h\"\n\n"
        "namespace vouch::texts {\n\nconst Commands& commands_in(std::string_view tag) {\n"
        "    static const Commands all[] = {\n";
    for (const auto& [tag, words] : languages) {
        out += "{\n";
        for (const auto& [key, value] : first.items())
            out += "." + key + " = " +
                   definition(value, words["commands"][key], key, "commands", "Commands::", words) + ",\n";
        out += "},\n";
    }
    return out +
           "    };\n    return all[*language_index(words_in(tag).language)];\n}\n\n}    // namespace "
           "vouch::texts\n";
}

/// {"vi", "en"} of what each language calls it.
std::string in_all(const std::vector<Language>& languages, const std::vector<std::string>& path) {
    std::string out;
    for (const auto& [tag, words] : languages) {
        const Json* found = &words;
        std::string where = tag + ".json";
        for (const std::string& key : path) {
            found = &at(*found, key, where);
            where += "." + key;
        }
        if (!found->is_string() || found->get<std::string>().empty()) wrong(where, "is no text");
        out += (out.empty() ? "" : ", ") + quoted(*found);
    }
    return "{" + out + "}";
}

std::string one_of(const Json& value, const std::map<std::string, std::string>& known,
                   const std::string& where) {
    const auto found = known.find(value.get<std::string>());
    if (found == known.end()) wrong(where, "is unknown: " + value.dump());
    return found->second;
}

std::string fraction(const Json& value, const std::string& where) {
    const std::string text = value;
    const std::size_t slash = text.find('/');
    if (slash == std::string::npos || text.find_first_not_of("0123456789/") != std::string::npos)
        wrong(where, "is no fraction");
    return "{.numerator = " + text.substr(0, slash) + ", .denominator = " + text.substr(slash + 1) + "}";
}

const std::map<std::string, std::string> kLevels{
    {"low", "Level::low"}, {"medium", "Level::medium"}, {"high", "Level::high"}};

std::string profile(const std::string& name, const Json& rules, const std::vector<Language>& languages) {
    const auto of = [&](const std::string& key) { return at(rules, key, "profiles.json: " + name); };
    std::string levels, thresholds;
    for (const std::string level : {"low", "medium", "high"})
        levels += in_all(languages, {"levels", of("levels"), level}) + ", ";
    std::set<std::string> names;
    for (const Json& one : of("thresholds")) {
        const std::string where = "profiles.json: " + name + ": a threshold's";
        const std::string called = at(one, "name", where);
        names.insert(called);
        thresholds += "\n         {.name = " + quoted(called) +
                      ", .level = " + one_of(at(one, "level", where), kLevels, where + " level") +
                      ", .share = " + fraction(at(one, "share", where), where + " share") +
                      ", .strictly_more = " + at(one, "strictly_more", where).dump() + ",\n          " +
                      ".consequence = " + in_all(languages, {"profiles", name, "consequences", called}) +
                      "},";
    }
    for (const auto& [tag, words] : languages)
        if (words["profiles"][name]["consequences"].size() != names.size())
            wrong(tag + ".json: profiles." + name, "has a consequence of no threshold");
    return "{.name = " + quoted(name) +
           ",\n .authority = " + in_all(languages, {"profiles", name, "authority"}) +
           ",\n .file_number = " + in_all(languages, {"profiles", name, "file_number"}) +
           ",\n .hours_from_utc = " + of("hours_from_utc").dump() +
           ",\n .rules = {\n    .quorum = " + fraction(of("quorum"), name + ": quorum") +
           ",\n    .quorum_measured = " +
           one_of(of("quorum_measured"),
                  {{"open", "QuorumMeasured::at_open"}, {"close", "QuorumMeasured::at_close"}},
                  name + ": quorum_measured") +
           ",\n    .base = " +
           one_of(of("base"), {{"summoned", "Base::summoned"}, {"collected", "Base::collected"}},
                  name + ": base") +
           ",\n    .level_names = {" + levels + "},\n    .thresholds = {" + thresholds + "}}},\n";
}

std::string profiles_source(const Json& profiles, const std::vector<Language>& languages) {
    std::string out =
        "// Made by texts/generate.cpp.\n#include \"election/profiles.h\"\n\n"
        "namespace vouch::election {\n\nstd::span<const RuleProfile> rule_profiles() {\n"
        "    static const RuleProfile all[] = {\n";
    for (const auto& [name, rules] : profiles.items()) out += profile(name, rules, languages);
    for (const auto& [tag, words] : languages)
        if (words["profiles"].size() != profiles.size())
            wrong(tag + ".json", "words a profile that is not there");
    return out + "    };\n    return all;\n}\n\n}    // namespace vouch::election\n";
}

/// A file that would stay the same is left alone, so that a changed word does not compile everything anew.
void write(const Path& file, const std::string& text) {
    std::stringstream before;
    before << std::ifstream(file).rdbuf();
    if (before.str() == text) return;
    std::ofstream out(file);
    out << text;
    if (!out.flush()) wrong(file.string(), "cannot be written");
}

void generate(const Path& folder, const Path& out) {
    const Json roles = read(folder / "languages.json");
    const std::string for_others = at(roles, "for_others", "languages.json");
    const auto languages = read_languages(folder, at(roles, "first", "languages.json"));
    if (std::ranges::find(languages, for_others, &Language::tag) == languages.end())
        wrong("words/" + for_others + ".json", "is missing");
    write(out / "words.h", words_header(languages.front().words, for_others));
    write(out / "words.cpp", words_source(languages));
    at(languages.front().words, "commands", languages.front().tag + ".json");
    write(out / "commands.h", commands_header(languages.front().words["commands"]));
    write(out / "commands.cpp", commands_source(languages));
    write(out / "profiles.cpp", profiles_source(read(folder / "profiles.json"), languages));
}

}    // namespace

int main(int argc, char** argv) {
    try {
        if (argc != 3) wrong("make_texts", "wants the folder of texts and one to write to");
        generate(argv[1], argv[2]);
        return 0;
    } catch (const std::exception& error) {
        std::cerr << "texts: " << error.what() << "\n";
        return 1;
    }
}
