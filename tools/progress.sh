# Sourced by the scripts at the root: runs long commands with their output in a file.

# with_progress LOG COMMAND…: the command's output goes to LOG. On a terminal the steps that ninja
# and ctest count are shown meanwhile, behind whatever stands on the line.
with_progress() {
  local log=$1
  shift
  if [ ! -t 1 ]; then
    "$@" >"$log" 2>&1
    return
  fi
  "$@" 2>&1 | tee "$log" | awk '
    match($0, /^\[?[ ]*[0-9]+\/[0-9]+/) {
      steps = substr($0, RSTART, RLENGTH)
      gsub(/[][ ]/, "", steps)
      if (steps != shown) printf "\0337%s\033[K\0338", steps
      shown = steps
      fflush()
    }
    END { printf "\033[K" }'
}
