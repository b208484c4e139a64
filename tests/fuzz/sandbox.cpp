// The wall around a running mutant: a seccomp filter. Refused calls fail with EPERM, which programs see as an
// I/O error.
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <stdexcept>
#include <vector>

#include "tests/fuzz/probe.h"

namespace minivm::fuzz {

namespace {

constexpr uint32_t kRefused[] = {SYS_execve,
                                 SYS_execveat,
                                 SYS_fork,
                                 SYS_vfork,
                                 SYS_kill,
                                 SYS_unlink,
                                 SYS_unlinkat,
                                 SYS_rename,
                                 SYS_renameat,
                                 SYS_renameat2,
                                 SYS_mkdir,
                                 SYS_mkdirat,
                                 SYS_rmdir,
                                 SYS_link,
                                 SYS_linkat,
                                 SYS_symlink,
                                 SYS_symlinkat,
                                 SYS_chmod,
                                 SYS_fchmod,
                                 SYS_fchmodat,
                                 SYS_chown,
                                 SYS_fchown,
                                 SYS_lchown,
                                 SYS_fchownat,
                                 SYS_truncate,
                                 SYS_socket,
                                 SYS_socketpair,
                                 SYS_connect,
                                 SYS_ptrace,
                                 SYS_mount,
                                 SYS_umount2,
                                 SYS_creat,
                                 SYS_mknod,
                                 SYS_mknodat,
                                 SYS_utimensat,
                                 SYS_setxattr,
                                 SYS_process_vm_writev,
                                 SYS_tkill,
                                 SYS_clone3};
constexpr uint32_t kSleeps[] = {SYS_nanosleep, SYS_clock_nanosleep};
constexpr uint32_t kWrites = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC;

constexpr sock_filter load(size_t offset) {
  return BPF_STMT(BPF_LD | BPF_W | BPF_ABS, static_cast<uint32_t>(offset));
}
constexpr sock_filter answer(uint32_t with) {
  return BPF_STMT(BPF_RET | BPF_K, with);
}
constexpr uint32_t kAllow = SECCOMP_RET_ALLOW, kNothingHappens = SECCOMP_RET_ERRNO;

}  // namespace

void enterSandbox(int errors) {
  const int nowhere = open("/dev/null", O_RDWR);
  dup2(nowhere, 0);
  dup2(nowhere, 1);
  dup2(errors, 2);
  std::vector<sock_filter> filter{load(offsetof(seccomp_data, nr))};
  const auto when = [&](uint32_t number, std::initializer_list<sock_filter> then) {
    filter.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, static_cast<uint8_t>(then.size())));
    filter.insert(filter.end(), then);
  };
  // glibc falls back to clone where clone3 is unknown; the flags of clone can be looked at.
  for (uint32_t number : kRefused)
    when(number, {answer(SECCOMP_RET_ERRNO | (number == SYS_clone3 ? ENOSYS : EPERM))});
  for (uint32_t number : kSleeps) when(number, {answer(kNothingHappens)});
  // Files may be read, not written; clone may make threads, not processes.
  const auto whenSet = [&](uint32_t number, size_t argument, uint32_t bits, uint32_t set, uint32_t clear) {
    when(number, {load(offsetof(seccomp_data, args) + argument * 8),
                  BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, 0, 1), answer(set), answer(clear)});
  };
  whenSet(SYS_open, 1, kWrites, SECCOMP_RET_ERRNO | EPERM, kAllow);
  whenSet(SYS_openat, 2, kWrites, SECCOMP_RET_ERRNO | EPERM, kAllow);
  whenSet(SYS_clone, 0, CLONE_VM, kAllow, SECCOMP_RET_ERRNO | EPERM);
  filter.push_back(answer(kAllow));
  const sock_fprog program{static_cast<unsigned short>(filter.size()), filter.data()};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
      prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
    throw std::runtime_error("the sandbox cannot be made: seccomp is not available");
}

}  // namespace minivm::fuzz
