// What people's own files hold once a passphrase has opened them, and what a server says of a result. Whoever
// knows the passphrase may have written anything.

#include <memory>
#include <stdexcept>

#include "client/cli/audit/results.h"
#include "client/cli/organizer/organizer.h"
#include "client/cli/participant/home.h"
#include "client/cli/trustee/trustee.h"
#include "client/cli/witness/witness.h"
#include "disk/files.h"
#include "server/published.h"
#include "tests/hostile/decoders.h"
#include "tests/support/elections.h"
#include "tests/support/folder.h"
#include "tests/support/passphrase.h"

namespace vouch::testing {
namespace {

using namespace client;

constexpr std::size_t kOneRoundIn = 40;    // each is a file that is synced, and a passphrase that is hashed

/// The key file of a role around any payload; what its own reader makes of it.
template <class Keys>
Decoder key_file_decoder(const std::string& role, Bytes sample) {
    const auto folder = std::make_shared<TemporaryFolder>();
    return {role + "'s keys",
            {std::move(sample)},
            [folder, role](ByteView bytes) {
                const Bytes payload = copy(bytes.first(std::min(bytes.size(), kKeyFilePayloadBytesMax)));
                disk::write_file(*folder / (role + ".key"),
                                 seal_key_file(role, SecretBuffer(ByteView(payload)), kPassphrase.view(),
                                               kKeyFileCostForTests),
                                 disk::Access::owner);
                return taken(Keys::open(folder->path(), kPassphrase));
            },
            false,
            kOneRoundIn};
}

Bytes named(std::size_t secrets, std::string_view name) {
    Bytes out(32 * secrets, 1);
    append(out, bytes_of(name));
    return out;
}

Decoder codes_decoder() {
    const auto folder = std::make_shared<TemporaryFolder>();
    Bytes sample(32, 1);
    append(sample, le32(1));
    append(sample, bytes_of("0123456789ABCDEFGHJK"));
    return {"codes",
            {sample},
            [folder](ByteView bytes) {
                const Vault vault(folder->path(), SecretBytes<32>(Bytes32{1}));
                vault.put(kCodesName, bytes);
                return taken(RollSecrets::read(vault));
            },
            false,
            kOneRoundIn};
}

/// The state at the end of the vectors' log.
const election::State& published() {
    static const election::State state = [] {
        election::State out;
        for (const Bytes& entry : log_entries())
            if (!apply_carried(out, entry).ok()) throw std::logic_error("the vectors' log does not hold");
        return out;
    }();
    return state;
}

Decoder results_decoder() {
    return {"results.json",
            {text(server::describe(published(), "").results_json)},
            [](ByteView bytes) -> Result<Again> {
                const std::string mistake = results_mistake(published(), text_of(bytes));
                if (!mistake.empty()) return {Reason::malformed, mistake};
                return Again{};
            }};
}

}    // namespace

std::vector<Decoder> keeper_decoders() {
    Bytes participant(64, 1);    // a credential
    append(participant, Bytes(32 + 32, 2));
    append(participant, le32(482));
    return {
        key_file_decoder<ParticipantHome>("participant", participant),
        key_file_decoder<TrusteeKeys>("trustee", named(3, "Trần Thị Hà")),
        key_file_decoder<OrganizerKeys>("organizer", named(2, "An")),
        key_file_decoder<WitnessKeys>("witness", named(1, "witness.example/w")),
        codes_decoder(),
        results_decoder(),
    };
}

}    // namespace vouch::testing
