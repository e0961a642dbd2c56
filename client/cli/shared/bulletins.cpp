#include "client/cli/shared/bulletins.h"

#include <algorithm>
#include <chrono>

#include "election/entry.h"
#include "wire/bulletin.h"

namespace vouch::client {
namespace {

using election::Kind;
using election::State;

Bytes paper_count_message(const State& state, ByteView body) {
    return election::signing_message(state.election_id, Kind::paper_count, body);
}

/// The count, where the member signed it as the log's entry will have it.
std::optional<std::pair<election::PaperCount, election::Signature>> figures_in(const State& state,
                                                                               const Bytes32& key,
                                                                               const v1::PaperFigures& said) {
    const auto signature = exactly<64>(bytes_of(said.signature()));
    if (!signature) return std::nullopt;
    const ByteView body = bytes_of(said.count());
    if (!signature_holds(key, paper_count_message(state, body), *signature)) return std::nullopt;
    const std::vector<election::Signature> signatures{{key, *signature}};
    const auto entry = election::decode_entry(election::make_entry(Kind::paper_count, body, signatures));
    if (!entry) return std::nullopt;
    return std::pair(std::get<election::PaperCount>(entry->body), signatures.front());
}

/// The last of each key and kind: a server that still hands out what a member has replaced is not believed.
using LastOnes = std::map<std::pair<Bytes32, wire::BulletinKind>, wire::CheckedBulletin>;

LastOnes last_ones(const std::vector<v1::Bulletin>& listed, const Bytes32& election_id) {
    LastOnes out;
    for (const v1::Bulletin& bulletin : listed) {
        const auto checked = wire::check_bulletin(bulletin, election_id);
        if (!checked) continue;
        const auto [at, fresh] = out.try_emplace({checked->key, checked->kind}, *checked);
        if (!fresh && checked->content.number() > at->second.content.number()) at->second = *checked;
    }
    return out;
}

void take(BoardBulletins& out, const State& state, const wire::CheckedBulletin& bulletin) {
    const auto member = state.trustee_with(bulletin.key);
    if (!member) return;
    std::uint64_t& number = out.numbers[bulletin.key];
    number = std::max(number, bulletin.content.number());
    if (bulletin.kind == wire::BulletinKind::ready) {
        out.ready[*member] = bulletin.content.ready().day();
    } else if (bulletin.kind == wire::BulletinKind::paper_figures) {
        const auto read = figures_in(state, bulletin.key, bulletin.content.paper_figures());
        if (!read) return;
        const Bytes body = election::encode_body(read->first);
        const auto same = std::ranges::find_if(
            out.figures, [&](const SignedFigures& one) { return election::encode_body(one.count) == body; });
        SignedFigures& figures =
            same == out.figures.end() ? out.figures.emplace_back(SignedFigures{read->first, {}}) : *same;
        figures.signatures[*member] = read->second;
    }
}

/// Greater than the number of any bulletin of that key, whatever other devices' clocks say.
Result<std::uint64_t> next_number(Session& session, const State& state, const Bytes32& key) {
    VOUCH_TRY(known, read_bulletins(session, state));
    const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::system_clock::now().time_since_epoch());
    return std::max(static_cast<std::uint64_t>(now.count()), known.numbers[key] + 1);
}

}    // namespace

Result<BoardBulletins> read_bulletins(Session& session, const State& state) {
    VOUCH_TRY(listed, session.bulletins());
    return bulletins_in(listed, state);
}

BoardBulletins bulletins_in(const std::vector<v1::Bulletin>& listed, const State& state) {
    BoardBulletins out;
    for (const auto& [whose, bulletin] : last_ones(listed, state.election_id)) take(out, state, bulletin);
    std::ranges::sort(out.figures, {}, [](const SignedFigures& one) {
        return std::pair(-static_cast<std::ptrdiff_t>(one.signatures.size()), one.signatures.begin()->first);
    });
    return out;
}

Status post_ready(Session& session, const State& state, const SigningKey& trustee, const std::string& day) {
    v1::BulletinContent content;
    VOUCH_TRY(number, next_number(session, state, trustee.public_key()));
    content.set_number(number);
    content.mutable_ready()->set_day(day);
    return session.post(wire::sign_bulletin(trustee, state.election_id, content));
}

Status post_figures(Session& session, const State& state, const SigningKey& trustee,
                    const election::PaperCount& count) {
    const Bytes body = election::encode_body(count);
    v1::BulletinContent content;
    VOUCH_TRY(number, next_number(session, state, trustee.public_key()));
    content.set_number(number);
    content.mutable_paper_figures()->set_count(text_of(body));
    content.mutable_paper_figures()->set_signature(text_of(trustee.sign(paper_count_message(state, body))));
    return session.post(wire::sign_bulletin(trustee, state.election_id, content));
}

}    // namespace vouch::client
