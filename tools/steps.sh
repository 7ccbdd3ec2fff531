# Sourced by tools/quickstart and tools/test: numbered steps with their elapsed time.
# shellcheck shell=bash

step_count=0 # set by whoever sources this
step_number=0
failed_steps=()

# Usage: run_step NAME COMMAND… Runs the command and goes on when it fails. The command runs in a
# shell of its own, because bash ignores `set -e` in a function whose result is tested.
run_step() {
  local name=$1 start=$SECONDS result=ok
  shift
  step_number=$((step_number + 1))
  echo "[$step_number/$step_count] $name …"
  set +e
  (
    set -e
    "$@"
  )
  local code=$?
  set -e
  if ((code != 0)); then
    result=FAILED
    failed_steps+=("$name")
  fi
  echo "[$step_number/$step_count] $name: $result, $((SECONDS - start)) s (total $SECONDS s)"
  return 0
}

# Usage: configure_and_build PRESET [TARGETS] [CMAKE OPTION…]; TARGETS is one word, "" for all.
configure_and_build() {
  local preset=$1 targets=${2:-}
  shift $(($# < 2 ? $# : 2))
  mkdir -p build/logs
  if ! cmake --preset "$preset" "$@" > "build/logs/configure-$preset.log" 2>&1; then
    cat "build/logs/configure-$preset.log" >&2
    return 1
  fi
  grep "^-- Mortise:" "build/logs/configure-$preset.log" || true
  # shellcheck disable=SC2086 # several targets are several words
  cmake --build --preset "$preset" ${targets:+--target $targets}
}
