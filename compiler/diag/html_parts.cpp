#include "diag/html_parts.hpp"

namespace pinwright::diag {
namespace {

constexpr std::string_view kStyle = R"css(
:root { color-scheme: light dark; --text: #1b1f24; --faint: #57606a; --page: #fff; --card: #f6f8fa; --line: #d0d7de;
  --error: #b3121d; --warning: #8a5a00; --note: #0a58a8; --mark: #ffe08a; }
@media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --faint: #9aa4af; --page: #0d1117; --card: #161b22;
  --line: #30363d; --error: #ff8580; --warning: #e3b341; --note: #79b8ff; --mark: #6b4e00; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 1rem; background: var(--page); color: var(--text);
  font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.4rem; margin: 0; }
header p { margin: .25rem 0 .75rem; }
a { color: inherit; }
code, pre, .place { font-family: ui-monospace, monospace; font-size: .9em; overflow-wrap: anywhere; }
nav { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; align-items: center;
  padding: .5rem 0; background: var(--page); border-bottom: 1px solid var(--line); }
input[type=search] { flex: 1 1 14rem; min-width: 0; font: inherit; padding: .25rem .5rem; color: inherit;
  background: var(--card); border: 1px solid var(--line); border-radius: .25rem; }
details.file { margin-top: 1rem; content-visibility: auto; contain-intrinsic-size: auto 20rem; }
summary { cursor: pointer; overflow-wrap: anywhere; }
details.file > summary { font-weight: 600; padding: .25rem 0; }
article { margin: .5rem 0; padding: .5rem .75rem; background: var(--card); border: 1px solid var(--line);
  border-left: .3rem solid var(--kind); border-radius: .25rem; }
article.error { --kind: var(--error); } article.warning { --kind: var(--warning); } article.note { --kind: var(--note); }
article p { margin: .15rem 0; overflow-wrap: anywhere; }
.kind { color: var(--kind); font-weight: 600; }
.place, .more { color: var(--faint); }
pre { margin: .4rem 0; padding: .35rem .5rem; overflow-x: auto; background: var(--page); border: 1px solid var(--line);
  border-radius: .25rem; white-space: pre; overflow-wrap: normal; }
pre .number { color: var(--faint); user-select: none; }
.grid { overflow: auto; width: fit-content; max-width: 100%; max-height: 80vh; margin: .75rem 0; border: 1px solid var(--line); border-radius: .25rem; }
table { border-collapse: separate; border-spacing: 0; }
th, td { padding: .2rem .6rem; text-align: left; white-space: nowrap; font-weight: 400; border-bottom: 1px solid var(--line); }
thead th { position: sticky; top: 0; background: var(--card); font-weight: 600; }
th:first-child { position: sticky; left: 0; background: var(--card); border-right: 1px solid var(--line); }
thead th:first-child { z-index: 1; }
mark { background: var(--mark); color: inherit; }
body:has(#show-error:not(:checked)) .error, body:has(#show-warning:not(:checked)) .warning,
body:has(#show-note:not(:checked)) .note, [hidden] { display: none !important; }
@media print { nav { display: none; } body { max-width: none; } article { break-inside: avoid; }
  details.file { content-visibility: visible; } pre { white-space: pre-wrap; } .grid { max-height: none; } }
)css";

constexpr std::string_view kScript = R"js(
const field = document.getElementById('search');
const files = [...document.querySelectorAll('details.file')].map((file) => ({
  file, articles: [...file.querySelectorAll('article')].map((article) => ({ article, text: null })) }));
field.hidden = false;
field.addEventListener('input', () => {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const { file, articles } of files) {
    let left = 0;
    for (const one of articles) {
      one.text ??= (file.querySelector('summary').textContent + ' ' + one.article.textContent).toLowerCase();
      const fits = words.every((word) => one.text.includes(word));
      one.article.hidden = !fits;
      left += fits ? 1 : 0;
    }
    file.hidden = left === 0;
  }
});
)js";

}  // namespace

auto html_style() -> std::string_view { return kStyle; }

auto html_script() -> std::string_view { return kScript; }

}  // namespace pinwright::diag
