// The largest entry of every kind that the limits of docs/protocol.md, section 3, allow: it fits, and one
// step more is refused. Only a manifest can be too large, and a roll is split.
#include <catch2/catch.hpp>

#include "election/ballot.h"
#include "election/entry.h"
#include "tests/support/made_election.h"
#include "tests/support/vectors.h"

using namespace vouch;
using namespace vouch::election;
using namespace vouch::testing;

namespace {

constexpr std::uint32_t kHuge = 0xffffffff;
const Point kPoint = Point::generator();
const Scalar kScalar = -Scalar(1);

Bytes32 ones() {
    Bytes32 out;
    out.fill(0xff);
    return out;
}

/// As it would be carried, with as many signatures as its kind may have.
Bytes carried(const Body& body, std::size_t signatures = 1) {
    Bytes64 signature;
    signature.fill(0xff);
    return make_entry(kind_of(body), encode_body(body),
                      std::vector<Signature>(signatures, Signature{ones(), signature}));
}

std::string text(std::size_t bytes) {
    return std::string(bytes, 'x');
}

Board largest_board() {
    return {std::vector<Trustee>(kTrusteesMax, Trustee{text(kNameBytesMax), ones(), ones()})};
}

Announcement largest_announcement() {
    const ResultLine line{kHuge, kHuge, kHuge, kHuge, text(kThresholdNameBytesMax)};
    return {std::vector<ResultLine>(kOfficialsMax, line)};
}

/// A manifest with that many officials, each text as long as it may be.
Manifest wordy_manifest(std::size_t officials) {
    MadeElection made({});
    made.set_up();
    Manifest out = made.state().manifest;
    const Official official{text(kNameBytesMax), {text(kStringBytesMax), text(kStringBytesMax)}, {}, 0};
    out.officials.assign(officials, official);
    return out;
}

}    // namespace

TEST_CASE("the largest entry of every kind but the manifest fits") {
    Dealing dealing{ones(), kTrusteesMax, std::vector<Point>(kTrusteesMax, kPoint),
                    kPoint, kScalar,      std::vector<ByteArray<kSealedShareBytes>>(kTrusteesMax)};
    PaperCount count{kHuge, kHuge, kHuge,
                     std::vector<PaperLine>(kOfficialsMax, {kHuge, kHuge, kHuge, kHuge})};
    DecryptionShares shares{kTrusteesMax,
                            std::vector<DecryptionShare>(kOfficialsMax, {kPoint, kPoint, kPoint, kScalar})};
    const std::vector<std::pair<std::string, Bytes>> largest{
        {"board", carried(largest_board())},
        {"dealing", carried(dealing)},
        {"acknowledgement", carried(Acknowledgement{ones(), kHuge, ones()})},
        {"complaint", carried(Complaint{ones(), kHuge, kHuge})},
        {"answer", carried(Answer{ones(), kHuge, kHuge, kScalar})},
        {"enrolment", carried(Enrolment{kHuge, kPoint, kPoint, kScalar, kScalar})},
        {"revocation", carried(Revocation{kHuge, ones(), ones()})},
        {"open", carried(Open{~0ull, ones(), ~0ull, text(kStringBytesMax)})},
        {"confirmation", carried(Confirmation{ones(), Coin{kPoint, kPoint, kPoint, kScalar}})},
        {"close", carried(Close{~0ull, ones(), ~0ull})},
        {"decryption shares", carried(shares)},
        {"paper", carried(Paper{kHuge})},
        {"paper count", carried(count, kTrusteesMax)},
        {"annulment", carried(Annulment{text(kStringBytesMax)})},
        {"announcement", carried(largest_announcement())},
    };
    for (const auto& [what, bytes] : largest) {
        CAPTURE(what, bytes.size());
        CHECK(bytes.size() <= kEntryBytesMax);
        const auto entry = decode_entry(bytes);
        REQUIRE(entry.ok());
        CHECK(name(entry->kind()) == what);
    }
    CHECK(ballot_body_bytes(kOfficialsMax, 6) + 100 <= kEntryBytesMax);    // rings of 4,096
}

TEST_CASE("a string one byte longer than its limit is malformed") {
    Board board = largest_board();
    board.trustees.back().name += 'x';
    Announcement announcement = largest_announcement();
    announcement.lines.back().outcome = text(kStringBytesMax + 1);
    for (const Bytes& bytes :
         {carried(board), carried(announcement), carried(Open{0, {}, 0, text(kStringBytesMax + 1)}),
          carried(Annulment{text(kStringBytesMax + 1)})})
        CHECK(decode_entry(bytes).rejection().reason == Reason::malformed);
}

TEST_CASE("a list longer than any conference's is refused before an element of it is decoded") {
    const Dealing dealing{ones(), 1,       std::vector<Point>(kTrusteesMax, kPoint),
                          kPoint, kScalar, std::vector<ByteArray<kSealedShareBytes>>(kTrusteesMax)};
    const DecryptionShares shares{
        1, std::vector<DecryptionShare>(kOfficialsMax, {kPoint, kPoint, kPoint, kScalar})};
    const PaperCount count{0, 0, 0, std::vector<PaperLine>(kOfficialsMax)};
    const auto detail = [](const Body& body) { return refusal(decode_entry(carried(body))); };
    for (const Body& honest :
         std::vector<Body>{dealing, shares, count, largest_board(), largest_announcement()})
        CHECK(detail(honest) == "accepted");

    Dealing commitments = dealing, sealed = dealing;
    commitments.commitments.push_back(kPoint);
    sealed.sealed_shares.emplace_back();
    DecryptionShares more_shares = shares;
    more_shares.shares.push_back(more_shares.shares.back());
    PaperCount more_lines = count;
    more_lines.lines.emplace_back();
    Board board = largest_board();
    board.trustees.push_back(board.trustees.back());
    Announcement announcement = largest_announcement();
    announcement.lines.push_back(announcement.lines.back());
    CHECK(detail(commitments) == "malformed (Dealing.commitments: too many)");
    CHECK(detail(sealed) == "malformed (Dealing.sealed_shares: too many)");
    CHECK(detail(more_shares) == "malformed (DecryptionShares.shares: too many)");
    CHECK(detail(more_lines) == "malformed (PaperCount.lines: too many)");
    CHECK(detail(board) == "malformed (Board.trustees: too many)");
    CHECK(detail(announcement) == "malformed (Announcement.lines: too many)");

    // A first element that is no point would be named, were it looked at.
    const auto with_bad_first = [](std::size_t points) {
        Dealing out;
        out.commitments.assign(points, kPoint);
        Bytes body = encode_body(out);
        std::fill_n(body.begin() + 36, 32,
                    std::uint8_t{0xff});    // behind the ceremony's field and its own tag
        return refusal(decode_entry(make_entry(Kind::dealing, body, {})));
    };
    CHECK(with_bad_first(kTrusteesMax) == "malformed (Dealing.commitments: not a canonical point)");
    CHECK(with_bad_first(1'800) == "malformed (Dealing.commitments: too many)");
}

TEST_CASE("a manifest alone can be too large, and says so") {
    CHECK(decode_entry(carried(wordy_manifest(10))).ok());
    CHECK(decode_entry(carried(wordy_manifest(kOfficialsMax))).rejection().reason == Reason::too_large);
}
