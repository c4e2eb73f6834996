/*
 * stat and its kin became functions of their own in glibc 2.33; these are the ones that every version has.
 * See oldglibc.h.
 */
#ifdef __aarch64__
#define OLDEST "GLIBC_2.17"
enum { LINUX_VERSION = 0 }; /* _STAT_VER in bits/stat.h of glibc 2.31 */
#else
#define OLDEST "GLIBC_2.2.5"
enum { LINUX_VERSION = 1 };
#endif

struct stat64;
int __xstat64(int version, const char *path, struct stat64 *buffer);
int __lxstat64(int version, const char *path, struct stat64 *buffer);
int __fxstat64(int version, int file, struct stat64 *buffer);
__asm__(".symver __xstat64,__xstat64@" OLDEST);
__asm__(".symver __lxstat64,__lxstat64@" OLDEST);
__asm__(".symver __fxstat64,__fxstat64@" OLDEST);

__attribute__((visibility("hidden"))) int stat64(const char *path, struct stat64 *buffer) { return __xstat64(LINUX_VERSION, path, buffer); }
__attribute__((visibility("hidden"))) int lstat64(const char *path, struct stat64 *buffer) { return __lxstat64(LINUX_VERSION, path, buffer); }
__attribute__((visibility("hidden"))) int fstat64(int file, struct stat64 *buffer) { return __fxstat64(LINUX_VERSION, file, buffer); }
