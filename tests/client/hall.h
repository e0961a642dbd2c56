#pragma once
// A server with TLS at 127.0.0.1 and SQLite in a folder of the test's own, one conference on it, and
// everybody who takes part.

#include <spdlog/spdlog.h>
#include <catch2/catch.hpp>

#include "client/cli/organizer/organizer.h"
#include "client/cli/participant/device.h"
#include "client/cli/trustee/run.h"
#include "server/instance.h"
#include "tests/client/conference_toml.h"
#include "tests/support/folder.h"
#include "tests/support/passphrase.h"

namespace vouch::testing {

using namespace client;

/// A web client of two files; only the list matters here.
inline constexpr std::string_view kBundleList = "00  index.html\n";
inline const server::WebFile kWebFiles[] = {{"index.html", bytes_of("<html></html>"), {}, "00"},
                                            {"bundle.txt", bytes_of(kBundleList), {}, "01"}};

/// What was refused, where something was that should not have been.
template <class T>
T must(Result<T> result) {
    if (!result.ok()) FAIL(to_string(result.rejection()));
    return *std::move(result);
}

/// A server with one organizer and the conference of a file on it; seven people on the roll.
struct Hall {
    TemporaryFolder folder;
    std::optional<server::Instance> server;
    std::optional<OrganizerKeys> keys;
    std::optional<Organizer> organizer;
    std::vector<TrusteeAtWork> board;

    explicit Hall(server::ReplaceAfter replace_after = {{}, {}, {}}) : Hall(quick(replace_after)) {}
    explicit Hall(const server::Limits& limits) {
        spdlog::set_level(spdlog::level::off);
        server::Settings settings;
        settings.data = folder / "data";
        settings.listen_address = "127.0.0.1";
        settings.listen_port = 0;
        settings.web_client = kWebFiles;
        settings.limits = limits;
        server.emplace(settings);
        keys.emplace(
            must(OrganizerKeys::make(folder / "organizer", "An", kPassphrase, kKeyFileCostForTests)));
        disk::write_file(settings.data / "organizers", keys->line() + "\n");
    }
    static server::Limits quick(server::ReplaceAfter replace_after) {
        server::Limits out;
        out.tick = std::chrono::milliseconds(20);
        out.mix_ballots = 1;
        out.replace_after = replace_after;
        return out;
    }
    net::Endpoint endpoint() const { return {"127.0.0.1", server->port(), ""}; }
    net::Trust trust() const { return must(net::Trust::pinned(server->pin())); }

    Conference conference() const {
        Bytes32 seed{};
        seed.fill(3);
        const Vkey witness = must(Vkey::make("witness.example/w1", NoteKeyType::witness,
                                             SigningKey(SecretBytes<32>(seed)).public_key()));
        disk::write_file(folder / "conference.toml", conference_toml(keys->line(), witness.to_string()));
        // Longer than one part of an upload.
        disk::write_file(folder / "a/review.txt", std::string(150'000, 'x'));
        disk::write_file(
            folder / "a/dossier.toml",
            "[[document]]\nfile = \"review.txt\"\ntitle = [\"Tự kiểm điểm\", \"Self-review\"]\n");
        auto read = read_conference(folder / "conference.toml");
        INFO(to_string(read.mistakes));
        REQUIRE(read.ok());
        return std::move(read.value);
    }
    static std::vector<RollPerson> people() {
        std::vector<RollPerson> out;
        for (std::uint32_t number = 1; number <= 7; ++number)
            out.push_back({number, "Người " + std::to_string(number), "Huế"});
        return out;
    }

    void prepare() { prepare(conference()); }
    void prepare(Conference wanted) {
        must(create_conference(*keys, endpoint(), trust(), std::move(wanted), true));
        organizer.emplace(must(Organizer::open(keys->clone())));
        must(organizer->submit_roll(people()));
    }
    /// Three new members of that name and a number; again for a board in the place of the last one.
    void seat_board(const std::string& called = "Trustee") {
        const Path homes = folder / ("board-" + to_hex(system_rng().bytes32()));
        const auto tokens = must(organizer->invite(3));
        std::vector<TrusteeKeys> trustees;
        for (const std::string& token : tokens) {
            const std::string name = called + " " + std::to_string(trustees.size() + 1);
            trustees.push_back(
                must(TrusteeKeys::make(homes / name, name, kPassphrase, kKeyFileCostForTests)));
            must(join(trustees.back(), organizer->address(), SecretBuffer(bytes_of(token))));
        }
        std::vector<KeyCard> cards;
        for (const TrusteeKeys& trustee : trustees) cards.push_back(trustee.card());
        CHECK(must(organizer->key_cards()).size() >= cards.size());
        must(organizer->sign_board(cards));
        for (TrusteeKeys& trustee : trustees) board.push_back(must(TrusteeAtWork::open(std::move(trustee))));
        const TrusteeAtWork::Talk talk{{}, [](const Bytes32&) { return accepted(); }};
        for (bool done = false; !done;) {
            done = true;
            std::string waiting_for;
            for (TrusteeAtWork& trustee : board)
                done = must(trustee.ceremony_round(talk, waiting_for)) && done;
        }
    }
    SlipLink slip(std::uint32_t number) { return std::move(must(organizer->slips({&number, 1})).front()); }
    Device scanned(std::uint32_t number) { return must(Device::scan(organizer->address(), slip(number))); }
    /// Six people are checked in, and the opening is confirmed; the devices, ready to cast.
    std::vector<Device> open_for_six() { return open_for_six(conference()); }
    std::vector<Device> open_for_six(Conference wanted) {
        std::vector<Device> devices = open_unconfirmed(std::move(wanted));
        confirm_by_all();
        for (Device& device : devices) must(device.update());
        return devices;
    }
    /// Six people are checked in.
    std::vector<Device> open_unconfirmed() { return open_unconfirmed(conference()); }
    std::vector<Device> open_unconfirmed(Conference wanted) {
        prepare(std::move(wanted));
        seat_board();
        std::vector<Device> devices;
        for (std::uint32_t number = 1; number <= 6; ++number) {
            devices.push_back(scanned(number));
            must(devices.back().check_in());
        }
        must(organizer->open_vote(1'700'000'000, ""));
        return devices;
    }
    void confirm_by_all() {
        for (TrusteeAtWork& trustee : board) {
            must(trustee.update());
            must(trustee.send_confirmation(must(trustee.sheet()).digest));
        }
    }
};

}    // namespace vouch::testing
