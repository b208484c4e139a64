// The part of libSystem.Native that minivm provides itself: files and folders. Flags and errors have the
// values of the library's own platform layer, not Linux's (they are the contract with managed code).
#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "vm/native/native_list.h"
#include "vm/threads/safepoint.h"

namespace minivm::natives {

namespace {

/// Interop.Sys.FileStatus.
struct FileStatus {
  int32_t flags;
  int32_t mode;
  uint32_t uid, gid;
  int64_t size;
  int64_t atime, atimeNsec, mtime, mtimeNsec, ctime, ctimeNsec, birthTime, birthTimeNsec;
  int64_t dev, rdev, ino;
  uint32_t userFlags;
};
/// Interop.Sys.DirectoryEntry.
struct DirectoryEntry {
  const char* name;
  int32_t nameLength;
  int32_t inodeType;
};

/// Repeats a system call that a signal interrupted.
template <typename F>
auto retry(F&& call) {
  decltype(call()) result;
  do result = call();
  while (result == -1 && errno == EINTR);
  return result;
}

int toPlatformOpenFlags(int32_t flags) {
  constexpr int32_t kCloExec = 0x10, kCreate = 0x20, kExclusive = 0x40, kTruncate = 0x80, kSync = 0x100,
                    kNoFollow = 0x200;
  int result = flags & 0xF;  // read, write, both: 0, 1, 2 as on Linux
  if (flags & kCloExec) result |= O_CLOEXEC;
  if (flags & kCreate) result |= O_CREAT;
  if (flags & kExclusive) result |= O_EXCL;
  if (flags & kTruncate) result |= O_TRUNC;
  if (flags & kSync) result |= O_SYNC;
  if (flags & kNoFollow) result |= O_NOFOLLOW;
  return result;
}

int32_t fill(void* output, const struct stat& from) {
  auto* to = static_cast<FileStatus*>(output);
  std::memset(to, 0, sizeof *to);
  to->mode = static_cast<int32_t>(from.st_mode);
  to->uid = from.st_uid;
  to->gid = from.st_gid;
  to->size = from.st_size;
  to->atime = from.st_atim.tv_sec;
  to->atimeNsec = from.st_atim.tv_nsec;
  to->mtime = from.st_mtim.tv_sec;
  to->mtimeNsec = from.st_mtim.tv_nsec;
  to->ctime = from.st_ctim.tv_sec;
  to->ctimeNsec = from.st_ctim.tv_nsec;
  to->dev = static_cast<int64_t>(from.st_dev);
  to->rdev = static_cast<int64_t>(from.st_rdev);
  to->ino = static_cast<int64_t>(from.st_ino);
  return 0;
}

}  // namespace

intptr_t sysOpen(Thread& thread, const char* path, int32_t flags, int32_t mode) {
  Preemptive scope(thread);  // a pipe without a reader
  return retry([&] { return ::open(path, toPlatformOpenFlags(flags), static_cast<mode_t>(mode)); });
}
int32_t sysClose(Thread& thread, intptr_t fd) {
  Preemptive scope(thread);
  return ::close(static_cast<int>(fd));
}
int64_t sysLSeek(intptr_t fd, int64_t offset, int32_t whence) {
  return ::lseek(static_cast<int>(fd), offset, whence);
}
int32_t sysFTruncate(intptr_t fd, int64_t length) {
  return retry([&] { return ::ftruncate(static_cast<int>(fd), length); });
}
int32_t sysFSync(Thread& thread, intptr_t fd) {
  Preemptive scope(thread);
  return retry([&] { return ::fsync(static_cast<int>(fd)); });
}

int32_t sysFStat(intptr_t fd, void* output) {
  struct stat status;
  return ::fstat(static_cast<int>(fd), &status) == 0 ? fill(output, status) : -1;
}
int32_t sysStat(const char* path, void* output) {
  struct stat status;
  return ::stat(path, &status) == 0 ? fill(output, status) : -1;
}
int32_t sysLStat(const char* path, void* output) {
  struct stat status;
  return ::lstat(path, &status) == 0 ? fill(output, status) : -1;
}

int32_t sysUnlink(const char* path) {
  return ::unlink(path);
}
int32_t sysRename(const char* from, const char* to) {
  return ::rename(from, to);
}
int32_t sysMkDir(const char* path, int32_t mode) {
  return ::mkdir(path, static_cast<mode_t>(mode));
}
int32_t sysRmDir(const char* path) {
  return ::rmdir(path);
}
int32_t sysChDir(const char* path) {
  return ::chdir(path);
}
int32_t sysChMod(const char* path, int32_t mode) {
  return ::chmod(path, static_cast<mode_t>(mode));
}
intptr_t sysOpenDir(const char* path) {
  return reinterpret_cast<intptr_t>(::opendir(path));
}
int32_t sysCloseDir(intptr_t directory) {
  return ::closedir(reinterpret_cast<DIR*>(directory));
}

/// 0 = an entry, −1 = no more, else the error.
int32_t sysReadDir(intptr_t directory, void* output) {
  errno = 0;
  const dirent* entry = ::readdir(reinterpret_cast<DIR*>(directory));
  if (!entry) return errno != 0 ? errno : -1;
  auto* to = static_cast<DirectoryEntry*>(output);
  to->name = entry->d_name;
  to->nameLength = -1;
  to->inodeType = entry->d_type;
  return 0;
}

const char* sysGetCwd(char* buffer, int32_t size) {
  return ::getcwd(buffer, static_cast<size_t>(size));
}

int32_t sysUTimensat(const char* path, const void* times) {
  const auto* values = static_cast<const int64_t*>(times);
  const timespec both[2] = {{values[0], values[1]}, {values[2], values[3]}};
  return ::utimensat(AT_FDCWD, path, both, AT_SYMLINK_NOFOLLOW);
}

/// Error numbers of the platform layer: 0x10000 and up, in the order of its table.
int32_t sysConvertErrorPlatformToPal(int32_t error) {
  switch (error) {
    case 0: return 0;
    case E2BIG: return 0x10001;
    case EACCES: return 0x10002;
    case EAGAIN: return 0x10006;
    case EBADF: return 0x10008;
    case EBUSY: return 0x1000A;
    case EEXIST: return 0x10014;
    case EFBIG: return 0x10016;
    case EINTR: return 0x1001B;
    case EINVAL: return 0x1001C;
    case EIO: return 0x1001D;
    case EISDIR: return 0x1001F;
    case ELOOP: return 0x10020;
    case EMFILE: return 0x10021;
    case ENAMETOOLONG: return 0x10025;
    case ENFILE: return 0x10029;
    case ENOENT: return 0x1002D;
    case ENOMEM: return 0x10031;
    case ENOSPC: return 0x10034;
    case ENOTDIR: return 0x10039;
    case ENOTEMPTY: return 0x1003A;
    case ENOTSUP: return 0x1003D;
    case EPERM: return 0x10042;
    case EPIPE: return 0x10043;
    case EROFS: return 0x10048;
    case ESPIPE: return 0x10049;
    case EXDEV: return 0x1004F;
    default: return 0x1FFFF;  // not in the table
  }
}

const char* sysStrErrorR(int32_t error, char* buffer, int32_t size) {
  return ::strerror_r(error, buffer, static_cast<size_t>(size));
}
int32_t sysGetHostName(char* buffer, int32_t size) {
  return ::gethostname(buffer, static_cast<size_t>(size));
}
char** sysGetEnviron() {
  return environ;
}
void sysFreeEnviron(char**) {}  // it is the process's own

/// The caller frees it.
const char* sysGetUnixRelease() {
  utsname name;
  return ::uname(&name) == 0 ? ::strdup(name.release) : nullptr;
}

}  // namespace minivm::natives
