#include <fmt/core.h>

#include "client/cli/organizer/organizer.h"
#include "client/cli/shared/says.h"
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
        return refused(Reason::not_fitting,
                       says().organizer.bundle_status(
                           {.path = kBundleListPath, .server = server.authority(), .status = list.status}));
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
                return refused(Reason::not_fitting,
                               says().organizer.document_changed({.file = document.path.string()}));
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
    const auto& all = says().preview;
    const std::string share = fraction_text(rules.quorum);
    out.push_back(rules.quorum_measured == QuorumMeasured::at_open ? all.quorum_open({.share = share})
                                                                   : all.quorum_close({.share = share}));
    out.push_back(rules.base == Base::summoned ? all.base_summoned : all.base_collected);
    out.push_back(says().preview.levels({.high = all_of(rules.level_name(Level::high)),
                                         .low = all_of(rules.level_name(Level::low)),
                                         .medium = all_of(rules.level_name(Level::medium))}));
    for (const Threshold& threshold : rules.thresholds) {
        const std::string level = all_of(rules.level_name(threshold.level)),
                          of = fraction_text(threshold.share);
        const std::string consequence = all_of(threshold.consequence);
        out.push_back(
            threshold.strictly_more
                ? all.more_than(
                      {.consequence = consequence, .level = level, .name = threshold.name, .share = of})
                : all.at_least(
                      {.consequence = consequence, .level = level, .name = threshold.name, .share = of}));
    }
}

/// The check characters are compared with the witness by voice; the verifier key is what the manifest holds.
std::string witness_line(const std::string& written) {
    const auto vkey = Vkey::parse(written, NoteKeyType::witness);
    VOUCH_CHECK(vkey.ok());    // whoever read the conference's file refused another
    return says().preview.witness(
        {.characters = wire::comparison_characters(*vkey), .name = witness_name(*vkey), .vkey = written});
}

/// Names that every machine calls itself.
bool is_of_this_machine(std::string_view host) {
    return host == "localhost" || host.starts_with("127.") || host == "::1" || host == "[::1]";
}

}    // namespace

std::vector<std::string> preview(const Manifest& manifest) {
    std::vector<std::string> out;
    if (manifest.rehearsal) out.push_back(says().preview.rehearsal);
    out.push_back(says().preview.title({.title = all_of(manifest.title)}));
    out.push_back(says().preview.body({.body = all_of(manifest.body)}));
    out.push_back(says().preview.place({.date = manifest.date, .place = all_of(manifest.place)}));
    for (std::size_t i = 0; i < manifest.officials.size(); ++i) {
        const Official& official = manifest.officials[i];
        const std::string position = all_of(official.position);
        out.push_back(
            official.dossier_sha256
                ? says().preview.official_with({.name = official.name, .number = i + 1, .position = position})
                : says().preview.official({.name = official.name, .number = i + 1, .position = position}));
    }
    preview_rules(manifest.rules, out);
    out.push_back(says().preview.board({.members = manifest.trustees, .threshold = manifest.threshold}));
    const std::uint32_t needed = confirmations_needed(manifest);
    out.push_back(says().preview.confirmations({.needed = needed, .of_board = manifest.threshold}));
    for (const std::string& witness : manifest.witnesses) out.push_back(witness_line(witness));
    for (const Bytes32& key : manifest.organizers)
        out.push_back(says().preview.organizer({.key = to_base64(key)}));
    out.push_back(manifest.revotes > 0 ? says().preview.revotes({.count = manifest.revotes})
                                       : says().preview.no_revotes);
    out.push_back(
        says().preview.rings({.capacity = manifest.ring_capacity, .smallest = manifest.smallest_set}));
    return out;
}

Status may_create(const OrganizerKeys& keys, const Manifest& manifest) {
    if (read_record(keys.home()).ok())
        return refused(Reason::not_fitting,
                       says().organizer.holds_conference({.folder = keys.home().string()}));
    if (std::ranges::count(manifest.organizers, keys.sign().public_key()) == 0)
        return refused(Reason::not_fitting, says().organizer.not_an_organizer({.line = keys.line()}));
    return accepted();
}

std::string question_of_name(const net::Endpoint& server, std::string_view name) {
    const std::string typed = server.authority();
    const auto& all = says().organizer;
    if (is_of_this_machine(server.host))
        return name == typed ? all.name_of_this_machine({.typed = typed})
                             : all.name_of_another({.name = name, .typed = typed});
    return name == typed ? "" : all.name_differs({.name = name, .typed = typed});
}

Result<ConferenceAddress> create_conference(const OrganizerKeys& keys, const net::Endpoint& server,
                                            const net::Trust& trust, Conference conference, bool rehearsal) {
    Manifest& manifest = conference.manifest;
    VOUCH_REQUIRE(may_create(keys, manifest));
    VOUCH_TRY(web_digest, web_digest_of(server, trust));
    VOUCH_TRY(made, Session::with_server(server, trust).create(keys.sign()));
    ConferenceAddress address{server, trust};
    address.conference.path = wire::conference_path(made.conference);
    manifest.nonce = system_rng().bytes32();
    manifest.rehearsal = rehearsal;
    manifest.log_vkey = made.log_vkey;
    manifest.box_key = made.box_key;
    manifest.web_digest = web_digest;

    const SigningKey* const signer = &keys.sign();
    const Bytes entry = make_entry(Bytes32{}, manifest, {&signer, 1});
    State state;
    VOUCH_REQUIRE(apply_carried(state, entry));    // said here rather than by the server
    Session session = Session::with_conference(address);
    VOUCH_REQUIRE(upload_dossiers(session, keys, conference));
    VOUCH_REQUIRE(session.submit(entry));
    keep_record(keys.home(), {address.url(), trust.pin(), state.election_id, std::nullopt});
    disk::write_file(keys.home() / kLogVkeyFile, manifest.log_vkey + "\n");
    return address;
}

}    // namespace vouch::client
