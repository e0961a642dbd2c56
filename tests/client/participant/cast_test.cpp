#include "client/cli/participant/cast.h"

#include <catch2/catch.hpp>

#include "client/cli/shared/confirm.h"
#include "tests/client/local_conference.h"

using namespace vouch;
using namespace vouch::client;
using namespace vouch::testing;
namespace el = vouch::election;
using el::Level;

namespace {

/// A conference with two ballots in the log, and the receipt that its server would give for the second.
struct Cast {
    TemporaryFolder folder;
    std::vector<TrusteeKeys> board = make_board(folder, 3);
    LocalConference conference;
    std::vector<BallotReceipt> receipts;

    Cast() {
        conference.seat(board);
        run_ceremony(conference, board);
        conference.enrol_all();
        REQUIRE(conference.open().ok());
        for (const TrusteeKeys& keys : board)
            REQUIRE(conference.submit(*confirmed_by(keys, conference.state)).ok());
        conference.cast(1, {Level::high, Level::low});
        conference.cast(2, {Level::low, Level::blank});
        for (const std::uint64_t index : {conference.log.size() - 2, conference.log.size() - 1})
            receipts.push_back(receipt_for(index, conference.log_key));
    }

    BallotReceipt receipt_for(std::uint64_t index, const SigningKey& key) const {
        const auto entry = el::decode_entry(conference.log.entries()[index]);
        BallotReceipt out;
        out.body = copy(entry->body_bytes());
        for (const auto& [tag, ballot] : conference.state.ballots)
            if (ballot.index == index) out.tracker = ballot.tracker;
        std::vector<Bytes32> leaves;
        for (const Bytes& carried : conference.log.entries()) leaves.push_back(leaf_hash(carried));
        const Vkey vkey = *Vkey::make(conference.log_vkey.name(), NoteKeyType::log, key.public_key());
        const std::string text = Checkpoint{vkey.name(), leaves.size(), conference.log.root()}.to_string();
        TlogProof proof;
        proof.index = index;
        proof.path = inclusion_proof(index, leaves);
        proof.checkpoint = SignedNote{text, {sign_note(text, vkey, key)}}.to_string();
        out.proof = proof.to_string();
        return out;
    }
};

}    // namespace

TEST_CASE("a receipt proves where the log holds the ballot, and survives its file") {
    const Cast cast;
    for (const BallotReceipt& receipt : cast.receipts) {
        const auto read = parse_receipt(receipt_text(receipt));
        REQUIRE(read.ok());
        const auto proven = check_receipt(*read, cast.conference.state);
        REQUIRE(proven.ok());
        CHECK(proven->in.checkpoint.size == cast.conference.log.size());
    }
    CHECK(check_receipt(cast.receipts[1], cast.conference.state)->index == cast.conference.log.size() - 1);
}

TEST_CASE("a receipt for another ballot, of another log, or changed, proves nothing") {
    const Cast cast;
    const el::State& state = cast.conference.state;
    BallotReceipt mixed = cast.receipts[0];
    mixed.proof = cast.receipts[1].proof;
    CHECK(check_receipt(mixed, state).rejection().reason == Reason::bad_proof);
    mixed = cast.receipts[0];
    mixed.tracker = cast.receipts[1].tracker;
    CHECK(check_receipt(mixed, state).rejection().reason == Reason::bad_proof);
    mixed = cast.receipts[0];
    mixed.body.back() ^= 1;
    CHECK_FALSE(check_receipt(mixed, state).ok());
    const SigningKey stranger{SecretBytes<32>()};
    const BallotReceipt forged = cast.receipt_for(cast.conference.log.size() - 1, stranger);
    CHECK(check_receipt(forged, state).rejection().reason == Reason::bad_signature);
    for (const char* bad : {"", "{}", "[]", R"({"tracker":"00","ballot":"","proof":""})",
                            R"({"tracker":1,"ballot":2,"proof":3})", "\xff"})
        CHECK_FALSE(parse_receipt(bad).ok());
}
