#include "client/cli/trustee/paper_count.h"

#include <catch2/catch.hpp>

#include "client/cli/shared/confirm.h"
#include "client/cli/trustee/decrypt.h"
#include "tests/client/local_conference.h"
#include "tests/client/texts.h"

using namespace vouch;
using namespace vouch::client;
using namespace vouch::testing;
namespace el = vouch::election;
using el::Level;

namespace {

const std::string kCount = "issued,2\ncollected,2\ninvalid,1\n1,1,0,0,0\n2,0,0,0,1\n";

}    // namespace

TEST_CASE("a paper count is read with every mistake named") {
    const auto count = read_paper_count(kCount, 2);
    INFO(to_string(count.mistakes));
    REQUIRE(count.ok());
    CHECK(count.value.issued == 2);
    CHECK(count.value.invalid == 1);
    CHECK(count.value.lines == std::vector<el::PaperLine>{{1, 0, 0, 0}, {0, 0, 0, 1}});

    CHECK(has(read_paper_count("issued,2\ncollected,2\ninvalid,1\n1,1,0,0,0\n", 2).mistakes, "the file",
              "official 2 is missing"));
    CHECK(has(read_paper_count("collected,2\n" + kCount.substr(kCount.find("invalid")), 2).mistakes,
              "the file", "issued is missing"));
    CHECK(has(read_paper_count(kCount + "3,0,0,0,1\n", 2).mistakes, "line 6", "an official's number"));
    CHECK(has(read_paper_count(kCount + "2,0,0,0,1\n", 2).mistakes, "line 6", "comes twice"));
    CHECK(has(read_paper_count(kCount + "issued,2\n", 2).mistakes, "line 6", "once"));
    CHECK(has(read_paper_count("issued,2\ncollected,2\ninvalid,1\n1,1,0,0,0\n2,1,0,0,1\n", 2).mistakes,
              "line 5", "make 2, and 1 ballots are valid"));
    CHECK(has(read_paper_count("issued,2\ncollected,3\ninvalid,1\n1,2,0,0,0\n2,2,0,0,0\n", 2).mistakes,
              "the file", "more are collected"));
    CHECK(has(read_paper_count("issued,x\n", 0).mistakes, "line 1", "not a number"));
    CHECK(has(read_paper_count("issued,-1\n", 0).mistakes, "line 1", "not a number"));
}

TEST_CASE("a paper count of officials whose number is not known takes it from its own lines") {
    const auto count = read_paper_count(kCount, std::nullopt);
    INFO(to_string(count.mistakes));
    REQUIRE(count.ok());
    CHECK(count.value.lines.size() == 2);
    CHECK(paper_count_text({}, count.value).find("  2.: high 0, medium 0, low 0, blank 1") !=
          std::string::npos);
    CHECK(has(read_paper_count(kCount + "4,0,0,0,1\n", std::nullopt).mistakes, "the file",
              "official 3 is missing"));
    CHECK(has(read_paper_count("issued,2\ncollected,2\ninvalid,1\n", std::nullopt).mistakes, "the file",
              "official 1 is missing"));
    CHECK(has(read_paper_count(kCount + "201,0,0,0,1\n", std::nullopt).mistakes, "line 6",
              "an official's number"));
}

TEST_CASE("t trustees sign a paper count apart; the log takes it, and the result has both parts") {
    const TemporaryFolder folder;
    const auto board = make_board(folder, 3);
    LocalConference conference(8);
    conference.seat(board);
    run_ceremony(conference, board);
    for (std::uint32_t number = 1; number <= 6; ++number) conference.enrol(number);
    for (std::uint32_t number : {7u, 8u}) REQUIRE(conference.say(el::Paper{number}).ok());
    REQUIRE(conference.open().ok());
    const auto confirm_all = [&] {
        for (const TrusteeKeys& keys : board)
            REQUIRE(conference.submit(*confirmed_by(keys, conference.state)).ok());
    };
    confirm_all();
    for (std::uint32_t number = 1; number <= 6; ++number)
        conference.cast(number, {Level::low, Level::medium});
    REQUIRE(conference.close().ok());
    confirm_all();

    const auto count = read_paper_count(kCount, 2).value;
    CHECK(paper_count_text(conference.state.manifest.officials, count)
              .find("2 issued, 2 collected, 1 invalid") == 15);
    const auto signature_of = [&](std::size_t trustee, const el::PaperCount& what) {
        const SigningKey& key = board[trustee].sign();
        const Bytes message =
            el::signing_message(conference.state.election_id, el::Kind::paper_count, el::encode_body(what));
        return el::Signature{key.public_key(), key.sign(message)};
    };
    CHECK(paper_count_entry(conference.state, count, {signature_of(0, count)}).rejection().reason ==
          Reason::not_fitting);
    el::PaperCount other = count;
    other.invalid = 0;
    CHECK(paper_count_entry(conference.state, count, {signature_of(0, count), signature_of(2, other)})
              .rejection()
              .reason == Reason::bad_signature);
    for (const bool turned : {false, true}) {    // whatever the order in which they are given
        std::vector<el::Signature> signatures{signature_of(0, count), signature_of(2, count)};
        if (turned) std::swap(signatures[0], signatures[1]);
        const auto entry = paper_count_entry(conference.state, count, signatures);
        REQUIRE(entry.ok());
        el::State copy_of_state = conference.state;
        CHECK(el::apply_carried(copy_of_state, *entry).ok());
        if (turned) REQUIRE(conference.submit(*entry).ok());
    }
    for (const std::size_t trustee : {0u, 1u})
        REQUIRE(conference.submit(*decrypt(conference.state, board[trustee])).ok());
    REQUIRE(conference.state.result);
    CHECK(conference.state.result->lines[0].high == 1);
    CHECK(conference.state.result->lines[0].low == 6);
    CHECK(conference.state.result->lines[1].medium == 6);
    CHECK(conference.state.result->lines[1].blank == 1);
}
