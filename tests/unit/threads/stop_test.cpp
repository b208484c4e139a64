// The stop protocol, waiting and monitors on real threads without managed code: what ./dev tsan can see of
// them.
#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "vm/runtime.h"
#include "vm/threads/monitor.h"
#include "vm/threads/thread_set.h"

namespace minivm {
namespace {

/// Storage that stands for a Runtime nobody looks into.
struct FakeRuntime {
  alignas(Runtime) unsigned char bytes[sizeof(Runtime)] = {};
  Runtime& get() { return *static_cast<Runtime*>(static_cast<void*>(bytes)); }
};

class Threads : public ::testing::Test {
 protected:
  /// Runs body(thread, index) on `count` attached threads and waits for their ends.
  void run(int count, const std::function<void(Thread&, int)>& body) {
    std::vector<std::thread> natives;
    for (int i = 0; i < count; ++i) {
      natives.emplace_back([&, i] {
        Thread thread(runtime_.get(), 64 << 10);
        {
          const auto lock = threads_.lockWaits();
          thread.record = &threads_.addRecord();
          threads_.setRunning(*thread.record);
          thread.id = thread.record->id;
        }
        threads_.attach(thread);
        body(thread, i);
        {
          const auto lock = threads_.lockWaits();
          threads_.setStopped(*thread.record);
        }
        threads_.detach(thread);
      });
    }
    for (std::thread& native : natives) native.join();
  }

  FakeRuntime runtime_;
  ThreadSet threads_;
};

TEST_F(Threads, NobodyRunsWhileTheWorldIsStopped) {
  // Not atomic on purpose: only stops keep the accesses apart.
  int64_t guarded[4] = {};
  int64_t stops = 0;
  run(4, [&](Thread& thread, int index) {
    for (int i = 0; i < 20000; ++i) {
      ++guarded[index];
      pollThread(thread);
      if (i % 500 == 0) {
        threads_.stopWorld(thread);
        ++stops;
        int64_t sum = 0;
        for (int64_t value : guarded) sum += value;
        EXPECT_GE(sum, guarded[index]);
        threads_.resumeWorld(thread);
      }
      if (i % 100 == 0) Preemptive scope(thread);
    }
  });
  EXPECT_EQ(stops, 4 * 40);
  EXPECT_EQ(guarded[0] + guarded[1] + guarded[2] + guarded[3], 4 * 20000);
}

TEST_F(Threads, ALockAcrossSafepointsLetsTheWorldStop) {
  SafepointMutex mutex;
  int64_t guarded = 0;
  run(4, [&](Thread& thread, int) {
    for (int i = 0; i < 300; ++i) {
      SafepointMutex::Scope scope(mutex, thread);
      ++guarded;
      if (i % 10 == 0) {
        threads_.stopWorld(thread);
        threads_.resumeWorld(thread);
      }
    }
  });
  EXPECT_EQ(guarded, 4 * 300);
}

TEST_F(Threads, SignalsStick) {
  constexpr int kRounds = 2000;
  ThreadRecord* records[2] = {};
  int turn = 0;
  std::atomic<int> ready{0};
  run(2, [&](Thread& thread, int index) {
    records[index] = thread.record;
    ++ready;
    while (ready != 2) pollThread(thread);
    for (int i = 0; i < kRounds; ++i) {
      auto lock = threads_.lockWaits();
      EXPECT_TRUE(threads_.waitFor(thread, lock, std::nullopt, [&] { return turn % 2 == index; }));
      ++turn;
      threads_.signal(*records[1 - index]);
    }
  });
  EXPECT_EQ(turn, 2 * kRounds);
}

/// An object's header and MethodTable word.
struct FakeObject {
  alignas(8) unsigned char bytes[24] = {};
  Object* object = reinterpret_cast<Object*>(bytes + 8);
  Object* const* slot() const { return &object; }
};

Object* sameObject(void*, Object* object) {
  return object;
}

TEST_F(Threads, MonitorsExclude) {
  Monitors monitors(threads_);
  FakeObject gate;
  int64_t guarded = 0;
  run(4, [&](Thread& thread, int index) {
    for (int i = 0; i < 5000; ++i) {
      if (!Monitors::tryEnterFast_nogc(thread, gate.object)) {
        ASSERT_EQ(monitors.enter(thread, Handle<Object>(gate.slot()), -1), MonitorResult::Done);
      }
      EXPECT_EQ(monitors.enter(thread, Handle<Object>(gate.slot()), 0), MonitorResult::Done);
      ++guarded;
      EXPECT_EQ(monitors.exit_nogc(thread, gate.object), MonitorResult::Done);
      EXPECT_EQ(monitors.exit_nogc(thread, gate.object), MonitorResult::Done);
      pollThread(thread);
      if (index == 0 && i % 100 == 0) {
        threads_.stopWorld(thread);
        monitors.sweep(sameObject, nullptr);
        threads_.resumeWorld(thread);
      }
    }
  });
  EXPECT_EQ(guarded, 4 * 5000);
}

TEST_F(Threads, WaitAndPulse) {
  Monitors monitors(threads_);
  FakeObject gate;
  int turn = 0;
  constexpr int kRounds = 1000;
  run(2, [&](Thread& thread, int index) {
    const Handle<Object> object(gate.slot());
    for (int i = 0; i < kRounds; ++i) {
      ASSERT_EQ(monitors.enter(thread, object, -1), MonitorResult::Done);
      while (turn % 2 != index) ASSERT_EQ(monitors.wait(thread, object, -1), MonitorResult::Done);
      ++turn;
      EXPECT_EQ(monitors.pulse_nogc(thread, gate.object, false), MonitorResult::Done);
      EXPECT_EQ(monitors.exit_nogc(thread, gate.object), MonitorResult::Done);
    }
  });
  EXPECT_EQ(turn, 2 * kRounds);
}

/// Owners that sleep while the lock is thin, time limits, a crowd that is pulsed, sweeps in between.
TEST_F(Threads, CrowdsAreServed) {
  Monitors monitors(threads_);
  FakeObject gates[8];
  FakeObject crowd;
  int64_t guarded[8] = {}, taken[4] = {};
  int tickets = 0, used = 0;
  constexpr int kRounds = 400;
  run(4, [&](Thread& thread, int index) {
    for (int i = 0; i < kRounds; ++i) {
      const int which = i % 8;
      const Handle<Object> gate(gates[which].slot());
      const MonitorResult entered = monitors.enter(thread, gate, index == 3 ? i % 2 : -1);
      if (entered == MonitorResult::Done) {
        ++guarded[which];
        ++taken[index];
        if (i % 64 == index) {
          Preemptive scope(thread);
          std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
        EXPECT_EQ(monitors.exit_nogc(thread, gate.get()), MonitorResult::Done);
      }
      const Handle<Object> queue(crowd.slot());
      ASSERT_EQ(monitors.enter(thread, queue, -1), MonitorResult::Done);
      if (index == 0) {
        tickets += 3;
        EXPECT_EQ(monitors.pulse_nogc(thread, crowd.object, i % 2 == 0), MonitorResult::Done);
      } else {
        while (tickets == 0) {
          const MonitorResult waited = monitors.wait(thread, queue, i % 3 == 0 ? 1 : 50);
          ASSERT_TRUE(waited == MonitorResult::Done || waited == MonitorResult::TimedOut);
        }
        --tickets;
        ++used;
      }
      EXPECT_EQ(monitors.exit_nogc(thread, crowd.object), MonitorResult::Done);
      pollThread(thread);
      if (index == 1 && i % 50 == 0) {
        threads_.stopWorld(thread);
        monitors.sweep(sameObject, nullptr);
        threads_.resumeWorld(thread);
      }
    }
  });
  EXPECT_EQ(used, 3 * kRounds);
  EXPECT_EQ(tickets, 0);
  int64_t sum = 0, all = 0;
  for (const int64_t count : guarded) sum += count;
  for (const int64_t count : taken) all += count;
  EXPECT_EQ(sum, all);
}

TEST_F(Threads, TimeOutsAndOwnership) {
  Monitors monitors(threads_);
  FakeObject gate;
  run(1, [&](Thread& thread, int) {
    const Handle<Object> object(gate.slot());
    EXPECT_EQ(monitors.exit_nogc(thread, gate.object), MonitorResult::NotHeld);
    EXPECT_EQ(monitors.wait(thread, object, 0), MonitorResult::NotHeld);
    EXPECT_EQ(monitors.pulse_nogc(thread, gate.object, true), MonitorResult::NotHeld);
    EXPECT_EQ(monitors.enter(thread, object, -1), MonitorResult::Done);
    EXPECT_TRUE(monitors.isHeld_nogc(thread, gate.object));
    EXPECT_EQ(monitors.wait(thread, object, 1), MonitorResult::TimedOut);
    thread.record->isInterrupted = true;
    EXPECT_EQ(monitors.wait(thread, object, -1), MonitorResult::Interrupted);
    thread.record->isInterrupted = false;
    EXPECT_TRUE(monitors.isHeld_nogc(thread, gate.object));
    EXPECT_EQ(monitors.exit_nogc(thread, gate.object), MonitorResult::Done);
    EXPECT_FALSE(monitors.isHeld_nogc(thread, gate.object));
  });
}

}  // namespace
}  // namespace minivm
