#include "client/cli/participant/cast.h"
#include "client/cli/shared/says.h"

#include <fmt/core.h>

#include <algorithm>
#include <thread>

#include "client/cli/shared/draws.h"
#include "client/cli/shared/json.h"
#include "client/cli/shared/key_store.h"
#include "election/envelope.h"
#include "election/puzzle.h"
#include "proto/service.pb.h"

namespace vouch::client {
namespace {

using namespace election;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr auto kPauseWhenBroken = std::chrono::seconds(1);
/// A last call shortens what a replacement waits, and this connection hears of nothing but its ballot.
constexpr auto kAskedAgainAfter = std::chrono::seconds(5);

Result<CastReply> read_answer(const v1::Response& response, const SecretBytes<32>& reply_key) {
    if (response.has_cast()) return open_reply(reply_key, bytes_of(response.cast().sealed()));
    if (!response.has_refusal()) return refused(Reason::malformed, says().participant.no_cast_answer);
    const v1::Refusal& refusal = response.refusal();    // of an envelope that the server has not opened
    CastRefusal out{
        {static_cast<Reason>(refusal.reason()), refusal.detail()}, refusal.retry_after_ms(), Bytes64{}};
    if (refusal.signature().empty()) return CastReply(std::move(out));
    VOUCH_TRY(signature, exactly<64>(bytes_of(refusal.signature())));
    out.signature = signature;
    return CastReply(std::move(out));
}

Result<v1::Response> answer_to(net::WebSocketClient& socket, std::uint64_t id, const v1::Cast& cast,
                               milliseconds time_limit) {
    v1::Request request;
    request.set_id(id);
    *request.mutable_cast() = cast;
    socket.send(bytes_of(request.SerializeAsString()));
    const auto deadline = steady_clock::now() + time_limit;
    for (;;) {
        const auto left = std::chrono::duration_cast<milliseconds>(deadline - steady_clock::now());
        const auto message = left.count() > 0 ? socket.receive(left) : std::nullopt;
        if (!message) throw net::NetError(net::Failure::timed_out, says().failure.no_answer);
        v1::Response response;
        if (!response.ParseFromArray(message->data(), static_cast<int>(message->size())))
            return refused(Reason::malformed, says().participant.no_cast_answer);
        if (response.id() == id) return response;
    }
}

/// The solution of the puzzle that a busy server asks for, where it is one that devices work on.
std::optional<PuzzleSolution> worked_on(const v1::Response& response, ByteView envelope) {
    if (!response.has_refusal() || !response.refusal().has_puzzle()) return {};
    const v1::Puzzle& asked = response.refusal().puzzle();
    const auto salt = exactly<16>(bytes_of(asked.salt()));
    if (!salt) return {};
    return solve_puzzle({*salt, asked.bits()}, envelope);
}

/// One connection, one cast, one answer.
Result<CastReply> exchange(const ConferenceAddress& address, ByteView envelope,
                           const SecretBytes<32>& reply_key, milliseconds answer_time) {
    net::WebSocketClient socket(address.conference, address.trust, address.conference.path + "/cast");
    v1::Cast cast;
    cast.set_envelope(text_of(envelope));
    VOUCH_TRY(response, answer_to(socket, 1, cast, answer_time));
    if (const auto solution = worked_on(response, envelope)) {
        cast.set_puzzle_salt(response.refusal().puzzle().salt());
        cast.set_puzzle_solution(text_of(encode_solution(*solution)));
        VOUCH_TRY(second, answer_to(socket, 2, cast, answer_time));
        return read_answer(second, reply_key);
    }
    return read_answer(response, reply_key);
}

bool may_pass(const net::NetError& error) {
    return error.failure() == net::Failure::unreachable || error.failure() == net::Failure::timed_out ||
           error.failure() == net::Failure::cut_off;
}

/// A sealed envelope and what its reply is checked against.
struct Casting {
    const State& state;
    ByteView body;
    const Vkey& log_vkey;
    const SecretBytes<32>& reply_key;
    const Bytes& envelope;
    const CastHears& hears;
};

/// What came of casting one way. It is said for good where it is a receipt that holds, or a refusal that the
/// log signed: then another way gives nothing else.
struct Outcome {
    Result<BallotReceipt> result;
    bool for_good = false;
};

Outcome outcome_of(const Casting& casting, const election::Receipt& given) {
    BallotReceipt receipt{copy(casting.body), given.tracker, given.proof};
    const auto held = check_receipt(receipt, casting.state);
    if (!held.ok()) return {held.rejection()};
    return {std::move(receipt), true};
}

Outcome refused_for_good(const Casting& casting, const CastRefusal& refusal) {
    Bytes32 reply_key;
    std::ranges::copy(casting.reply_key.view(), reply_key.begin());
    casting.hears.refused({casting.state.election_id, copy(casting.body), reply_key, refusal.rejection.reason,
                           refusal.signature});
    return {refusal.rejection, true};
}

/// Sends the envelope one way, again and again as cast_ballot says.
Outcome cast_one_way(const Casting& casting, const ConferenceAddress& way, milliseconds patience,
                     milliseconds answer_time) {
    const auto deadline = steady_clock::now() + patience;
    milliseconds told{0};
    for (;;) {
        milliseconds pause = kPauseWhenBroken;
        try {
            const auto reply = exchange(way, casting.envelope, casting.reply_key, answer_time);
            if (!reply.ok()) return {reply.rejection()};
            if (const auto* given = std::get_if<election::Receipt>(&*reply))
                return outcome_of(casting, *given);
            const CastRefusal& refusal = std::get<CastRefusal>(*reply);
            pause = milliseconds(refusal.retry_after_ms);
            const bool too_early = refusal.rejection.reason == Reason::too_early;
            const auto until = too_early ? deadline + kTooEarlyPatience : deadline;
            // Only what is said for good has to be signed.
            if (pause.count() == 0 &&
                !refusal_holds(casting.log_vkey.key(), casting.state.election_id, casting.envelope, refusal))
                return {refused(Reason::bad_signature, says().participant.refusal_unsigned)};
            if (pause.count() == 0) return refused_for_good(casting, refusal);
            if (steady_clock::now() + pause > until) return {refusal.rejection};
            if (too_early && pause > told) {
                told = pause;
                casting.hears.waits(refusal.rejection, pause);
            }
            pause = std::min<milliseconds>(pause, kAskedAgainAfter);
        } catch (const net::NetError& error) {
            if (!may_pass(error) || steady_clock::now() + pause > deadline) throw;
        }
        std::this_thread::sleep_for(pause);
    }
}

/// Nothing is tried beside that relay: whoever names it does not want to be seen by the server.
Result<BallotReceipt> cast_through(const Casting& casting, const ConferenceAddress& address,
                                   const RelayAddress& relay, milliseconds patience) {
    const auto failed = [&](Reason reason, const std::string& why) {
        return refused(reason, says().participant.relay_failed({.relay = relay.url(), .why = why}));
    };
    try {
        Outcome out = cast_one_way(casting, relay.in_place_of(address), patience, kAnswerTime);
        if (out.for_good) return std::move(out.result);
        return failed(out.result.rejection().reason, told(out.result.rejection()));
    } catch (const net::NetError& error) {
        return failed(Reason::over_capacity, error.what());
    }
}

/// Those of the manifest that can be read, in an order that is drawn.
std::vector<RelayAddress> relays_of(const Manifest& manifest, const CastHears& hears) {
    std::vector<RelayAddress> out;
    for (const std::string& named : manifest.relays) {
        auto relay = parse_relay(named);
        if (relay.ok())
            out.push_back(*std::move(relay));
        else
            hears.tells(says().participant.relay_ignored({.relay = named}));
    }
    std::ranges::shuffle(out, Draws{system_rng()});
    if (out.size() > kRelaysTriedMax) out.erase(out.begin() + kRelaysTriedMax, out.end());
    return out;
}

/// Through one of the relays, round after round. One that cannot be reached, or brings back what does not
/// hold, is not tried again; one that says "later" is. Nothing where none passed the ballot on.
std::optional<Result<BallotReceipt>> cast_through_any(const Casting& casting,
                                                      const ConferenceAddress& address,
                                                      std::vector<RelayAddress> relays) {
    for (int round = 0; round < kRelayRounds && !relays.empty(); ++round) {
        for (auto relay = relays.begin(); relay != relays.end();) {
            try {
                Outcome out = cast_one_way(casting, relay->in_place_of(address), {}, kRelayAnswerTime);
                if (out.for_good) return std::move(out.result);
                const bool later = out.result.rejection().reason == Reason::over_capacity;
                relay = later ? relay + 1 : relays.erase(relay);
            } catch (const net::NetError&) {
                relay = relays.erase(relay);
            }
        }
        if (!relays.empty()) std::this_thread::sleep_for(kPauseWhenBroken);
    }
    return {};
}

}    // namespace

Result<Bytes32> tracker_of_own(const State& state, ByteView body) {
    if (!state.opening) return refused(Reason::too_early, says().participant.not_open);
    VOUCH_TRY(ballot, decode_ballot(*state.opening, body));
    return tracker_of(state.open_digest, ballot.proof.ciphertexts, body).tracker;
}

Result<BallotReceipt> cast_ballot(const ConferenceAddress& address, const State& state, ByteView body,
                                  const CastHears& hears, const std::optional<RelayAddress>& relay,
                                  milliseconds patience) {
    VOUCH_TRY(log_vkey, Vkey::parse(state.manifest.log_vkey, NoteKeyType::log));
    const SecretBytes<32> reply_key = draw_secret();
    VOUCH_TRY(envelope, seal_envelope(state.manifest.box_key, reply_key, body));
    const Casting casting{state, body, log_vkey, reply_key, envelope, hears};
    if (relay) return cast_through(casting, address, *relay, patience);
    if (auto passed = cast_through_any(casting, address, relays_of(state.manifest, hears)))
        return *std::move(passed);
    if (!state.manifest.relays.empty()) hears.tells(says().participant.casts_straight);
    return cast_one_way(casting, address, patience, kAnswerTime).result;
}

Result<ProvenEntry> check_receipt(const BallotReceipt& receipt, const State& state) {
    VOUCH_TRY(tracker, tracker_of_own(state, receipt.body));
    if (tracker != receipt.tracker) return refused(Reason::bad_proof, says().participant.receipt_of_another);
    VOUCH_TRY(log_vkey, Vkey::parse(state.manifest.log_vkey, NoteKeyType::log));
    return verify_receipt(receipt.proof, leaf_hash(make_ballot_entry(receipt.body)), log_vkey);
}

std::string receipt_text(const BallotReceipt& receipt) {
    return Json{{"tracker", to_hex(receipt.tracker)},
                {"ballot", to_hex(receipt.body)},
                {"proof", receipt.proof}}
               .dump(2) +
           "\n";
}

Result<BallotReceipt> parse_receipt(std::string_view text) {
    const Json json = Json::parse(text, nullptr, false);
    for (const char* key : {"tracker", "ballot", "proof"})
        if (!json.is_object() || !json.contains(key) || !json[key].is_string())
            return refused(Reason::malformed, says().participant.not_a_receipt);
    VOUCH_TRY(tracker_bytes, from_hex(json["tracker"].get<std::string>()));
    VOUCH_TRY(tracker, exactly<32>(tracker_bytes));
    VOUCH_TRY(body, from_hex(json["ballot"].get<std::string>()));
    return BallotReceipt{std::move(body), tracker, json["proof"].get<std::string>()};
}

}    // namespace vouch::client
