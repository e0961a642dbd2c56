#include "server/messages.h"

#include <algorithm>

namespace vouch::server {
namespace {

template <class Unit>
std::uint32_t rounded_up(Duration time) {
    return static_cast<std::uint32_t>(std::chrono::ceil<Unit>(time).count());
}

}    // namespace

pb::Refusal refusal_of(const Rejection& rejection) {
    pb::Refusal out;
    out.set_reason(static_cast<std::uint32_t>(rejection.reason));
    out.set_detail(rejection.detail);
    out.set_retry_after_ms(retry_after_ms(rejection.reason));
    return out;
}

pb::Refusal refusal_of(const election::CastRefusal& refusal) {
    pb::Refusal out = refusal_of(refusal.rejection);
    out.set_retry_after_ms(refusal.retry_after_ms);
    out.set_signature(text_of(refusal.signature));
    return out;
}

pb::Progress progress_of(const Published& published) {
    pb::Progress out;
    out.set_size(published.size);
    out.set_phase(std::string(election::name(published.phase)));
    out.set_summoned(published.summoned);
    out.set_enrolled(published.enrolled);
    out.set_papers(published.papers);
    out.set_ballots(published.ballots);
    out.set_confirmations(published.confirmations);
    out.set_confirmations_needed(published.confirmations_needed);
    out.set_confirmed(published.confirmed);
    out.set_shares(published.shares);
    out.set_bulletins(published.bulletins);
    out.set_mix_ballots(static_cast<std::uint32_t>(published.mix_ballots));
    out.set_mix_wait_ms(rounded_up<std::chrono::milliseconds>(published.mix_wait));
    out.set_replacement_wait_s(rounded_up<std::chrono::seconds>(published.replacement_wait));
    out.set_third_replacement_wait_s(rounded_up<std::chrono::seconds>(published.third_replacement_wait));
    if (published.last_call_ends) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(*published.last_call_ends - Clock::now());
        out.set_last_call_ms(static_cast<std::uint32_t>(std::max<std::int64_t>(left.count(), 1)));
    }
    return out;
}

}    // namespace vouch::server
