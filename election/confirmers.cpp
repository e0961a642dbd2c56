#include "election/confirmers.h"

#include <algorithm>

namespace vouch::election {

Result<Vkey> witness_vkey(std::string_view name, const Bytes32& key) {
    std::string without_spaces(name);
    std::ranges::replace(without_spaces, ' ', '_');
    return Vkey::make(without_spaces, NoteKeyType::witness, key);
}

std::string witness_name(const Vkey& vkey) {
    std::string out = vkey.name();
    std::ranges::replace(out, '_', ' ');
    return out;
}

std::vector<std::string> confirmer_names(const State& state,
                                         const std::unordered_set<Bytes32, DigestHash>& keys) {
    std::vector<std::string> out;
    if (state.ceremony)
        for (const Trustee& trustee : state.ceremony->board.trustees)
            if (keys.contains(trustee.sign_key)) out.push_back(trustee.name);
    for (const std::string& witness : state.manifest.witnesses) {
        const auto vkey = Vkey::parse(witness);
        if (vkey.ok() && keys.contains(vkey->key())) out.push_back(witness_name(*vkey));
    }
    return out;
}

}    // namespace vouch::election
