/* What no plugin may do: it ends the process in one way or another, or never returns. A definition given to the compiler
 * says which: ABORTS, CRASHES, EXITS or HANGS. */
#ifndef MORTISE_TESTS_PLUGINS_MISBEHAVE_H_
#define MORTISE_TESTS_PLUGINS_MISBEHAVE_H_

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

static inline void misbehave(void) {
#if defined(ABORTS)
  abort();
#elif defined(CRASHES)
  raise(SIGSEGV);
#elif defined(EXITS)
  _exit(0);
#elif defined(HANGS)
  for (;;) pause();
#endif
}

#endif /* MORTISE_TESTS_PLUGINS_MISBEHAVE_H_ */
