// What the members of the board told each other, as a server hands it out, which nobody has to believe.

#include "client/cli/shared/bulletins.h"

#include <catch2/catch.hpp>

#include "client/cli/shared/status.h"
#include "election/entry.h"
#include "tests/support/made_election.h"
#include "wire/bulletin.h"

using namespace vouch;
using namespace vouch::client;
using namespace vouch::testing;
namespace el = vouch::election;

namespace {

el::PaperCount count_of(std::uint32_t high) {
    return {.issued = 9, .collected = 9, .invalid = 0, .lines = {{high, 9 - high, 0, 0}}};
}

struct Board {
    MadeElection made{{.summoned = 8, .officials = 1}};
    Board() { made.set_up(); }

    const el::State& state() const { return made.state(); }
    v1::Bulletin figures(std::uint32_t trustee, std::uint64_t number, const el::PaperCount& count) const {
        const Bytes body = el::encode_body(count);
        const Bytes message = el::signing_message(state().election_id, el::Kind::paper_count, body);
        v1::BulletinContent content;
        content.set_number(number);
        content.mutable_paper_figures()->set_count(text_of(body));
        content.mutable_paper_figures()->set_signature(text_of(made.trustee_key(trustee).sign(message)));
        return wire::sign_bulletin(made.trustee_key(trustee), state().election_id, content);
    }
    v1::Bulletin ready(const SigningKey& key, std::uint64_t number, const std::string& day) const {
        v1::BulletinContent content;
        content.set_number(number);
        content.mutable_ready()->set_day(day);
        return wire::sign_bulletin(key, state().election_id, content);
    }
};

}    // namespace

TEST_CASE("figures that several members signed stand together, those of most members first") {
    const Board board;
    const auto read = bulletins_in({board.figures(1, 1, count_of(4)), board.figures(2, 1, count_of(5)),
                                    board.figures(3, 1, count_of(5))},
                                   board.state());
    REQUIRE(read.figures.size() == 2);
    CHECK(read.figures[0].count.lines[0].high == 5);
    CHECK(read.figures[0].signatures.size() == 2);
    CHECK(read.figures[1].signatures.contains(1));
}

TEST_CASE("a server that hands out what a member has replaced, in any order, is not believed") {
    const Board board;
    const v1::Bulletin wrong = board.figures(1, 1, count_of(4)), right = board.figures(1, 2, count_of(5));
    for (const auto& listed : {std::vector{wrong, right}, std::vector{right, wrong}}) {
        const auto read = bulletins_in(listed, board.state());
        REQUIRE(read.figures.size() == 1);
        CHECK(read.figures[0].count.lines[0].high == 5);
    }
    const auto days = bulletins_in({board.ready(board.made.trustee_key(2), 8, "2026-12-04"),
                                    board.ready(board.made.trustee_key(2), 7, "2026-12-03")},
                                   board.state());
    CHECK(days.ready.at(2) == "2026-12-04");
    CHECK(days.numbers.at(board.made.trustee_key(2).public_key()) == 8);
}

TEST_CASE("what no member signed counts for none") {
    const Board board;
    v1::Bulletin changed = board.ready(board.made.trustee_key(1), 1, "2026-12-04");
    changed.mutable_content()->back() ^= 1;
    // The bulletin is a member's, and the signature in it is of other figures.
    v1::Bulletin mixed = board.figures(2, 1, count_of(4));
    v1::BulletinContent content;
    REQUIRE(content.ParseFromString(mixed.content()));
    content.mutable_paper_figures()->set_count(text_of(el::encode_body(count_of(5))));
    mixed = wire::sign_bulletin(board.made.trustee_key(2), board.state().election_id, content);
    const auto read =
        bulletins_in({changed, mixed, board.ready(board.made.organizer(), 1, "2026-12-04")}, board.state());
    CHECK(read.ready.empty());
    CHECK(read.figures.empty());
}

TEST_CASE("the status says whose key file was opened when, as long as the keys are needed") {
    Board board;
    const auto told = [&] {
        return bulletins_in({board.ready(board.made.trustee_key(1), 1, "2026-12-04"),
                             board.ready(board.made.trustee_key(2), 1, "2026-12-05")},
                            board.state());
    };
    CHECK(status_text(board.state(), told())
              .find("2026-12-05: Trustee 2; 2026-12-04: Trustee 1; never: Trustee 3") != std::string::npos);
    CHECK(status_json(board.state(), told())["keys_opened"][1] ==
          client::Json{{"name", "Trustee 2"}, {"day", "2026-12-05"}});
    REQUIRE(board.made.add(el::Annulment{"flood"}, {&board.made.organizer()}).ok());
    CHECK(status_text(board.state(), told()).find("2026-12-05") == std::string::npos);
}

TEST_CASE("the status says who signed the same figures of the paper count, and that some differ") {
    Board board;
    for (std::uint32_t number = 1; number <= 5; ++number) board.made.enrol(number);
    board.made.give_paper(6);
    board.made.open();
    for (std::uint32_t trustee : {1, 2, 3}) board.made.confirm_as_trustee(trustee);
    CHECK(status_text(board.state(), {}).find("no member has signed figures yet") == std::string::npos);
    for (std::uint32_t number = 1; number <= 5; ++number) board.made.cast(number, {el::Level::high});
    board.made.close();
    for (std::uint32_t trustee : {1, 2, 3}) board.made.confirm_as_trustee(trustee);
    REQUIRE(next_step(board.state()) == NextStep::paper_count);
    CHECK(status_text(board.state(), {}).find("no member has signed figures yet") != std::string::npos);

    const auto same =
        bulletins_in({board.figures(1, 1, count_of(4)), board.figures(2, 1, count_of(4))}, board.state());
    CHECK(status_text(board.state(), same).find("signed by 2 of 2 needed: Trustee 1, Trustee 2") !=
          std::string::npos);
    const auto other =
        bulletins_in({board.figures(1, 1, count_of(4)), board.figures(2, 1, count_of(5))}, board.state());
    CHECK(status_text(board.state(), other).find("THE FIGURES DIFFER") != std::string::npos);
    CHECK(status_json(board.state(), other)["paper_figures"] ==
          client::Json{{{"signers", {"Trustee 1"}}}, {{"signers", {"Trustee 2"}}}});
}
