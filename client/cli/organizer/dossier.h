#pragma once
// An official's dossier: a folder with `dossier.toml` and the documents it names, turned into the index file
// whose hash the manifest keeps (docs/protocol.md, section 3.5, kind 1).
//
//     [[document]]                                 # any number
//     file = "self-review.pdf"                     # in the folder itself
//     title = ["Bản tự kiểm điểm", "Self-review"]  # one per language
//
//     [[target]]                                   # any number: assigned targets and results
//     indicator = ["BHXH bắt buộc (người)", "Compulsory insurance (people)"]
//     target = "1,732,319"
//     achieved = "1,733,185"
//     percent = "100.05"
//
// The index is JSON in one spelling: keys sorted, no spaces, UTF-8.
//     {"documents":[{"file":"…","length":N,"sha256":"hex","title":["…"]}],
//      "targets":[{"achieved":"…","indicator":["…"],"percent":"…","target":"…"}],"version":1}

#include <string>
#include <vector>

#include "client/cli/shared/mistakes.h"
#include "disk/files.h"

namespace vouch::client {

struct Document {
    Path path;
    Bytes32 sha256{};
    std::uint64_t length = 0;    // bytes
};
struct Dossier {
    Bytes index;                        // the index file, uploaded under its own hash
    std::vector<Document> documents;    // uploaded under theirs
};

/// Reads the folder. Mistakes are listed under `shown_as` ("official 3, dossier.toml").
Dossier read_dossier(const Path& folder, std::size_t languages, const std::string& shown_as,
                     Mistakes& mistakes);

}    // namespace vouch::client
