#pragma once
// The functions that headers declare, found by how we write them: for tests that hold a list of them
// complete.

#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

namespace vouch::testing {

struct Declaration {
    std::string name;     // "Type::function" or "function"
    std::string gives;    // its result, as written
    std::string takes;    // its parameters, as written, without the parentheses
};

inline std::string text_of_file(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::stringstream out;
    out << in.rdbuf();
    return out.str();
}

inline std::vector<std::string> headers_in(const std::filesystem::path& folder) {
    std::vector<std::string> out;
    for (const auto& file : std::filesystem::recursive_directory_iterator(folder))
        if (file.path().extension() == ".h") out.push_back(text_of_file(file.path()));
    return out;
}

/// Of functions and members that give something; not of constructors and operators.
inline std::vector<Declaration> declarations_in(const std::string& header) {
    static const std::regex type(R"(^(?:class|struct) (?:\[\[nodiscard\]\] )?(\w+)[^;]*$)");
    static const std::regex function(
        R"(^ *(?:\[\[nodiscard\]\] )?(?:static |friend |inline |constexpr |virtual )*)"
        R"(([A-Za-z_][\w:<>,&* ]*[>&* ])(\w+)\(([^;{]*))");
    std::vector<Declaration> out;
    std::string inside, line;
    std::istringstream lines(header);
    while (std::getline(lines, line)) {
        std::smatch match;
        if (std::regex_search(line, match, type)) inside = match[1].str() + "::";
        if (line.starts_with("}")) inside.clear();
        if (!std::regex_search(line, match, function) || match[1].str().starts_with("return ")) continue;
        std::string takes = match[3];
        for (std::string more; takes.find(')') == std::string::npos && std::getline(lines, more);)
            takes += more;
        const bool is_friend = line.find("friend ") != std::string::npos;
        out.push_back({(is_friend ? "" : inside) + match[2].str(), match[1], takes});
    }
    return out;
}

}    // namespace vouch::testing
