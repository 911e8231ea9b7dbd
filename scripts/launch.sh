# Sourced by the scripts beside it (bash): finds JDK 17, builds what is missing, runs a Java main.
#
#   . "$(dirname "${BASH_SOURCE[0]}")/launch.sh"
#   breakwater_build scripts                   # when a source is newer than the last build
#   breakwater_java scripts MAIN_CLASS ARGS…   # replaces the shell; JVM flags in BREAKWATER_JVM

BREAKWATER_ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"

breakwater_fail() {
  echo "error: $*" >&2
  exit 2
}

breakwater_is_jdk17() {
  [ -x "$1/bin/javac" ] && [ -x "$1/bin/java" ] &&
    "$1/bin/java" -version 2>&1 | grep -q 'version "17[."]'
}

# Sets and exports JAVA_HOME: the given one, else the one on the PATH, else a usual place.
breakwater_find_jdk() {
  local on_path home
  on_path="$(command -v javac || true)"
  [ -z "$on_path" ] || on_path="$(dirname "$(dirname "$(readlink -f "$on_path" 2>/dev/null || echo "$on_path")")")"
  for home in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/*17* "$HOME"/.sdkman/candidates/java/17* \
    /Library/Java/JavaVirtualMachines/*17*/Contents/Home; do
    if [ -n "$home" ] && breakwater_is_jdk17 "$home"; then
      export JAVA_HOME="$home"
      return
    fi
  done
  breakwater_fail "no JDK 17 found in JAVA_HOME (${JAVA_HOME:-not set}), on the PATH or in /usr/lib/jvm;" \
    "install one (Debian: apt-get install openjdk-17-jdk-headless) or set JAVA_HOME"
}

# True when MODULE has a class path that exists and no source of any module is newer than it.
breakwater_is_built() {
  local stamp="$BREAKWATER_ROOT/$1/target/classpath.txt" entry
  [ -f "$stamp" ] || return 1
  while IFS= read -r -d : entry; do
    [ -e "$entry" ] || return 1
  done < <(printf '%s:' "$(cat "$stamp")")
  [ -z "$(cd "$BREAKWATER_ROOT" &&
    find pom.xml common jobs scripts \( -name target -o -name test \) -prune -o \
      \( -name '*.java' -o -name pom.xml -o -path '*/src/main/resources/*' \) -type f \
      -newer "$stamp" -print | head -n 1)" ]
}

# Compiles MODULE and what it needs of ours, and leaves its class path in MODULE/target.
breakwater_build() {
  local module="$1" log
  breakwater_find_jdk
  ! breakwater_is_built "$module" || return 0
  command -v mvn >/dev/null ||
    breakwater_fail "Maven is needed for the first build and is not on the PATH (Debian: apt-get install maven)"
  mkdir -p "$BREAKWATER_ROOT/$module/target"
  log="$BREAKWATER_ROOT/$module/target/build.log"
  echo "building $module (the first time Maven also downloads what it needs; log: ${log#"$PWD"/})" >&2
  if ! (cd "$BREAKWATER_ROOT" &&
    mvn -q -B -Dfast -pl "$module" -am process-classes) >"$log" 2>&1; then
    tail -n 40 "$log" >&2
    breakwater_fail "the build failed; the whole log is in $log"
  fi
  # Maven leaves an unchanged file alone: the time of this build counts.
  touch "$BREAKWATER_ROOT/$module/target/classpath.txt"
}

# Makes the shaded jars of modules, such as jobs, that have none or one that is older than a source.
breakwater_package() {
  local module jar stale="" log="$BREAKWATER_ROOT/jobs/target/package.log"
  mkdir -p "$(dirname "$log")"
  for module in "$@"; do
    mkdir -p "$BREAKWATER_ROOT/$module/target"
    jar="$(find "$BREAKWATER_ROOT/$module/target" -maxdepth 1 -name 'breakwater-*-all.jar' | head -n 1)"
    if [ -z "$jar" ] || [ -n "$(cd "$BREAKWATER_ROOT" &&
      find pom.xml common jobs \( -name target -o -name test \) -prune -o \
        \( -name '*.java' -o -name pom.xml -o -path '*/src/main/resources/*' \) -type f \
        -newer "$jar" -print | head -n 1)" ]; then
      stale="$stale${stale:+,}$module"
    fi
  done
  [ -n "$stale" ] || return 0
  echo "packaging $stale (log: ${log#"$PWD"/})" >&2
  if ! (cd "$BREAKWATER_ROOT" &&
    mvn -q -B -Dfast -Dmaven.test.skip=true -pl "$stale" -am package) >"$log" 2>&1; then
    tail -n 40 "$log" >&2
    breakwater_fail "the build failed; the whole log is in $log"
  fi
  for module in ${stale//,/ }; do
    find "$BREAKWATER_ROOT/$module/target" -maxdepth 1 -name 'breakwater-*-all.jar' -exec touch {} +
  done
}

# Sets BREAKWATER_RABBITMQ to the directory below which RabbitMQ and Erlang are: unpacked by
# scripts/test, or installed. Fails where they are not.
breakwater_find_rabbitmq() {
  for BREAKWATER_RABBITMQ in "$BREAKWATER_ROOT/target/rabbitmq" /; do
    compgen -G "$BREAKWATER_RABBITMQ/usr/lib/rabbitmq/lib/rabbitmq_server-*" >/dev/null &&
      compgen -G "$BREAKWATER_RABBITMQ/usr/lib/erlang/erts-*" >/dev/null && return 0
  done
  return 1
}

# Replaces the shell by a command line tool: a main that prints by itself and is soon done.
breakwater_tool() {
  breakwater_build scripts
  BREAKWATER_JVM="-Xmx256m -XX:TieredStopAtLevel=1 -XX:-UsePerfData $(breakwater_flink_flags) ${BREAKWATER_JVM:-}"
  breakwater_java scripts -Dlog4j2.configurationFile=tools-log4j2.properties "$@"
}

# The JVM flags that Flink needs, from the one place that has them.
breakwater_flink_flags() {
  sed -n 's:.*<flink.jvm.options>\(.*\)</flink.jvm.options>.*:\1:p' "$BREAKWATER_ROOT/pom.xml"
}

# Replaces the shell by MAIN_CLASS on the class path of MODULE.
breakwater_java() {
  local module="$1"
  shift
  # shellcheck disable=SC2086  # several flags, split on purpose
  exec "$JAVA_HOME/bin/java" ${BREAKWATER_JVM:-} "-Dbreakwater.root=$BREAKWATER_ROOT" \
    -cp "$BREAKWATER_ROOT/$module/target/classes:$(cat "$BREAKWATER_ROOT/$module/target/classpath.txt")" "$@"
}
