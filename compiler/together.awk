# together.awk SOURCE…: sorts the sources of a library into groups that compile as one text each, and prints "GROUP SOURCE" for each.
# What one of a group calls its own, in an unnamed namespace, no other of the group names: it would mean something else there.
# -v most=N: sources of a group.

FNR == 1 { order[++count] = FILENAME; private = 0 }
/^#/ { next }
/^namespace \{/ { private = 1 }
/^\}  \/\/ namespace$/ { private = 0 }

# What is defined begins in the first column, as clang-format writes it. What `using` brings is a source's own in any namespace, and
# may stand in two of them if it is the same in the same kind of namespace; all of a group open the same namespaces.
/^using namespace / { own[FILENAME, "namespace"] = own[FILENAME, "namespace"] $3; next }
/^using [A-Za-z_0-9]+ =/ { own[FILENAME, $2] = private $0 }
/^using [A-Za-z_0-9:]+;/ { text = $2; sub(/;/, "", text); sub(/.*::/, "", text); own[FILENAME, text] = private $0 }
private && match($0, /^(struct|class|enum|enum class) [A-Za-z_0-9]+/) { define(substr($0, RSTART, RLENGTH)) }
private && /^[a-zA-Z]/ && match($0, /auto [a-z_0-9]+\(/) { define(substr($0, RSTART, RLENGTH - 1)) }
private && /^[a-zA-Z]/ && match($0, /[ *&]k[A-Z][A-Za-z_0-9]*/) { define(substr($0, RSTART, RLENGTH)) }

{
  # Members, and names of another namespace, are others.
  gsub(/(\.|->|::)[A-Za-z_][A-Za-z_0-9]*/, "")
  while (match($0, /[A-Za-z_][A-Za-z_0-9]*/)) {
    name = substr($0, RSTART, RLENGTH)
    $0 = substr($0, RSTART + RLENGTH)
    if (!((FILENAME, name) in said)) {
      said[FILENAME, name] = 1
      words[FILENAME] = words[FILENAME] " " name
    }
  }
}

function define(text) { sub(/.* /, "", text); own[FILENAME, text] = FILENAME }

function fits(group, source, n,  i, how) {
  if (size[group] == most) return 0
  for (i = 1; i <= n; ++i) {
    how = own[source, word[i]]
    if (owned[group, word[i]] != "" ? owned[group, word[i]] != how : how != "" && (group, word[i]) in used) return 0
  }
  return 1
}

END {
  for (at = 1; at <= count; ++at) {
    source = order[at]
    n = split(words[source], word, " ")
    for (group = 1; !fits(group, source, n); ++group) continue
    for (i = 1; i <= n; ++i) {
      if (own[source, word[i]] != "") owned[group, word[i]] = own[source, word[i]]
      else used[group, word[i]] = 1
    }
    ++size[group]
    print group, source
  }
}
