/*
 * Lets the Linux programs be built on Debian 12 and run on UOS 20 and Kylin V10, whose C library is of 2018 (glibc
 * 2.28): what newer versions of the library moved or renamed is asked for by the version it had before. Included
 * before everything else that is compiled; linux.sh checks the outcome.
 */
#ifndef TAIZHANG_OLDGLIBC_H
#define TAIZHANG_OLDGLIBC_H

#ifndef __ASSEMBLER__ /* assembly is compiled with the same flags */
/* The first version that the C library had on each processor. */
#ifdef __aarch64__
#define TAIZHANG_OLD(symbol) __asm__(".symver " #symbol "," #symbol "@GLIBC_2.17")
#else
#define TAIZHANG_OLD(symbol) __asm__(".symver " #symbol "," #symbol "@GLIBC_2.2.5")
#endif
TAIZHANG_OLD(dlclose);
TAIZHANG_OLD(dlerror);
TAIZHANG_OLD(dlopen);
TAIZHANG_OLD(dlsym);
TAIZHANG_OLD(pthread_attr_getstack);
TAIZHANG_OLD(pthread_attr_getstacksize);
TAIZHANG_OLD(pthread_attr_setstacksize);
TAIZHANG_OLD(pthread_create);
TAIZHANG_OLD(pthread_detach);
TAIZHANG_OLD(pthread_getattr_np);
TAIZHANG_OLD(pthread_getspecific);
TAIZHANG_OLD(pthread_join);
TAIZHANG_OLD(pthread_key_create);
TAIZHANG_OLD(pthread_key_delete);
TAIZHANG_OLD(pthread_mutex_trylock);
TAIZHANG_OLD(pthread_mutexattr_destroy);
TAIZHANG_OLD(pthread_mutexattr_init);
TAIZHANG_OLD(pthread_mutexattr_settype);
TAIZHANG_OLD(pthread_once);
TAIZHANG_OLD(pthread_setspecific);
TAIZHANG_OLD(pthread_sigmask);
#endif

#endif
