#pragma once
// The roll: imported from CSV (number, name, unit, and a hall where there are several), salted and hashed for
// the log, and the named roll that is given to participants and auditors only. docs/protocol.md, sections 3.5
// (kind 2) and 5.1 (rollkey).

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "client/cli/shared/limits.h"
#include "client/cli/shared/mistakes.h"
#include "client/cli/shared/roll_text.h"
#include "crypto/random.h"

namespace vouch::client {

struct RollPerson {
    std::uint32_t number = 0;    // from 1
    std::string name, unit;      // normalization form C, trimmed
    std::string hall{};          // the same; empty where there is none. The organizer's note, in no hash
    friend bool operator==(const RollPerson&, const RollPerson&) = default;
};

/// What a person has to look at before the roll is sent.
struct Doubt {
    std::size_t line = 0;
    DoubtKind kind{};
    std::string text;              // the name, the unit or the hall
    std::size_t other_line = 0;    // of the first person of that name and unit, or of that unit or hall
};
struct ImportedRoll : Checked<std::vector<RollPerson>> {
    std::vector<Doubt> doubts;    // in the order of their lines
};

/// The people in the order of their numbers, which run from 1 without gap. Columns: number, name, unit, and
/// a fourth, the hall, where the heading, or without one the first person, has one. A row whose first field
/// is a word for "number" is the heading, and what stands above it is passed over; without one, a first row
/// of several fields is, if its first field has no digit. Every bad row is listed with its line.
ImportedRoll read_roll(std::string_view csv);
/// The doubt as a line for people, such as: line 3: "Nguy?n An" has a question mark where a letter may have
/// been
std::string to_string(const Doubt& doubt);

struct NamedPerson : RollPerson {
    Bytes32 salt{};
    friend bool operator==(const NamedPerson&, const NamedPerson&) = default;
};
std::vector<NamedPerson> add_salts(std::span<const RollPerson> people, Rng& rng = system_rng());

/// Hb("person"; salt, le32(number), name, unit), which stands for a person in the log.
Bytes32 person_hash(const NamedPerson& person);

/// named-roll.csv: a heading and number,name,unit,hall,salt a line, salts in lower-case hex.
std::string write_named_roll(std::span<const NamedPerson> people);
Checked<std::vector<NamedPerson>> read_named_roll(std::string_view csv);

/// The named roll as the server stores it: a secretbox under the key that every slip carries.
Bytes seal_named_roll(const SecretBytes<32>& rollkey, std::span<const NamedPerson> people);
Result<std::vector<NamedPerson>> open_named_roll(const SecretBytes<32>& rollkey, ByteView box);

}    // namespace vouch::client
