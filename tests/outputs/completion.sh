#!/usr/bin/env bash
# completion.sh SHELL BINARY: the shell itself completes commands, options and values with the script that it is given.
set -euo pipefail
shell=$1 binary=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$binary" completion "$shell" >"$folder/script"
export HOME=$folder

in_bash() {
  bash --norc -c '
    source "$1"
    COMP_WORDS=($2) COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    [[ $2 == *" " ]] && COMP_WORDS+=("") && COMP_CWORD=$((COMP_CWORD + 1))
    _pinwright
    printf "%s\n" "${COMPREPLY[@]}"' _ "$folder/script" "$1"
}

# zsh completes only on a terminal: zpty makes one. Keys are sent once the line editor reads them (zle-line-init): before, the
# terminal itself would obey ^U. ^T lists the choices (^X would wait for a second key); then a line is run whose output tells
# that all before it has been read. A shell that never says so is ended.
in_zsh() {
  cat >"$folder/ask.zsh" <<'ZSH'
zmodload zsh/zpty
zpty shell 'zsh -f -i'
zpty -w shell "PROMPT= TERM=dumb; stty -echo columns 200; autoload -U compinit; compinit -u -d $1/dump; LISTMAX=10000
zstyle ':completion:*' list-prompt ''; bindkey '^T' list-choices; source $1/script
zle-line-init() { print -n rea''dy }; zle -N zle-line-init"
zpty -r -m shell seen '*ready*'
zpty -n -w shell "$2"$'\x14\x15'"print do"'${:-ne}'$'\n'
zpty -r -m shell got '*done*'
print -r -- "$got"
ZSH
  timeout --kill-after=5 60 zsh -f "$folder/ask.zsh" "$folder" "$1" </dev/null | tr -s ' \r' '\n\n'
}

in_fish() {
  timeout --kill-after=5 60 fish --no-config -c "source $folder/script; complete -C '$1'" | cut -f1
}

expect() {
  local found
  found=$("in_$shell" "$1") || { echo "$shell does not answer for '$1'"; exit 1; }
  shift
  for word in "$@"; do
    grep -qxF -- "$word" <<<"$found" || { echo "$shell does not offer $word, but: $found"; exit 1; }
  done
}

expect 'pinwright va' validate
expect 'pinwright validate --exc' --exclude-tenant
expect 'pinwright validate --output ' sarif html auto
expect 'pinwright completion ' bash fish
expect 'pinwright plan --output ' json markdown auto
expect 'pinwright drift --output ' github html
expect 'pinwright csp ' diff import
expect 'pinwright sandbox ' serve
expect 'pinwright sandbox serve --profile ' strict-service
# The value of this one may stay away: what follows is not it.
expect 'pinwright plan --rewrite-secrets --outp' --output
