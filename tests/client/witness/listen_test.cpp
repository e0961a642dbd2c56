// A witness's address: cosignatures, the monitor's view and the page for people, over TLS.

#include "client/cli/witness/listen.h"

#include "client/cli/audit/ask_witnesses.h"
#include "tests/client/hall.h"
#include "tests/client/program.h"

using namespace vouch;
using namespace vouch::client;
using namespace vouch::testing;

namespace {

WitnessKeys keys_in(const Path& home) {
    return must(WitnessKeys::make(home, "Ban Kiểm tra", kPassphrase, kKeyFileCostForTests));
}

/// A hall with a conference, and a witness that follows it and is asked.
struct ListeningWitness {
    Hall hall;
    Vkey vkey;
    std::optional<Following> following;
    std::optional<WitnessServer> server;

    explicit ListeningWitness(std::string title = "") : vkey(keys_in(hall.folder / "w").vkey()) {
        Conference wanted = hall.conference();
        if (!title.empty()) wanted.manifest.title = {title, title};
        hall.prepare(std::move(wanted));
        const ConferenceAddress address = hall.organizer->address();
        following.emplace(hall.folder / "w/follow", address,
                          must(WitnessKeys::open(hall.folder / "w", kPassphrase)),
                          ConferenceRecord{address.url(), address.trust.pin(), {}, {}}, std::vector<Vkey>());
        server.emplace(ListenWanted{{"127.0.0.1", 0}, {}, {}, hall.folder / "w/follow"}, *following);
    }
    net::Endpoint at() const { return {"127.0.0.1", server->port(), ""}; }
    net::Trust trust() const { return must(net::Trust::pinned(server->pin())); }
    WitnessAddress address() const { return {vkey, at(), trust()}; }
    net::HttpReply get(const std::string& path) const { return net::HttpsClient(at(), trust()).get(path); }
    unsigned post(const std::string& path, const std::string& body) const {
        return net::HttpsClient(at(), trust()).post(path, bytes_of(body)).status;
    }
    FetchFile log() const { return log_of(hall.organizer->address()); }
    Vkey log_vkey() const { return must(Vkey::parse(hall.organizer->state().manifest.log_vkey)); }
    std::string origin() const { return log_vkey().name(); }
};

}    // namespace

TEST_CASE("who asks a witness has the checkpoint cosigned, and a monitor sees it") {
    ListeningWitness witness;
    CHECK(witness.get("/").status == 200);
    CHECK(text_of(witness.get("/").body).find("class=\"not-verified\"") != std::string::npos);
    witness.following->look();
    const std::string page = text_of(witness.get("/").body);
    CHECK(page.find("class=\"holds\"") != std::string::npos);
    CHECK(page.find("So far everything holds") != std::string::npos);
    CHECK(page.find("Đến nay mọi thứ đều đúng") != std::string::npos);
    CHECK(page.find("<script") == std::string::npos);

    must(witness.hall.organizer->give_paper(3));    // the log grows, and the witness has not looked
    const std::string note = text_of(*witness.log()("checkpoint"));
    const Checkpoint checkpoint = must(verify_checkpoint(note, witness.log_vkey())).checkpoint;
    const NoteSignature line = must(ask_witness(witness.address(), witness.log(), checkpoint, note));
    const std::string cosigned = with_line(note, line);
    CHECK(must(verify_checkpoint(cosigned, witness.log_vkey(), {&witness.vkey, 1})).cosignatures.size() == 1);
    CHECK(
        text_of(witness.get(monitor_path(witness.origin())).body).starts_with(SignedNote::parse(note)->text));
    CHECK(with_line(cosigned, line) == cosigned);

    CHECK(witness.get("/nothing").status == 404);
    CHECK(witness.get(monitor_path("log.example/other")).status == 404);
    CHECK(witness.post("/nothing", "old 0\n\n") == 405);
    CHECK(witness.post(kAddCheckpointPath, "") == 400);
    CHECK(witness.post(kAddCheckpointPath, std::string(kAddCheckpointBytesMax + 1, 'x')) == 413);
    std::string unsigned_note = note;
    unsigned_note.replace(unsigned_note.size() - 8, 4, "AAAA");
    CHECK(witness.post(kAddCheckpointPath, "old 0\n\n" + unsigned_note) == 403);
}

TEST_CASE("any bytes that are posted are answered, many callers at a time, and the witness goes on") {
    ListeningWitness witness;
    witness.following->look();
    const std::string note = text_of(*witness.log()("checkpoint"));
    const std::string good = AddCheckpoint{0, {}, note}.to_string();
    std::vector<std::thread> callers;
    std::atomic<int> answered = 0;
    constexpr int kCallers = 8, kRounds = 12;
    for (int caller = 0; caller < kCallers; ++caller)
        callers.emplace_back([&, caller] {
            net::HttpsClient https(witness.at(), witness.trust());
            StreamRng rng(Bytes32{static_cast<std::uint8_t>(caller)});
            for (int round = 0; round < kRounds; ++round) {
                Bytes body = copy(bytes_of(good));
                ByteArray<2> random;
                rng.fill(random);
                body[(random[0] | std::size_t{random[1]} << 8) % body.size()] ^= 1;
                const unsigned status = https.post(kAddCheckpointPath, body).status;
                answered += status >= 400 && status < 500 ? 1 : 0;
            }
        });
    for (std::thread& caller : callers) caller.join();
    CHECK(answered == kCallers * kRounds);
    const Checkpoint checkpoint = must(verify_checkpoint(note, witness.log_vkey())).checkpoint;
    must(ask_witness(witness.address(), witness.log(), checkpoint, note));
    CHECK(witness.following->view().alarms.empty());
}

TEST_CASE("the page shows texts from outside as text") {
    WitnessView view;
    view.url = "https://x/<script>alert(1)</script>&\"";
    view.looked_at = 1'796'000'000;
    const std::string page = status_page(view);
    CHECK(page.find("<script") == std::string::npos);
    CHECK(page.find("&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;") != std::string::npos);
    CHECK(page.find("2026-11-") != std::string::npos);
    for (const char* form : {"<form", "onload", "src="}) CHECK(page.find(form) == std::string::npos);
}

TEST_CASE("an audit says which witnesses cosigned the checkpoint that it looks at") {
    ListeningWitness witness;
    witness.following->look();
    const Path& folder = witness.hall.folder.path();
    const auto file = [&](const char* name) { return (folder / name).string(); };
    disk::write_file(folder / "log.vkey", witness.log_vkey().to_string() + "\n");
    const std::string asks = "https://" + witness.at().authority() + " " + witness.server->pin();
    disk::write_file(folder / "witnesses", witness.vkey.to_string() + " " + asks + "\n");
    const std::string pin = " --pin " + witness.hall.server->pin();
    REQUIRE(vouch_command("audit fetch " + witness.hall.organizer->address().url() + pin + " --out " +
                          file("copy"))
                .status == 0);
    const std::string of_log = " " + file("copy/log") + " --vkey " + file("log.vkey");
    const std::string verify = "audit verify" + of_log + " --witnesses " + file("witnesses");
    const Ran before = vouch_command(verify);
    CHECK(before.status == 0);
    CHECK(before.out.find("none of 2 witnesses cosigned") != std::string::npos);
    const Ran asked = vouch_command("audit cosign" + of_log + " --witnesses " + file("witnesses"));
    CAPTURE(asked.out, asked.errors);
    CHECK(asked.status == 0);
    const Ran after = vouch_command(verify);
    CAPTURE(after.out, after.errors);
    CHECK(after.status == 0);
    CHECK(after.out.find("1 of 2 witnesses cosigned the checkpoint: Ban Kiểm tra") != std::string::npos);

    disk::write_file(folder / "away", witness.vkey.to_string() + " https://127.0.0.1:1\n");
    CHECK(vouch_command("audit cosign" + of_log + " --witnesses " + file("away")).status == 1);
    disk::write_file(folder / "wrong", witness.vkey.to_string() + " nowhere\n");
    CHECK(vouch_command("audit cosign" + of_log + " --witnesses " + file("wrong")).status == 1);
    std::string tampered = disk::read_text_file(folder / "copy/log/checkpoint");
    tampered[tampered.size() - 10] = tampered[tampered.size() - 10] == 'A' ? 'B' : 'A';
    disk::write_file(folder / "copy/log/checkpoint", tampered);
    const Ran changed = vouch_command(verify);
    CHECK(changed.status == 1);
    CHECK(changed.out.find("a witness's line in the checkpoint does not hold") != std::string::npos);
}
