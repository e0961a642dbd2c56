#pragma once
// The roll: imported from CSV (number, name, unit), salted and hashed for the log, and the named roll that is
// given to participants and auditors only. docs/protocol.md, sections 3 (kind 2) and 5 (rollkey).

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "client/cli/shared/limits.h"
#include "client/cli/shared/mistakes.h"
#include "crypto/random.h"

namespace vouch::client {

struct RollPerson {
    std::uint32_t number = 0;    // from 1
    std::string name, unit;      // normalization form C, trimmed
    friend bool operator==(const RollPerson&, const RollPerson&) = default;
};

/// The people in the order of their numbers, which run from 1 without gap. Columns: number, name, unit; a
/// first row without a digit in its first field is taken as a heading. Every bad row is listed with its line.
Checked<std::vector<RollPerson>> read_roll(std::string_view csv);

struct NamedPerson : RollPerson {
    Bytes32 salt{};
    friend bool operator==(const NamedPerson&, const NamedPerson&) = default;
};
std::vector<NamedPerson> add_salts(std::span<const RollPerson> people, Rng& rng = system_rng());

/// Hb("person"; salt, le32(number), name, unit), which stands for a person in the log.
Bytes32 person_hash(const NamedPerson& person);

/// named-roll.csv: a heading and number,name,unit,salt a line, salts in lower-case hex.
std::string write_named_roll(std::span<const NamedPerson> people);
Checked<std::vector<NamedPerson>> read_named_roll(std::string_view csv);

/// The named roll as the server stores it: a secretbox under the key that every slip carries.
Bytes seal_named_roll(const SecretBytes<32>& rollkey, std::span<const NamedPerson> people);
Result<std::vector<NamedPerson>> open_named_roll(const SecretBytes<32>& rollkey, ByteView box);

}    // namespace vouch::client
