#pragma once
// What a witness keeps of something that must not be: a statement, and the files that it speaks of, in a
// folder of their own that anybody can check without a network. docs/witness-guide.md;
// docs/audit-log-format.md, section 9.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/note.h"
#include "disk/files.h"
#include "election/kinds.h"

namespace vouch::client {

/// What is wrong. The names stand in statements and never change.
enum class Lie : std::uint8_t {
    fork,            // two signed checkpoints, and the log of neither holds the other's
    rollback,        // a signed checkpoint that is older than one that was there before
    altered,         // a file that is not the one under the signed checkpoint
    missing,         // a file under the signed checkpoint that is not there
    second_open,     // an opening where there is one already
    second_close,    // a close likewise
    refused,         // any other entry that the rules refuse
    bundle,          // another web client than the one in the manifest
};
inline constexpr std::size_t kLies = 8;
/// "fork", "second-open" and so on.
std::string_view name(Lie lie);
/// Whether anybody can see from the log's own signatures that it lied. Of the others the statement's signer
/// is a witness in the word's old sense: the files show what it says it was sent.
bool proves_itself(Lie lie);

/// The kind of an entry, of which nothing else need hold; nothing where it has none.
std::optional<election::Kind> kind_of_carried(ByteView carried);
/// What it is that an entry of that kind is refused in that phase.
Lie lie_of(std::optional<election::Kind> kind, election::Phase phase);

/// What a witness states, in the text of a note that it signs with the time.
struct Evidence {
    Lie lie = Lie::fork;
    Vkey log;
    std::string earlier;          // fork, rollback: the signed checkpoint that was seen first
    std::string later;            // the signed checkpoint under which it was found
    std::vector<Bytes32> path;    // fork: as roots_of takes it; bundle: the manifest's inclusion proof
    std::string file;             // altered, missing: a path under the log; bundle: one of the web client's
    std::optional<std::uint64_t> entry;    // its index, where one is at fault
    Bytes manifest;                        // bundle: the log's first entry

    std::string text() const;
    /// One spelling only; everything else is malformed or too large. Nothing in it is checked yet.
    static Result<Evidence> parse(std::string_view text);
};

// A piece of evidence is a folder with these in it, each where the lie needs it.
inline constexpr const char* kStatementFile = "statement";      // the note
inline constexpr const char* kEvidenceLog = "log";              // altered: as it was sent; refused: all of it
inline constexpr const char* kServedFile = "served";            // bundle: what was sent in the file's place
inline constexpr const char* kEvidenceBundle = "bundle.txt";    // bundle: the list that the manifest names

/// The note's text is Evidence::text().
SignedNote signed_statement(const Evidence& evidence, const Vkey& witness, const SigningKey& key,
                            std::uint64_t time);

/// A statement with who made it and when, its signature checked where `witnesses` has the key.
struct Statement {
    Evidence evidence;
    std::string signer;           // the name beside the signature
    std::optional<Vkey> known;    // the witness's key, where it is one of `witnesses`
    std::uint64_t time = 0;       // POSIX seconds; 0 where the signer is not known
};
Result<Statement> read_statement(std::string_view note, std::span<const Vkey> witnesses);

}    // namespace vouch::client
