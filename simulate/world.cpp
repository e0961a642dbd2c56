#include "simulate/world.h"

#include "crypto/result.h"

namespace vouch::simulation {
namespace {

/// How often timers are looked at while nothing happens. The server's ticks are multiples of it; what is due
/// in between comes a little late, as on a machine that is busy.
constexpr Duration kLookEvery = std::chrono::milliseconds(50);
/// Worlds begin an hour after their machine's start, in December 2026.
constexpr TimePoint kBeginning{std::chrono::hours(1)};
constexpr std::chrono::seconds kCalendarOffset{1'796'000'000};

}    // namespace

class Person {
public:
    Person(std::string called, std::function<void()> life) : name(std::move(called)) {
        thread = std::thread([this, life = std::move(life)] {
            self = this;
            go.acquire();
            try {
                if (!ends) life();
            } catch (const WorldEnds&) {
                // As it should be.
            } catch (const std::exception& error) {
                thrown = error.what();
            }
            ended = true;
            back.release();
        });
    }

    static thread_local Person* self;
    const std::string name;
    std::binary_semaphore go{0}, back{0};    // one of the two sides runs
    bool ended = false, ends = false;
    bool in_program = false, program_ended = false;
    std::string thrown;
    std::uint64_t waits_for = 0, last_wait = 0;
    bool woken = false;
    std::thread thread;
};

thread_local Person* Person::self = nullptr;
World* World::simulated_ = nullptr;

World::World(std::uint64_t seed, std::ostream* lines) : now_(kBeginning), draw_(seed), trace_(lines) {
    VOUCH_CHECK(simulated_ == nullptr);
    simulated_ = this;
}

World::~World() {
    end();
    simulated_ = nullptr;
}

std::chrono::nanoseconds World::calendar() const {
    return kCalendarOffset + calendar_set_ + now_.time_since_epoch();
}

void World::when_drawn(std::function<void()> work) {
    ready_.push_back(std::move(work));
}

void World::at(TimePoint time, std::function<void()> work) {
    events_.emplace(std::pair(std::max(time, now_), ++last_event_), std::move(work));
}

void World::begin_life(std::string name, std::function<void()> life) {
    people_.push_back(std::make_unique<Person>(std::move(name), std::move(life)));
    when_drawn([this, person = people_.back().get()] { give_turn(*person); });
}

void World::give_turn(Person& person) {
    if (person.ended) return;
    trace_.count(person.name);
    person.go.release();
    person.back.acquire();
    if (!person.ended) return;
    say(person.name + " is done");
    if (!person.thrown.empty()) broken_.push_back(person.name + ": " + person.thrown);
}

bool World::run_until(TimePoint latest) {
    while (!still_alive().empty()) {
        if (now_ > latest) return false;
        step();
    }
    return true;
}

/// One ready piece of work; where there is none the clock moves on.
void World::step() {
    if (!ready_.empty()) {
        std::swap(ready_[draw_.below(ready_.size())], ready_.back());
        const std::function<void()> work = std::move(ready_.back());
        ready_.pop_back();
        return work();
    }
    TimePoint next = TimePoint((now_.time_since_epoch() / kLookEvery + 1) * kLookEvery);
    if (!events_.empty()) next = std::min(next, events_.begin()->first.first);
    now_ = std::max(now_, next);
    if (look_) look_();
    while (!events_.empty() && events_.begin()->first.first <= now_) {
        const auto event = events_.extract(events_.begin());
        event.mapped()();
    }
}

std::vector<std::string> World::still_alive() const {
    std::vector<std::string> out;
    for (const auto& person : people_)
        if (!person->ended) out.push_back(person->name);
    return out;
}

Person* World::acting() {
    return Person::self;
}

std::uint64_t World::next_wait() {
    return ++Person::self->last_wait;
}

void World::begin_program() {
    Person::self->in_program = true;
    Person::self->program_ended = false;
}

bool World::finish_program() {
    Person::self->in_program = false;
    return !std::exchange(Person::self->program_ended, false);
}

void World::must_run() {
    if (Person::self != nullptr && Person::self->program_ended) throw ProgramEnds();
}

bool World::file_call() {
    if (Person::self == nullptr || !Person::self->in_program) return true;
    if (!Person::self->program_ended && ends_program_) Person::self->program_ended = ends_program_();
    return !Person::self->program_ended;
}

bool World::wait(std::uint64_t number, TimePoint latest) {
    must_run();
    Person& self = *Person::self;
    self.waits_for = number;
    self.woken = false;
    if (latest != TimePoint::max())
        at(latest, [this, &self, number] {
            if (self.waits_for == number) {
                self.waits_for = 0;
                when_drawn([this, &self] { give_turn(self); });
            }
        });
    self.back.release();
    self.go.acquire();
    if (self.ends) throw WorldEnds();
    return self.woken;
}

void World::wake(Person& person, std::uint64_t number) {
    if (person.waits_for != number || person.ended) return;
    person.waits_for = 0;
    person.woken = true;
    when_drawn([this, &person] { give_turn(person); });
}

void World::sleep(Duration time) {
    if (Person::self->ends) throw WorldEnds();
    wait(next_wait(), now_ + time);
}

void World::end() {
    ready_.clear();
    events_.clear();
    for (const auto& person : people_) {
        person->ends = true;
        while (!person->ended) {
            person->go.release();
            person->back.acquire();
        }
        if (person->thread.joinable()) person->thread.join();
    }
}

}    // namespace vouch::simulation
