#pragma once
// How "it is mine" travels between two devices, as text or as a QR code. docs/protocol.md, section 9.
//   vouch:mine-key:BASE64URL    V || R0 || z_0, shown by the checking device
//   vouch:mine:BASE64URL        R1 || R2 || R3 || e_2 || z || z_u || z_v, the answer

#include <string>
#include <string_view>

#include "election/mine.h"

namespace vouch::client {

std::string mine_key_text(const election::MineKey& key);
/// Malformed for anything else. election::check_mine_key says whether a device may answer the key.
Result<election::MineKey> parse_mine_key(std::string_view text);

std::string mine_proof_text(const election::MineProof& proof);
Result<election::MineProof> parse_mine_proof(std::string_view text);

}    // namespace vouch::client
