# What mvq, test and bench share: find JDK 25, install system packages, build the native library and the jars, once.
# To be sourced by bash; sets `root`. Every step that takes time says so in a line on stderr; when nothing is to be done,
# nothing is said and about a hundredth of a second is spent.
#
# Environment: JAVA_HOME (a JDK 25 or newer is preferred there), MVQ_CACHE_HOME or XDG_CACHE_HOME (what is built once a
# machine), MVQ_FAISS_LIBRARY (a library of your own), MVQ_JAVA_OPTS (more flags for mvq's JVM).
# shellcheck shell=bash

readonly jdk_needed=25

self=$(readlink -f "${BASH_SOURCE[0]}")
root=${self%/scripts/lib.sh}
readonly self root
cache=${MVQ_CACHE_HOME:-${XDG_CACHE_HOME:-$HOME/.cache}/mvq}
readonly cache
built=$root/repl/target/mvq-built # its age is that of the jars; it holds the native library's path
readonly built

say() { printf 'mvq: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# The comment at the head of the script that runs.
usage() { sed -n '2,/^set /{/^#/!d;s/^# \{0,1\}//;p}' "$0" >&2; }

# --- JDK

# The major version of the JDK in a folder, from its release file, without starting it; nothing where there is none.
jdk_version() {
    local line
    [[ -x $1/bin/java && -x $1/bin/javac && -r $1/release ]] || return 0
    while IFS= read -r line; do
        if [[ $line =~ ^JAVA_VERSION=\"(1\.)?([0-9]+) ]]; then
            echo "${BASH_REMATCH[2]}"
            return
        fi
    done <"$1/release"
}

# Sets JAVA_HOME to the first JDK that is new enough: JAVA_HOME, the `javac` on PATH, the usual folders.
find_jdk() {
    local folder version on_path newest=0
    on_path=$(type -P javac || true)
    [[ -z $on_path ]] || on_path=$(readlink -f "$on_path")
    for folder in "${JAVA_HOME:-}" "${on_path%/bin/javac}" /usr/lib/jvm/* /opt/* /usr/local/* \
        "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*; do
        [[ -n $folder && -d $folder ]] || continue
        version=$(jdk_version "$folder")
        if ((${version:-0} >= jdk_needed)); then
            export JAVA_HOME=$folder
            return
        fi
        ((${version:-0} <= newest)) || newest=$version
    done
    die "a JDK $jdk_needed or newer is needed, and the newest found is ${newest/#0/none};" \
        "unpack one from https://adoptium.net/temurin/releases/?version=$jdk_needed and set JAVA_HOME to it"
}

# --- system packages (Debian and its kin)

has() { command -v "$1" >/dev/null 2>&1; }

# OpenBLAS in the flavour that shares FAISS's OpenMP; elsewhere than on Debian any that is there.
has_openblas() {
    if has apt-get; then
        compgen -G "/usr/lib/*/openblas-openmp/libopenblas.$1" >/dev/null
    else
        ldconfig -p 2>/dev/null | grep -q libopenblas
    fi
}

# What a build of the native library lacks here.
native_packages() {
    has g++ || echo g++
    has make || echo make
    has cmake || echo cmake
    has cargo || echo cargo
    has_openblas so || echo libopenblas-openmp-dev
}

# Installs packages, if the user consents: by --yes, or when asked on a terminal.
install_packages() {
    local sudo=() log answer command
    (($# > 0)) || return 0
    has apt-get || die "please install, by the names of your system: $*"
    ((EUID == 0)) || sudo=(sudo)
    command="${sudo[*]:+sudo }apt-get install -y --no-install-recommends $*"
    if [[ $consent != yes ]]; then
        if [[ ! -t 0 || ! -t 2 ]]; then
            die "system packages are missing; install them by: $command   (or let mvq do it: ${0##*/} --yes ...)"
        fi
        read -rp "mvq: system packages are missing; run '$command' now? [Y/n] " answer
        [[ $answer =~ ^([Yy].*)?$ ]] || die "then install them yourself: $command"
    fi
    say "installing system packages: $*"
    log=$(mktemp)
    if ! {
        "${sudo[@]}" apt-get update -q &&
            "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"
    } </dev/null >"$log" 2>&1; then
        tail -n 15 "$log" >&2
        die "that failed (the whole log: $log); by hand: $command"
    fi
    rm -f "$log"
}

# --- the native library

# Sees that there is a libjfaiss.so: the user's own, else the one in the cache, built if need be.
ensure_native() {
    local packages
    if [[ -n ${MVQ_FAISS_LIBRARY:-} ]]; then
        [[ -f $MVQ_FAISS_LIBRARY ]] || die "MVQ_FAISS_LIBRARY names '$MVQ_FAISS_LIBRARY', and there is no such file"
    elif [[ ! -f $(native_library) ]]; then
        mapfile -t packages < <(native_packages)
        install_packages "${packages[@]}"
        say "building the native library, once for this machine (3 to 6 minutes)"
        "$root/scripts/native/build-faiss" >/dev/null
    elif ! has_openblas so.0; then
        install_packages libopenblas0-openmp
    fi
}

# Where the native library of these sources is, or would be.
native_library() { "$root/scripts/native/build-faiss" --print-path; }

# --- the MinIO server of the tests

# Sets MVQ_MINIO to a MinIO server: the user's own, else the one in the cache, built if need be.
ensure_minio() {
    if [[ -n ${MVQ_MINIO:-} ]]; then
        [[ -x $MVQ_MINIO ]] || die "MVQ_MINIO names '$MVQ_MINIO', and that cannot be run"
    else
        MVQ_MINIO=$("$root/scripts/native/build-minio" --print-path)
        if [[ ! -f $MVQ_MINIO ]]; then
            has go || install_packages golang-go
            say "building the MinIO server that the tests run against, once for this machine (8 minutes)"
            "$root/scripts/native/build-minio" >/dev/null
        fi
    fi
    export MVQ_MINIO
}

# --- Python

# Sets `python` to a Python that has the packages of a requirements file: the given one, else that of a virtual environment in the
# user's cache, made once.
#
# $1: the requirements file  $2: what it is for, to be said while it is made  $3: a Python to be used as it is, or nothing
ensure_python() {
    local folder key base
    if [[ -n $3 ]]; then
        has "$3" || die "'$3' is named as the Python for $2, and cannot be run"
        python=$3
        return
    fi
    has python3 || install_packages python3 python3-venv
    base=$(python3 -c 'import sys; print("%d.%d" % sys.version_info[:2], sys.executable)')
    key=$(printf '%s' "$base" | cat "$1" - | sha256sum)
    folder=$cache/python/${key:0:12}
    python=$folder/bin/python
    if [[ ! -f $folder/complete ]]; then
        mkdir -p "$cache"
        locked "$cache" make_python "$folder" "$1" "$2"
    fi
}

# One that was not finished is made anew.
make_python() {
    local folder=$1 requirements=$2 purpose=$3 log
    [[ ! -f $folder/complete ]] || return 0
    python3 -c 'import ensurepip, venv' 2>/dev/null || install_packages python3-venv
    say "setting up Python for $purpose, once (its packages: $requirements)"
    rm -rf "$folder"
    log=$(mktemp)
    if ! { python3 -m venv "$folder" && "$folder/bin/python" -m pip install -q -r "$requirements"; } >"$log" 2>&1; then
        tail -n 15 "$log" >&2
        die "that failed; name a Python that has the packages of $requirements by the variable that ${0##*/} reads"
    fi
    rm -f "$log"
    touch "$folder/complete"
}

# --- jars

# Maven under the JDK that was found, quiet about its own use of deprecated things.
maven() {
    has mvn || install_packages maven
    MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED" \
        mvn -B -ntp -f "$root/pom.xml" "$@"
}

# Whether the jars, and the library they were built beside, are those of the sources as they are now.
is_built() {
    local library sources=() module
    [[ -f $built ]] || return 1
    library=$(<"$built")
    [[ -f ${MVQ_FAISS_LIBRARY:-$library} ]] || return 1
    for module in grammar runtime dsl repl; do
        sources+=("$root/$module/pom.xml" "$root/$module/src/main")
    done
    [[ -z $(find "$root/pom.xml" "$root/scripts/native" "${sources[@]}" -newer "$built" -print -quit 2>/dev/null) ]]
}

build() {
    local started=$SECONDS begun
    ensure_native
    mkdir -p "${built%/*}"
    begun=$(mktemp "${built%/*}/begun-XXXXXX") # edits during the build are newer than this
    if [[ ! -f $built ]]; then
        say "building the jars (the first time Maven also fetches libraries, about 400 MB)"
    else
        say "building the jars, as sources have changed"
        if [[ -n $(find "$root"/pom.xml "$root"/*/pom.xml -newer "$built" -print -quit) ]]; then
            rm -rf "$root/repl/target/lib" # so that no jar of an older version stays on the class path
        fi
    fi
    if ! maven -q -Dfast -DskipTests -pl repl -am package 2>&1 | sed -u $'s/\e\\[[0-9;]*m//g' >&2; then
        rm -f "$begun"
        die "the build failed; the lines above say why"
    fi
    native_library >"$begun.done"
    touch -r "$begun" "$begun.done"
    mv "$begun.done" "$built"
    rm -f "$begun"
    say "built in $((SECONDS - started)) s"
}

# Runs a command while holding the lock of a folder, so that two launches at once build one after the other.
locked() {
    local lock folder=$1
    exec {lock}<"$folder"
    if ! flock -n "$lock"; then
        say "waiting for another mvq that builds"
        flock "$lock"
    fi
    "${@:2}"
    exec {lock}<&-
}

# An `if`, for `is_built || build` would switch `set -e` off inside build.
build_if_needed() {
    if ! is_built; then build; fi
}

# JDK, native library and jars: everything mvq runs with. Sets JAVA_HOME and MVQ_FAISS_LIBRARY.
set_up() {
    find_jdk
    if ! is_built; then locked "$root/scripts" build_if_needed; fi
    export MVQ_FAISS_LIBRARY=${MVQ_FAISS_LIBRARY:-$(<"$built")}
}

# --- the JVM

# How every JVM of ours runs: one native thread a worker, since two OpenMP threads collapse on busy cores; and freed memory
# kept by malloc, since tensors come and go (Transformer +40 %). What the user has set stays.
jvm_environment() {
    export MALLOC_TRIM_THRESHOLD_=${MALLOC_TRIM_THRESHOLD_:-4000000000}
    export MALLOC_MMAP_THRESHOLD_=${MALLOC_MMAP_THRESHOLD_:-4000000000}
    export MALLOC_TOP_PAD_=${MALLOC_TOP_PAD_:-67108864}
    export OMP_NUM_THREADS=${OMP_NUM_THREADS:-1}
    export OMP_WAIT_POLICY=${OMP_WAIT_POLICY:-passive}
    export DJL_CACHE_DIR=${DJL_CACHE_DIR:-$cache/djl}
    export TORCH_CPP_LOG_LEVEL=${TORCH_CPP_LOG_LEVEL:-ERROR} # else the first training step warns of an old call within PyTorch
    case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
        *[Uu][Tt][Ff]-8 | *[Uu][Tt][Ff]8) ;;
        *) export LC_ALL=C.UTF-8 ;; # else Java cannot read an argument such as 'Zürich.csv'
    esac
}

jvm_flags=(
    --enable-native-access=ALL-UNNAMED
    --sun-misc-unsafe-memory-access=allow
    -Dai.djl.offline=true
    -Dai.djl.pytorch.num_threads=1
    -Dai.djl.pytorch.num_interop_threads=1
    -Dstdout.encoding=UTF-8
    -Dstderr.encoding=UTF-8
    -Dfile.encoding=UTF-8
    -XX:+UseParallelGC
    -XX:-UsePerfData
)
readonly jvm_flags
