#include "client/cli/trustee/decrypt.h"
#include "client/cli/shared/says.h"

#include <fmt/core.h>

#include "client/cli/shared/confirm.h"
#include "client/cli/shared/json.h"
#include "client/cli/shared/not_now.h"
#include "client/cli/trustee/ceremony.h"
#include "crypto/transcript.h"
#include "election/count.h"

namespace vouch::client {
namespace {

using namespace election;

/// What is decrypted, in one hash: the close and every α.
std::string sums_digest(const State& state) {
    Transcript transcript("decrypted sums");
    transcript.add(state.election_id).add(state.close_digest);
    for (const Ciphertext& sum : state.sums) transcript.add(sum.alpha);
    return to_hex(transcript.hb());
}

Status may_decrypt(const State& state) {
    VOUCH_REQUIRE(allowed_now(Kind::decryption_shares, state.phase));
    if (!state.close_confirmed()) return refused(Reason::too_early, says().trustee.close_unconfirmed);
    if (state.papers_issued() > 0 && !state.paper_count)
        return refused(Reason::not_fitting, says().trustee.paper_count_due);
    return accepted();
}

/// What was decrypted before, as this trustee's folder has it.
struct Decrypted {
    std::string sums;
    Bytes entry;
};
Result<Decrypted> read_decrypted(const Path& file) {
    const SortedJson record = SortedJson::parse(disk::read_text_file(file), nullptr, false);
    const auto is_text = [&](const char* key) { return record.contains(key) && record[key].is_string(); };
    if (record.is_object() && is_text("sums") && is_text("entry"))
        if (auto entry = from_base64(record["entry"].get<std::string>()); entry.ok())
            return Decrypted{record["sums"].get<std::string>(), *std::move(entry)};
    return refused(Reason::malformed, says().trustee.not_decrypting_again({.file = file.string()}));
}

Result<Bytes> make_shares(const State& state, const TrusteeKeys& keys) {
    VOUCH_TRY(number, number_on_board(state, keys.card()));
    VOUCH_TRY(s, secret_share(state, keys));
    const Point V = public_share(state.ceremony->commitments(), number);
    DecryptionShares shares{number, {}};
    for (std::uint32_t j = 0; j < state.sums.size(); ++j)
        shares.shares.push_back(make_share(
            {state.election_id, state.close_digest, j, number, V, state.sums[j].alpha}, s, system_rng()));
    const SigningKey* const signer = &keys.sign();
    return make_entry(state.election_id, shares, {&signer, 1});
}

}    // namespace

Result<Bytes> decrypt(const State& state, const TrusteeKeys& keys) {
    VOUCH_REQUIRE(may_decrypt(state));
    VOUCH_REQUIRE(confirmed_no_other_close(state, keys.home()));
    const Path file = keys.home() / ("decrypted-" + to_hex(state.election_id));
    const std::string sums = sums_digest(state);
    if (!std::filesystem::exists(file)) {
        VOUCH_TRY(entry, make_shares(state, keys));
        const SortedJson record{{"sums", sums}, {"entry", to_base64(entry)}};
        if (disk::write_new_file(file, bytes_of(record.dump()), disk::Access::owner)) return entry;
    }
    VOUCH_TRY(before, read_decrypted(file));
    if (before.sums != sums)
        return refused(Reason::not_fitting, says().trustee.decrypted_others({.file = file.string()}));
    return std::move(before.entry);
}

}    // namespace vouch::client
