#include "wire/key_card.h"

#include "crypto/transcript.h"
#include "election/crockford.h"

namespace vouch::wire {
namespace {

constexpr std::size_t kCheckBits = 40;

}    // namespace

std::string check_characters(const KeyCard& card) {
    const Bytes32 digest = Transcript("key card").add(card.name).add(card.sign_key).add(card.box_key).hb();
    const std::string characters = election::crockford(ByteView(digest).first(kCheckBits / 8));
    return characters.substr(0, 4) + "-" + characters.substr(4);
}

}    // namespace vouch::wire
