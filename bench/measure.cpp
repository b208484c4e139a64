// measure RESULT COMMAND…: runs a command and writes what the kernel counted for it to the file RESULT, as
// one line of words:
//   exit code (128 + signal), wall ns, user CPU ns, system CPU ns, peak resident KiB.
// A program of its own because the peak of a process includes what its parent was before exec: a Python
// interpreter is larger than some of the runtimes measured here. No C++ library, so that it stays small.
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

namespace {

long long nanosecondsNow() {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000000000LL + now.tv_nsec;
}

long long nanoseconds(const timeval& time) {
  return time.tv_sec * 1000000000LL + time.tv_usec * 1000LL;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    fprintf(stderr, "usage: measure RESULT COMMAND…\n");
    return 2;
  }
  const long long begin = nanosecondsNow();
  const pid_t child = vfork();
  if (child == 0) {
    execvp(argv[2], argv + 2);
    _exit(127);
  }
  int status = 0;
  rusage usage;
  if (child < 0 || wait4(child, &status, 0, &usage) != child) {
    perror("measure");
    return 2;
  }
  const long long wall = nanosecondsNow() - begin;
  FILE* result = fopen(argv[1], "w");
  if (!result) {
    perror(argv[1]);
    return 2;
  }
  fprintf(result, "%d %lld %lld %lld %ld\n",
          WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status), wall,
          nanoseconds(usage.ru_utime), nanoseconds(usage.ru_stime), usage.ru_maxrss);
  return fclose(result) == 0 ? 0 : 2;
}
