#pragma once
// One simulated world: a clock that moves only when nothing is left to do, whatever is ready in an order that
// is drawn from the seed, and people, of whom one at most acts at a time. Everything that happens is decided
// by the seed.
//
// The world runs on the thread that calls run(). A person's life is a function that blocks: it is the
// clients' own code. It has a thread of its own, which runs only while the world waits for it to block again,
// so that never two of them run.

#include <functional>
#include <map>
#include <memory>
#include <semaphore>
#include <string>
#include <thread>
#include <vector>

#include "simulate/draw.h"
#include "simulate/trace.h"

namespace vouch::simulation {

using server::Duration, server::TimePoint;

/// Is thrown where a person blocks in a world that ends.
struct WorldEnds {};
/// Is thrown where a person's program that has ended would block, or say something.
struct ProgramEnds {};

class Person;

class World {
public:
    World(std::uint64_t seed, std::ostream* lines);
    ~World();
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    /// The world that is simulated now; null outside of simulations. There is one at a time.
    static World* now_simulated() { return simulated_; }

    TimePoint now() const { return now_; }
    /// What clients' clocks show, since 1970.
    std::chrono::nanoseconds calendar() const;
    Draw& draw() { return draw_; }
    Trace& trace() { return trace_; }
    void say(std::string_view what) { trace_.say(now_, what); }

    /// Runs the work on the world's thread, at a drawn turn among all that is ready.
    void when_drawn(std::function<void()> work);
    /// Runs the work on the world's thread at that time; in the order of the calls where times are the same.
    void at(TimePoint time, std::function<void()> work);
    void after(Duration time, std::function<void()> work) { at(now_ + time, std::move(work)); }
    /// Is called whenever the clock has moved: timers of somebody else may be due.
    void when_time_moves(std::function<void()> look) { look_ = std::move(look); }
    /// The clock jumps, and what was due meanwhile is due at once: a machine that slept.
    void jump(Duration by) { now_ += by; }
    /// Calendars show something else from now on.
    void set_calendar(std::chrono::seconds by) { calendar_set_ += by; }

    /// From now on that person lives. `name` stands in the trace.
    void begin_life(std::string name, std::function<void()> life);
    /// Until nobody lives any more (true), or it is so late (false).
    bool run_until(TimePoint latest);
    /// Ends all lives where they are. Before anything that they use goes.
    void end();
    /// What ended a life that should not have ended it; empty where nothing did.
    const std::vector<std::string>& broken_lives() const { return broken_; }
    std::vector<std::string> still_alive() const;

    // By a person.

    void sleep(Duration time);
    /// What the person who acts does from here on is one run of a program, which may end at any call that
    /// changes a file.
    void begin_program();
    /// It is over. False where it had ended in the middle: no file of it has changed since, and nobody heard
    /// of it.
    bool finish_program();
    /// Throws ProgramEnds in a program that has ended.
    static void must_run();
    /// Before each call of the person's who acts by which a file would change: false where it has no effect.
    bool file_call();
    /// Is asked at each such call in a program whether it ends there.
    void ends_program(std::function<bool()> asked) { ends_program_ = std::move(asked); }
    /// The person who acts; null where it is the world.
    static Person* acting();
    /// Waits until woken with this number, or until that time. False where the time was over.
    bool wait(std::uint64_t number, TimePoint latest);
    std::uint64_t next_wait();

    /// By anybody: the person goes on, at a drawn turn, if it still waits for that number.
    void wake(Person& person, std::uint64_t number);

private:
    void step();
    void give_turn(Person& person);

    static World* simulated_;
    TimePoint now_{};
    Draw draw_;
    Trace trace_;
    std::chrono::seconds calendar_set_{};
    std::function<void()> look_;
    std::function<bool()> ends_program_;
    std::vector<std::function<void()>> ready_;
    std::map<std::pair<TimePoint, std::uint64_t>, std::function<void()>> events_;
    std::uint64_t last_event_ = 0;
    std::vector<std::unique_ptr<Person>> people_;
    std::vector<std::string> broken_;
};

}    // namespace vouch::simulation
