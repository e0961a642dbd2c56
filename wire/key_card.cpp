#include "wire/key_card.h"

#include "crypto/transcript.h"
#include "election/crockford.h"

namespace vouch::wire {
namespace {

constexpr std::size_t kCheckBits = 40;

std::string characters_of(const Bytes32& digest) {
    const std::string characters = election::crockford(ByteView(digest).first(kCheckBits / 8));
    return characters.substr(0, 4) + "-" + characters.substr(4);
}

}    // namespace

std::string comparison_characters(const KeyCard& card) {
    return characters_of(Transcript("key card").add(card.name).add(card.sign_key).add(card.box_key).hb());
}

std::string comparison_characters(const Vkey& witness) {
    return characters_of(Transcript("witness key").add(witness.name()).add(witness.key()).hb());
}

}    // namespace vouch::wire
