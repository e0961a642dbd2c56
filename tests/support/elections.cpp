#include "tests/support/elections.h"

#include <set>

namespace vouch::testing {
namespace {

using namespace vouch::election;

Json hex(ByteView bytes) {
    return to_hex(bytes);
}

template <class Set>
Json sorted(const Set& set) {
    std::set<std::string> out;
    for (const auto& item : set) out.insert(to_hex(item));
    return out;
}

Json described(const std::vector<Ciphertext>& ciphertexts) {
    Json out = Json::array();
    for (const auto& [alpha, beta] : ciphertexts) out.push_back({hex(alpha.bytes()), hex(beta.bytes())});
    return out;
}

Json described(const std::vector<RollRecord>& roll) {
    Json out = Json::array();
    for (const RollRecord& record : roll)
        out.push_back({hex(record.code_key), hex(record.person_hash),
                       record.pk ? hex(record.pk->bytes()) : Json(), record.paper});
    return out;
}

Json described(const Ceremony& ceremony) {
    Json out;
    out["digest"] = hex(ceremony.digest);
    out["board"] = hex(encode_body(ceremony.board));
    for (const auto& [i, dealing] : ceremony.dealings)
        out["dealings"].push_back({i, hex(encode_body(dealing))});
    for (const auto& [i, hash] : ceremony.dealing_hashes) out["hashes"].push_back({i, hex(hash)});
    for (const auto& [pair, answer] : ceremony.complaints)
        out["complaints"].push_back({pair.first, pair.second, answer ? hex(answer->bytes()) : Json()});
    out["acknowledged"] = std::set<std::uint32_t>(ceremony.acknowledged.begin(), ceremony.acknowledged.end());
    return out;
}

Json described(const Confirmations& confirmations) {
    return {sorted(confirmations.keys), confirmations.trustees};
}

Json described(const Opening& opening) {
    Json rings = Json::array();
    for (const Ring& ring : opening.rings) {
        Json keys = Json::array();
        for (const Point& key : ring.keys) keys.push_back(hex(key.bytes()));
        rings.push_back(keys);
    }
    return {hex(opening.election_id),
            hex(opening.open_digest),
            opening.officials,
            hex(opening.Y.bytes()),
            hex(opening.generators.tag.U.bytes()),
            opening.enrolled,
            opening.m,
            rings};
}

}    // namespace

const Json& log_vectors() {
    static const Json vectors = read_vectors("log/entries.json");
    return vectors;
}

const std::vector<Bytes>& log_entries() {
    static const std::vector<Bytes> entries = [] {
        std::vector<Bytes> out;
        for (const Json& entry : log_vectors()["entries"]) out.push_back(bytes(entry["hex"]));
        return out;
    }();
    return entries;
}

Json described(const State& state) {
    Json out;
    out["phase"] = name(state.phase);
    out["election_id"] = hex(state.election_id);
    out["manifest"] = hex(encode_body(state.manifest));
    out["tag_generators"] = {hex(state.tag_generators.U.bytes()), hex(state.tag_generators.U_prime.bytes())};
    out["log"] = {state.log.size(), hex(state.log.root())};
    out["leaf_hashes"] = sorted(state.leaf_hashes.digests());
    out["roll"] = described(state.roll);
    out["code_keys"] = sorted(state.code_keys);
    out["pks"] = sorted(state.pks);
    if (state.ceremony) out["ceremony"] = described(*state.ceremony);
    if (state.opening) out["opening"] = described(*state.opening);
    out["open"] = {state.open_index, hex(state.open_digest), described(state.open_confirmations)};
    out["close"] = {state.close_index, hex(state.close_digest), described(state.close_confirmations)};
    for (const auto& [trustee, E] : state.coins) out["coins"].push_back({trustee, hex(E.bytes())});
    out["present_at_open"] = state.present_at_open;
    for (const auto& [tag, ballot] : state.ballots) {
        BallotSums alone(ballot.ciphertexts.size() / 2);
        alone.add(ballot.ciphertexts);
        out["ballots"][to_hex(tag)] = {ballot.revision, ballot.index, hex(ballot.tracker),
                                       described(alone.ciphertexts())};
    }
    out["ballots_admitted"] = state.ballots_admitted;
    if (state.paper_count) out["paper_count"] = hex(encode_body(*state.paper_count));
    for (const auto& [i, share] : state.shares) out["shares"].push_back({i, hex(encode_body(share))});
    out["share_order"] = state.share_order;
    out["sums_so_far"] = described(state.sums_so_far.ciphertexts());
    out["sums"] = described(state.sums);
    for (const Counts& counts : state.electronic)
        out["electronic"].push_back({counts.high, counts.medium, counts.low, counts.blank});
    if (state.result) out["result"] = hex(encode_body(*state.result));
    out["announced"] = state.announced;
    out["annulment_reason"] = state.annulment_reason;
    return out;
}

}    // namespace vouch::testing
