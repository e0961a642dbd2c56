#include "tests/support/tables.h"

#include <fstream>
#include <stdexcept>

namespace vouch::testing {
namespace {

std::vector<std::string> fields_of(const std::string& line) {
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (const char c : line) {
        if (c == '"')
            quoted = !quoted;
        else if (c == ',' && !quoted)
            fields.emplace_back();
        else
            fields.back() += c;
    }
    return fields;
}

std::uint32_t number(const std::string& text) {
    return static_cast<std::uint32_t>(std::stoul(text));
}

}    // namespace

std::vector<ResultRow> read_results(const std::filesystem::path& path) {
    std::ifstream in(path);
    if (!in) throw std::runtime_error("no file " + path.string());
    std::vector<ResultRow> rows;
    std::string line;
    std::getline(in, line);    // the header
    while (std::getline(in, line)) {
        if (line.ends_with('\r')) line.pop_back();
        const auto f = fields_of(line);
        if (f.size() != 7) throw std::runtime_error("not seven fields: " + line);
        rows.push_back({f[0], number(f[1]), number(f[2]), number(f[3]), f[4], f[5], f[6]});
    }
    return rows;
}

}    // namespace vouch::testing
