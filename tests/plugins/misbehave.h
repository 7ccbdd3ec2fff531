/* What no plugin may do: it ends the process in one way or another, or never returns. A definition given to the compiler
 * says which: ABORTS, CRASHES, ENDS (well-mannered), EXITS, HANGS, HANGS_SILENTLY (with its outputs closed) or CHATTERS. */
#ifndef MORTISE_TESTS_PLUGINS_MISBEHAVE_H_
#define MORTISE_TESTS_PLUGINS_MISBEHAVE_H_

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static inline void misbehave(void) {
#if defined(ABORTS)
  abort();
#elif defined(CRASHES)
  raise(SIGSEGV);
#elif defined(ENDS)
  exit(0);
#elif defined(EXITS)
  _exit(0);
#elif defined(HANGS)
  for (;;) pause();
#elif defined(HANGS_SILENTLY)
  close(1);
  close(2);
  for (;;) pause();
#elif defined(CHATTERS)
  for (int i = 0; i < 100000; ++i) puts("the driver has something to say");
#endif
}

#endif /* MORTISE_TESTS_PLUGINS_MISBEHAVE_H_ */
