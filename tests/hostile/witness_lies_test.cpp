// What a witness notices of a server that lies: by which check, and with what evidence. Each row stands in
// the table of docs/threat-model.md.

#include <catch2/catch.hpp>

#include "tests/client/program.h"
#include "tests/hostile/watched.h"

using namespace vouch;
using namespace vouch::client;
using namespace vouch::testing;
namespace el = vouch::election;
using Standing = WitnessView::Standing;

namespace {

struct LieRow {
    std::string name;
    std::function<void(Watched&)> lie;
    Lie found;
    unsigned looks = 1;    // until it is an alarm
};

Bytes signed_entry(Watched& watched, const el::Body& body) {
    const SigningKey* const organizer = &watched.conference.election->organizer();
    return el::make_entry(watched.conference.election->state().election_id, body, {&organizer, 1});
}

void second_opening(Watched& watched) {
    const el::State& state = watched.conference.election->state();
    watched.log().append(
        signed_entry(watched, el::Open{state.log.size(), state.log.root(), 1'700'000'001, ""}));
}

void second_close(Watched& watched) {
    watched.conference.election->close();
    watched.publish();
    watched.following->look();
    const el::State& state = watched.conference.election->state();
    watched.log().append(signed_entry(watched, el::Close{state.log.size(), state.log.root(), 1'700'003'601}));
}

/// Somebody who checked in before the opening once more.
void entry_out_of_place(Watched& watched) {
    const auto& entries = watched.conference.election->entries();
    const auto enrolment = std::ranges::find_if(
        entries, [](const Bytes& entry) { return el::decode_entry(entry)->kind() == el::Kind::enrolment; });
    watched.log().append(*enrolment);
}

std::vector<LieRow> log_lies() {
    return {
        {"two logs of one size", [](Watched& w) { w.log().show_fork_of_this_size(); }, Lie::fork},
        {"another log that has grown", [](Watched& w) { w.log().show_fork_that_grew(); }, Lie::fork},
        {"an old checkpoint", [](Watched& w) { w.log().rewind_to(9); }, Lie::rollback},
        {"an old checkpoint that never was",
         [](Watched& w) { w.log().show_checkpoint(w.log().signed_checkpoint(9, Bytes32{1})); }, Lie::fork},
        {"an altered tile", [](Watched& w) { w.log().alter_tile(); }, Lie::altered},
        {"a rewritten entry", [](Watched& w) { w.log().rewrite_entry(3); }, Lie::altered},
        {"a truncated log", [](Watched& w) { w.log().truncate(); }, Lie::missing, kMissingLooks},
        {"a second opening", second_opening, Lie::second_open},
        {"a second close", second_close, Lie::second_close},
        {"an entry that the rules refuse", entry_out_of_place, Lie::refused},
    };
}

/// The evidence holds as it was kept; no byte of its statement can be another, and it is of no other log.
void check_offline(const Watched& watched, const Alarm& alarm, Lie lie) {
    const auto found = watched.checked(alarm);
    INFO((found.ok() ? "" : to_string(found.rejection())));
    REQUIRE(found.ok());
    CHECK(found->statement.evidence.lie == lie);
    CHECK(found->statement.known == watched.witness);
    CHECK(found->statement.time > 1'796'000'000);
    CHECK_FALSE(found->sentence.empty());
    const Vkey other = *Vkey::make(watched.origin(), NoteKeyType::log, Bytes32{9});
    CHECK_FALSE(check_evidence(alarm.folder, other).ok());
    std::string statement = disk::read_text_file(alarm.folder / kStatementFile);
    statement[statement.find("lie ") + 4] = 'x';
    const TemporaryFolder copy;
    std::filesystem::copy(
        alarm.folder, copy.path(),
        std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing);
    disk::write_file(copy / kStatementFile, statement);
    CHECK_FALSE(check_evidence(copy.path(), watched.conference.log_vkey(), {&watched.witness, 1}).ok());
}

}    // namespace

TEST_CASE("an honest log is followed, held to the rules and cosigned, through restarts") {
    Watched watched(/*open=*/false);
    for (std::uint32_t number = 1; number <= 6; ++number) {
        watched.conference.election->enrol(number);
        watched.publish();
        watched.following->look();
        watched.following->look();    // nothing new
        const WitnessView view = watched.following->view();
        INFO(view.failure);
        REQUIRE(view.standing() == Standing::holds);
        REQUIRE(view.checkpoint->size == watched.conference.election->entries().size());
        const auto cosigned =
            verify_checkpoint(*watched.cosigned(), watched.conference.log_vkey(), {&watched.witness, 1});
        REQUIRE(cosigned.ok());
        CHECK(cosigned->checkpoint == *view.checkpoint);
        CHECK(cosigned->cosignatures.size() == 1);
        if (number % 2 == 0) watched.start();
    }
    CHECK(watched.following->view().alarms.empty());
    watched.following->look_at_web_client();
    CHECK(watched.following->view().web_looked_at > 0);
    CHECK(watched.following->view().web_failure.empty());
    CHECK(watched.following->view().alarms.empty());
}

TEST_CASE("each lie about the log is an alarm with evidence that holds offline, and stays one") {
    for (const LieRow& row : log_lies()) {
        CAPTURE(row.name);
        Watched watched;
        watched.following->look();
        REQUIRE(watched.following->view().standing() == Standing::holds);
        row.lie(watched);
        const auto cosigned = watched.cosigned();
        for (unsigned look = 1; look <= row.looks; ++look) {
            CHECK(watched.following->view().alarms.empty());
            watched.following->look();
        }
        const auto alarms = watched.following->view().alarms;
        REQUIRE(alarms.size() == 1);
        CHECK(alarms[0].evidence.lie == row.found);
        CHECK(watched.following->view().standing() == Standing::alarm);
        check_offline(watched, alarms[0], row.found);

        watched.server.front().be_honest();
        watched.start();
        watched.following->look();
        CHECK(watched.following->view().standing() == Standing::alarm);
        CHECK(watched.following->view().alarms.size() == 1);
        CHECK(watched.cosigned() == cosigned);    // nothing of that log is signed any more
    }
}

TEST_CASE("what was seen before a restart is held against what is shown after it") {
    for (const bool fork : {false, true}) {
        Watched watched;
        watched.following->look();
        watched.following.reset();
        if (fork)
            watched.log().show_fork_of_this_size();
        else
            watched.log().rewind_to(9);
        watched.start();
        watched.following->look();
        const auto alarms = watched.following->view().alarms;
        REQUIRE(alarms.size() == 1);
        CHECK(alarms[0].evidence.lie == (fork ? Lie::fork : Lie::rollback));
    }
}

TEST_CASE("a log that lies from the first look on is never said to hold") {
    Watched watched;
    watched.log().rewrite_entry(5);
    watched.following->look();
    CHECK(watched.following->view().standing() == Standing::alarm);
    CHECK(watched.following->view().alarms.at(0).evidence.lie == Lie::altered);
    CHECK_FALSE(watched.cosigned());
}

TEST_CASE("a server that is away, or says what nobody signed, is no alarm, and not verified") {
    Watched watched;
    watched.following->look();
    const std::string checkpoint = watched.conference.path + "/log/checkpoint";
    watched.server.front().send(checkpoint, copy(bytes_of("no checkpoint\n")));
    watched.following->look();
    CHECK(watched.following->view().standing() == Standing::not_verified);
    CHECK_FALSE(watched.following->view().failure.empty());
    watched.server.front().lose(checkpoint);
    for (unsigned look = 1; look < kMissingLooks; ++look) watched.following->look();
    CHECK(watched.following->view().alarms.empty());
    watched.server.front().be_honest();
    watched.following->look();
    CHECK(watched.following->view().standing() == Standing::holds);
}

TEST_CASE("another web client is noticed, whichever of its files is another") {
    struct Row {
        std::string path, file;
    };
    for (const Row& row :
         {Row{"", "index.html"}, Row{"/assets/app.js", "assets/app.js"}, Row{"/bundle.txt", kWebList}}) {
        CAPTURE(row.file);
        Watched watched;
        watched.following->look();
        watched.server.front().send(row.path.empty() ? watched.conference.path : row.path,
                                    copy(bytes_of("steal()")));
        watched.following->look_at_web_client();
        const auto alarms = watched.following->view().alarms;
        REQUIRE(alarms.size() == 1);
        CHECK(alarms[0].evidence.file == row.file);
        check_offline(watched, alarms[0], Lie::bundle);
        watched.server.front().be_honest();
        watched.following->look();    // the log is followed and cosigned all the same
        CHECK(watched.following->view().failure.empty());
        CHECK(watched.cosigned());
    }
}

TEST_CASE("the pages are asked for as a browser asks: the page first, and each file once") {
    Watched watched;
    watched.following->look();
    static_cast<void>(watched.server.front().asked());
    watched.following->look_at_web_client();
    const std::vector<std::string> asked = watched.server.front().asked();
    CHECK(asked == std::vector<std::string>{watched.conference.path, "/bundle.txt", "/assets/app.js"});
}

TEST_CASE("the command ends with a status of its own where something is wrong") {
    Watched watched;
    const std::string fd = " --passphrase-fd 3 3<" + (watched.folder / "passphrase").string();
    disk::write_file(watched.folder / "passphrase", text_of(kPassphrase.view()) + "\n", disk::Access::owner);
    const auto follow = [&] {
        return vouch_command("witness follow " + watched.address().url() + " --pin " + watched.server.pin() +
                             " --once --json --home " + (watched.folder / "key").string() + fd);
    };
    const Ran honest = follow();
    CAPTURE(honest.out, honest.errors);
    CHECK(honest.status == 0);
    CHECK(Json::parse(honest.out)["standing"] == "holds");
    CHECK(Json::parse(honest.out)["web_client"] == "looked at");
    watched.log().rewind_to(9);
    const Ran lied_to = follow();
    CAPTURE(lied_to.out, lied_to.errors);
    CHECK(lied_to.status == 3);
    const Json answer = Json::parse(lied_to.out);
    CHECK(answer["standing"] == "alarm");
    CHECK(answer["alarms"][0]["lie"] == "rollback");
    watched.server.front().be_honest();
    CHECK(follow().status == 3);

    disk::write_file(watched.folder / "log.vkey", watched.conference.log_vkey().to_string() + "\n");
    disk::write_file(watched.folder / "witnesses", "# ours\n" + watched.witness.to_string() + "\n");
    const std::string evidence = "audit evidence " + answer["alarms"][0]["evidence"].get<std::string>() +
                                 " --vkey " + (watched.folder / "log.vkey").string();
    CHECK(vouch_command(evidence).status == 1);    // a witness's word, and nobody knows the witness
    const Ran checked =
        vouch_command(evidence + " --json --witnesses " + (watched.folder / "witnesses").string());
    CAPTURE(checked.out, checked.errors);
    CHECK(checked.status == 0);
    CHECK(Json::parse(checked.out)["proof"] == false);
    CHECK(Json::parse(checked.out)["witness_signature"] == "holds");
}

// Lies that a witness alone does not see, since none of what it is shown is wrong: somebody has to bring it
// what they were shown.

namespace {

/// What the participant is given for a ballot: a receipt, whose checkpoint the log signed.
std::string receipted_checkpoint(Watched& watched, std::uint32_t number) {
    const Casting casting(watched.conference.box_key(), watched.conference.seal(number).body);
    const el::CastReply reply = casting.reply(casting.ask(watched.server, watched.conference.path));
    REQUIRE(std::holds_alternative<el::Receipt>(reply));
    const auto proof = TlogProof::parse(std::get<el::Receipt>(reply).proof);
    REQUIRE(proof.ok());
    return proof->checkpoint;
}

/// Somebody brings a checkpoint to the witness, as any tool would.
unsigned bring(Watched& watched, const std::string& note) {
    return watched.following->add_checkpoint(AddCheckpoint{0, {}, note}.to_string()).status;
}

/// The log goes on with that person's ballot, as if the one before had never been.
void go_on_without(Watched& watched, std::uint32_t number) {
    std::vector<Bytes> entries = watched.conference.election->entries();
    entries.push_back(el::make_ballot_entry(watched.conference.seal(number).body));
    watched.log().show(published(entries));
}

}    // namespace

TEST_CASE("a ballot that is dropped after its receipt: the receipt, brought to a witness, makes the proof") {
    Watched watched;
    const std::string receipted = receipted_checkpoint(watched, 1);
    go_on_without(watched, 2);
    watched.following->look();
    CHECK(watched.following->view().standing() == Standing::holds);    // by itself it sees one good log
    CHECK(bring(watched, receipted) == 422);
    const auto alarms = watched.following->view().alarms;
    REQUIRE(alarms.size() == 1);
    CHECK(alarms[0].evidence.later == receipted);
    check_offline(watched, alarms[0], Lie::fork);
    CHECK(bring(watched, receipted) == 403);
}

TEST_CASE(
    "two members who are shown different rolls or boards: either's checkpoint, brought to a witness, is the "
    "proof") {
    Watched watched(/*open=*/false);
    watched.following->look();
    const PublishedLog shown = watched.log().honest();
    for (const std::size_t other : {std::size_t{1}, std::size_t{2}}) {    // the roll, the board
        std::vector<Bytes> entries = shown.entries();
        entries.at(other).push_back(0);
        const PublishedLog to_another = published(entries);
        CHECK(bring(watched, watched.log().signed_checkpoint(to_another.size(), to_another.root())) ==
              (other == 1 ? 422 : 403));    // the second comes when the log is known to lie
    }
    REQUIRE(watched.following->view().alarms.size() == 1);
    check_offline(watched, watched.following->view().alarms[0], Lie::fork);
}

TEST_CASE("ballots in another order than they were published in are two logs") {
    Watched watched;
    for (const std::uint32_t number : {1, 2}) receipted_checkpoint(watched, number);
    watched.following->look();
    std::vector<Bytes> entries = watched.log().honest().entries();
    std::swap(entries.end()[-1], entries.end()[-2]);
    entries.push_back(el::make_ballot_entry(watched.conference.seal(3).body));
    watched.log().show(published(entries));
    watched.following->look();
    REQUIRE(watched.following->view().alarms.size() == 1);
    check_offline(watched, watched.following->view().alarms[0], Lie::fork);
}

TEST_CASE("a ballot for somebody who is not there is an entry that the rules refuse") {
    Watched watched;
    watched.following->look();
    Bytes body = watched.conference.seal(1).body;
    body.back() ^= 1;    // whoever has no credential can make no proof
    watched.log().append(el::make_ballot_entry(body));
    watched.following->look();
    REQUIRE(watched.following->view().alarms.size() == 1);
    check_offline(watched, watched.following->view().alarms[0], Lie::refused);
}
