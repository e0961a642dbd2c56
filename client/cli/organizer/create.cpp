#include <fmt/core.h>

#include "client/cli/organizer/organizer.h"
#include "client/cli/shared/text.h"
#include "crypto/random.h"
#include "election/confirmers.h"
#include "net/client.h"
#include "wire/conference_id.h"
#include "wire/key_card.h"
#include "wire/limits.h"

namespace vouch::client {
namespace {

using namespace election;

constexpr const char* kBundleListPath = "/bundle.txt";
constexpr std::size_t kBundleListBytesMax = 64 << 10;

/// What the server says of the web client that it gives out: the SHA-256 of its list of files; nothing where
/// it has none. docs/architecture.md, "Transport".
Result<std::optional<Bytes32>> web_digest_of(const net::Endpoint& server, const net::Trust& trust) {
    const net::HttpReply list = net::HttpsClient(server, trust).get(kBundleListPath, kBundleListBytesMax);
    if (list.status == net::kStatusNotFound) return std::optional<Bytes32>();
    if (list.status != net::kStatusOk)
        return {Reason::not_fitting, fmt::format("{} answers {} for {}; try again later", server.authority(),
                                                 list.status, kBundleListPath)};
    return std::optional(sha256(list.body));
}

Status upload_dossiers(Session& session, const OrganizerKeys& keys, const Conference& conference) {
    const auto upload = [&](ByteView content) {
        return session.upload(keys.sign(), "documents/" + to_hex(sha256(content)), content);
    };
    for (const Dossier& dossier : conference.dossiers) {
        for (const Document& document : dossier.documents) {
            const Bytes content = disk::read_file(document.path, wire::kFileBytesMax);
            if (sha256(content) != document.sha256)
                return {Reason::not_fitting,
                        fmt::format("{} changed meanwhile; start again", document.path.string())};
            VOUCH_REQUIRE(upload(content));
        }
        if (!dossier.index.empty()) VOUCH_REQUIRE(upload(dossier.index));
    }
    return accepted();
}

std::string fraction_text(const Fraction& fraction) {
    return fmt::format("{}/{}", fraction.numerator, fraction.denominator);
}

/// What a text says in each language, so that none of them is signed unseen.
std::string all_of(const Text& text) {
    return joined(text, " / ");
}

void preview_rules(const Rules& rules, std::vector<std::string>& out) {
    out.push_back(fmt::format("Quorum: {} of those summoned, measured at the {}", fraction_text(rules.quorum),
                              rules.quorum_measured == QuorumMeasured::at_open ? "opening" : "close"));
    out.push_back(fmt::format(
        "Percentages of {}", rules.base == Base::summoned ? "all people summoned" : "the ballots collected"));
    out.push_back(fmt::format("Levels: {}, {}, {}", all_of(rules.level_name(Level::high)),
                              all_of(rules.level_name(Level::medium)), all_of(rules.level_name(Level::low))));
    for (const Threshold& threshold : rules.thresholds)
        out.push_back(fmt::format("Rule {}: {} {} {} -> {}", threshold.name,
                                  all_of(rules.level_name(threshold.level)),
                                  threshold.strictly_more ? "more than" : "at least",
                                  fraction_text(threshold.share), all_of(threshold.consequence)));
}

/// The check characters are compared with the witness by voice; the verifier key is what the manifest holds.
std::string witness_line(const std::string& written) {
    const auto vkey = Vkey::parse(written, NoteKeyType::witness);
    VOUCH_CHECK(vkey.ok());    // whoever read the conference's file refused another
    return fmt::format("Witness: {}, check characters {} ({})", witness_name(*vkey),
                       wire::check_characters(*vkey), written);
}

/// Names that every machine calls itself.
bool is_of_this_machine(std::string_view host) {
    return host == "localhost" || host.starts_with("127.") || host == "::1" || host == "[::1]";
}

}    // namespace

std::vector<std::string> preview(const Manifest& manifest) {
    std::vector<std::string> out;
    if (manifest.rehearsal) out.push_back("THIS IS A REHEARSAL");
    out.push_back("Title: " + all_of(manifest.title));
    out.push_back("Body: " + all_of(manifest.body));
    out.push_back(fmt::format("Place and date: {}, {}", all_of(manifest.place), manifest.date));
    for (std::size_t i = 0; i < manifest.officials.size(); ++i) {
        const Official& official = manifest.officials[i];
        out.push_back(fmt::format("Official {}: {}, {}{}", i + 1, official.name, all_of(official.position),
                                  official.dossier_sha256 ? " (with a dossier)" : " (no dossier)"));
    }
    preview_rules(manifest.rules, out);
    out.push_back(fmt::format("Counting board: {} members, any {} of them count", manifest.trustees,
                              manifest.threshold));
    const std::uint32_t needed = confirmations_needed(manifest);
    out.push_back(fmt::format("To open and to close, {} must confirm, {} of the board among them", needed,
                              manifest.threshold));
    for (const std::string& witness : manifest.witnesses) out.push_back(witness_line(witness));
    for (const Bytes32& key : manifest.organizers) out.push_back("Organizer: " + to_base64(key));
    out.push_back(manifest.revotes > 0
                      ? fmt::format("A vote can be changed until the close, {} at most; the last one counts",
                                    counted(manifest.revotes, "time"))
                      : "A vote cannot be changed, which leaves no remedy to whoever is watched or pressed");
    out.push_back(
        fmt::format("Rings of {}, smallest anonymity set {}", manifest.ring_capacity, manifest.smallest_set));
    return out;
}

Status may_create(const OrganizerKeys& keys, const Manifest& manifest) {
    if (read_record(keys.home()).ok())
        return {Reason::not_fitting,
                fmt::format("{} holds a conference already; use another folder with --home",
                            keys.home().string())};
    if (std::ranges::count(manifest.organizers, keys.sign().public_key()) == 0)
        return {Reason::not_fitting, "your key is not among the conference's organizers; add the line \"" +
                                         keys.line() + "\" to them"};
    return accepted();
}

std::string question_of_name(const net::Endpoint& server, std::string_view name) {
    const std::string typed = server.authority();
    const std::string carries = fmt::format("Slips and invitations carry {}", typed);
    if (is_of_this_machine(server.host))
        return name == typed
                   ? carries +
                         ", which leads other devices nowhere: the server has to be started with --name and "
                         "the name that people use. Go on all the same"
                   : fmt::format(
                         "{}, which leads other devices nowhere; the server's name is {}, so --server "
                         "https://{} is right. Go on all the same",
                         carries, name, name);
    if (name == typed) return "";
    return fmt::format("{}, and the server's own name is {}. Go on all the same", carries, name);
}

Result<Place> create_conference(const OrganizerKeys& keys, const net::Endpoint& server,
                                const net::Trust& trust, Conference conference, bool rehearsal) {
    Manifest& manifest = conference.manifest;
    VOUCH_REQUIRE(may_create(keys, manifest));
    VOUCH_TRY(web_digest, web_digest_of(server, trust));
    VOUCH_TRY(made, Session::with_server(server, trust).create(keys.sign()));
    Place place{server, trust};
    place.conference.path = wire::conference_path(made.conference);
    manifest.nonce = system_rng().bytes32();
    manifest.rehearsal = rehearsal;
    manifest.log_vkey = made.log_vkey;
    manifest.box_key = made.box_key;
    manifest.web_digest = web_digest;

    const SigningKey* const signer = &keys.sign();
    const Bytes entry = make_entry(Bytes32{}, manifest, {&signer, 1});
    State state;
    VOUCH_REQUIRE(apply_carried(state, entry));    // said here rather than by the server
    Session session = Session::with_conference(place);
    VOUCH_REQUIRE(upload_dossiers(session, keys, conference));
    VOUCH_REQUIRE(session.submit(entry));
    keep_record(keys.home(), {place.url(), trust.pin(), state.election_id, std::nullopt});
    disk::write_file(keys.home() / kLogVkeyFile, manifest.log_vkey + "\n");
    return place;
}

}    // namespace vouch::client
