#include "election/confirmers.h"

#include "crypto/note.h"

namespace vouch::election {

std::vector<std::string> confirmer_names(const State& state,
                                         const std::unordered_set<Bytes32, DigestHash>& keys) {
    std::vector<std::string> out;
    if (state.ceremony)
        for (const Trustee& trustee : state.ceremony->board.trustees)
            if (keys.contains(trustee.sign_key)) out.push_back(trustee.name);
    for (const std::string& witness : state.manifest.witnesses) {
        const auto vkey = Vkey::parse(witness);
        if (vkey.ok() && keys.contains(vkey->key())) out.push_back(vkey->name());
    }
    return out;
}

}    // namespace vouch::election
