#include "client/cli/organizer/dossier.h"

#include "client/cli/shared/says.h"

#include <fmt/core.h>

#include "client/cli/organizer/toml_table.h"
#include "client/cli/shared/json.h"
#include "wire/limits.h"

namespace vouch::client {
namespace {

/// A file's name alone: what is outside the folder is not part of the dossier.
bool is_plain_name(const std::string& name) {
    return !name.empty() && name != "." && name != ".." && name.find('/') == std::string::npos;
}

std::optional<Document> read_document(const Path& folder, TomlTable& table, const std::string& file) {
    if (file.empty()) return std::nullopt;    // noted already
    if (!is_plain_name(file)) {
        table.wrong("file", says().conference.file_in_folder);
        return std::nullopt;
    }
    try {
        const Bytes content = disk::read_file(folder / file, wire::kFileBytesMax);
        if (!content.empty()) return Document{folder / file, sha256(content), content.size()};
        table.wrong("file", says().conference.file_empty({.file = file}));
    } catch (const std::runtime_error& error) {
        table.wrong("file", error.what());
    }
    return std::nullopt;
}

}    // namespace

Dossier read_dossier(const Path& folder, std::size_t languages, const std::string& shown_as,
                     Mistakes& mistakes) {
    Dossier out;
    const auto toml = parse_toml_file(folder / "dossier.toml", shown_as, mistakes);
    if (!toml) return out;
    TomlTable table(*toml, shown_as, mistakes);
    SortedJson documents = SortedJson::array(), targets = SortedJson::array();
    for (TomlTable& one : table.tables_or_none("document")) {
        const std::string file = one.text("file");
        const auto title = one.text_by_language("title", languages);
        one.no_more_keys();
        const auto document = read_document(folder, one, file);
        if (!document) continue;
        documents.push_back({{"file", file},
                             {"length", document->length},
                             {"sha256", to_hex(document->sha256)},
                             {"title", title}});
        out.documents.push_back(*document);
    }
    for (TomlTable& one : table.tables_or_none("target")) {
        targets.push_back({{"indicator", one.text_by_language("indicator", languages)},
                           {"target", one.text("target")},
                           {"achieved", one.text("achieved")},
                           {"percent", one.text("percent")}});
        one.no_more_keys();
    }
    table.no_more_keys();
    if (documents.empty() && targets.empty()) mistakes.push_back({shown_as, says().conference.dossier_empty});
    const SortedJson index{{"version", 1}, {"documents", documents}, {"targets", targets}};
    out.index = copy(bytes_of(index.dump()));
    return out;
}

}    // namespace vouch::client
