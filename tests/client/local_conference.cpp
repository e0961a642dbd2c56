#include "tests/client/local_conference.h"

#include <catch2/catch.hpp>

#include "client/cli/trustee/ceremony.h"
#include "tests/support/passphrase.h"
#include "tests/support/sealing.h"

namespace vouch::testing {
namespace {

using namespace election;

SecretBytes<32> seed(std::uint8_t byte) {
    Bytes32 bytes{};
    bytes.fill(byte);
    return SecretBytes<32>(bytes);
}

Manifest manifest_of(const LocalConference& conference) {
    Manifest out;
    out.nonce = system_rng().bytes32();
    out.languages = {"vi", "en"};
    out.title = {"Lấy phiếu tín nhiệm", "Confidence vote"};
    out.body = {"Cơ quan", "Body"};
    out.place = {"Hà Nội", "Ha Noi"};
    out.date = "2026-12-04";
    out.officials = {{"Nguyễn An", {"Tổng Giám đốc", "Director General"}, {}, 0},
                     {"Trần Bình", {"Phó Tổng Giám đốc", "Deputy Director General"}, {}, 0}};
    out.rules = *rule_profile("party", out.languages, Base::collected);
    out.trustees = 3;
    out.threshold = 2;
    const Vkey witness =
        *Vkey::make("witness.example/w1", NoteKeyType::witness, conference.witness.public_key());
    out.witnesses = {witness.to_string()};
    out.witness_keys = {witness.key()};
    out.organizers = {conference.organizer.public_key()};
    out.revotes = 100;
    out.ring_capacity = 256;
    out.smallest_set = 5;
    out.log_vkey = conference.log_vkey.to_string();
    out.box_key = BoxKey(seed(9)).public_key();
    return out;
}

}    // namespace

LocalConference::LocalConference(std::uint32_t people)
    : organizer(seed(1)),
      log_key(seed(2)),
      log_vkey(*Vkey::make("vote.example/c/0123456789abcdef/log", NoteKeyType::log, log_key.public_key())),
      witness(seed(3)) {
    REQUIRE(say(manifest_of(*this)).ok());
    Roll roll{1, {}};
    for (std::uint32_t number = 1; number <= people; ++number) {
        codes.push_back(draw_code(system_rng()));
        credentials.push_back(random_credential());
        roll.people.push_back({code_key(state.manifest.nonce, number, codes.back()).public_key(), Bytes32{}});
    }
    REQUIRE(say(roll).ok());
}

Status LocalConference::say_as(const SigningKey& key, const Body& body) {
    const SigningKey* const signer = &key;
    return submit(make_entry(state.election_id, body, {&signer, 1}));
}

Status LocalConference::submit(ByteView entry) {
    VOUCH_REQUIRE(apply_carried(state, entry));
    const Bytes carried = copy(entry);
    log.append({&carried, 1});
    publish();
    return accepted();
}

void LocalConference::publish() {
    const std::string text = Checkpoint{log_vkey.name(), log.size(), log.root()}.to_string();
    log.files["checkpoint"] =
        copy(bytes_of(SignedNote{text, {sign_note(text, log_vkey, log_key)}}.to_string()));
}

void LocalConference::seat(const std::vector<client::TrusteeKeys>& board) {
    Board body;
    for (const client::TrusteeKeys& keys : board)
        body.trustees.push_back({keys.card().name, keys.card().sign_key, keys.card().box_key});
    REQUIRE(say(body).ok());
}

void LocalConference::enrol(std::uint32_t number) {
    const Enrolment body = make_enrolment(state.election_id, number, credentials[number - 1], system_rng());
    REQUIRE(say_as(code_key(state.manifest.nonce, number, codes[number - 1]), body).ok());
}

void LocalConference::enrol_all() {
    for (std::uint32_t number = 1; number <= codes.size(); ++number) enrol(number);
}

Status LocalConference::open() {
    return say(Open{log.size(), log.root(), 1'700'000'000, ""});
}

Status LocalConference::close() {
    return say(Close{log.size(), log.root(), 1'700'003'600});
}

void LocalConference::cast(std::uint32_t number, const std::vector<Level>& levels, std::uint32_t revision) {
    const auto place = locate(*state.opening, credential(number));
    REQUIRE(place.ok());
    std::vector<SecretDigit> digits;
    for (const Level level : levels) digits.emplace_back(static_cast<std::uint8_t>(level));
    const SealedBallot sealed = sealed_ballot(*state.opening, *place, digits, revision);
    REQUIRE(submit(make_ballot_entry(sealed.body)).ok());
}

std::vector<client::TrusteeKeys> make_board(const TemporaryFolder& folder, std::uint32_t n) {
    std::vector<client::TrusteeKeys> out;
    for (std::uint32_t i = 1; i <= n; ++i) {
        const std::string name = "Trustee " + std::to_string(i);
        auto keys = client::TrusteeKeys::make(folder / name, name, kPassphrase, kKeyFileCostForTests);
        REQUIRE(keys.ok());
        out.push_back(*std::move(keys));
    }
    return out;
}

std::size_t run_ceremony(LocalConference& conference, const std::vector<client::TrusteeKeys>& board) {
    std::size_t said = 0;
    for (bool more = true; more;) {
        more = false;
        for (const client::TrusteeKeys& keys : board) {
            const auto step = client::ceremony_step(conference.state, keys, conference.state.anchor());
            REQUIRE(step.ok());
            for (const Bytes& entry : step->entries) {
                const Status status = conference.submit(entry);
                INFO((status.ok() ? "" : to_string(status.rejection())));
                REQUIRE(status.ok());
                ++said;
                more = true;
            }
        }
    }
    return said;
}

}    // namespace vouch::testing
