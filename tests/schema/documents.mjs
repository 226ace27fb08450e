// XML documents by chance, from a schema of the catalogue: such as it allows, and such as people get wrong.

/** Numbers by chance that are the same for the same seed (mulberry32). */
export function chance(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (count) => Math.floor(next() * count);
  return { below, pick: (list) => list[below(list.length)], often: (share) => next() < share };
}

/** A text that fits a regular expression of RE2, as far as catalogues use them. */
function textOf(pattern, random) {
  let at = 0;
  const alternatives = () => {
    const all = [sequence()];
    while (pattern[at] === '|') { at += 1; all.push(sequence()); }
    return () => random.pick(all)();
  };
  const sequence = () => {
    const parts = [];
    while (at < pattern.length && pattern[at] !== '|' && pattern[at] !== ')') parts.push(repeated());
    return () => parts.map((part) => part()).join('');
  };
  const repeated = () => {
    const part = atom();
    let [low, high] = [1, 1];
    const c = pattern[at];
    if (c === '*' || c === '+' || c === '?') { at += 1; low = c === '+' ? 1 : 0; high = c === '?' ? 1 : 4; }
    if (c === '{') {
      const end = pattern.indexOf('}', at);
      const [from, to] = pattern.slice(at + 1, end).split(',');
      low = Number(from);
      high = to === undefined ? low : to === '' ? low + 3 : Number(to);
      at = end + 1;
    }
    return () => Array.from({ length: low + random.below(high - low + 1) }, part).join('');
  };
  const atom = () => {
    const c = pattern[at++];
    if (c === '(') {
      const inner = alternatives();
      at += 1;
      return inner;
    }
    if (c === '\\') { const escaped = pattern[at++]; return () => escaped; }
    if (c !== '[') return () => c;
    const end = pattern.indexOf(']', at);
    const members = pattern.slice(at, end);
    at = end + 1;
    if (members.startsWith('^')) return () => '.';
    const letters = [...members.replace(/(.)-(.)/g, (_, from, to) =>
      String.fromCharCode(...Array.from({ length: to.charCodeAt(0) - from.charCodeAt(0) + 1 }, (unused, i) => from.charCodeAt(0) + i)))];
    return () => random.pick(letters);
  };
  return alternatives()();
}

const kWords = ['contoso', 'Ä b', 'x', 'S-1-5-32-544', '42', 'AzureAD\\user@contoso.com', 'a & b < c'];
const kTimes = ['2026-03-01T08:30:00', '2024-02-29T23:59:59.5Z', '2026-12-31T24:00:00+14:00'];
/**
 * What stands where something else belongs. Left out is what pinwright takes and xmllint does not: blanks in an element
 * without content, `+5` as an unsigned number, blanks round a date (which XML Schema allows).
 */
const kOddTexts = ['', 'x', '0', '1', '-1', '127', '128', '255', '256', '4294967295', '4294967296', '1.0', '007', 'true', 'True', 'yes',
  '2026-02-30T00:00:00', '2026-03-01', '2026-03-01T08:30:00', '2026-03-01T25:00:00', 'allow', ' Allow ', 'Deny', 'Enabled',
  'S-1', 'S-1-1-0', '{921cc481-6e17-4653-8f75-050b80acca20}', '921cc481-6e17-4653-8f75-050b80acca20', '*', '1.2.3.4', '1.2.3', '0x00', 'a'.repeat(41),
  'a'.repeat(256), 'ä'.repeat(255), 'a'.repeat(1025), 'Weekly', 'Hash Path', 'Hash,Path'];

export class Documents {
  constructor(schema, random) {
    this.schema = schema;
    this.random = random;
  }

  /** The index of the type of an element, outermost or not. */
  typeOf(name) {
    const root = this.schema.roots.find((one) => one.name === name);
    const find = (part) => (part.name === name ? [part.type] : (part.parts ?? []).flatMap(find));
    return root ? root.type : this.schema.types.flatMap((type) => (type.content ? find(type.content) : []))[0];
  }

  text(index) {
    const { random } = this;
    const type = this.schema.simple[index];
    switch (type.kind) {
      case 'boolean': return random.pick(['true', 'false', '1', '0']);
      case 'integer': return String(random.below(300));
      case 'decimal': return random.pick(['1', '1.0', '-0.5', '+12']);
      case 'dateTime': return random.pick(kTimes);
      case 'list': return Array.from({ length: random.below(3) }, () => this.text(type.of[0])).join(' ');
      case 'union': return this.text(random.pick(type.of));
      case 'restriction': break;
      default: return random.pick(kWords);
    }
    if (type.values) return random.pick(type.values);
    if (type.pattern) return textOf(type.pattern, random);
    if (type.min || type.max) return String(Number(type.min ?? '0') + random.below(Math.min(Number(type.max ?? '99') - Number(type.min ?? '0') + 1, 99)));
    return this.text(type.of[0]).slice(0, type.maxLength ?? 99).padEnd(type.minLength ?? 0, 'x');
  }

  element(name, index, depth = 0) {
    const type = this.schema.types[index];
    const attributes = (type.attributes ?? []).filter((one) => one.required || this.random.often(0.5))
      .map((one) => [one.name, this.text(one.type)]);
    const children = type.content ? this.content(type.content, depth + 1) : [];
    return { name, attributes, children, text: type.text === undefined ? '' : this.text(type.text) };
  }

  content(part, depth) {
    const { random } = this;
    const most = part.unbounded ? (part.min ?? 1) + 2 : part.max ?? 1;
    const least = part.min ?? 1;
    const count = depth > 14 ? least : least + random.below(most - least + 1);
    return Array.from({ length: count }, () => this.once(part, depth)).flat();
  }

  once(part, depth) {
    const { random } = this;
    if (part.kind === 'element') return [this.element(part.name, part.type, depth)];
    if (part.kind === 'any') return [{ name: 'Extension', attributes: [['a', 'b']], children: [], text: 'text' }];
    if (part.kind === 'choice') return this.content(random.pick(part.parts), depth);
    const parts = [...part.parts];
    if (part.kind === 'all') parts.sort(() => random.below(2) - 0.5);
    return parts.flatMap((one) => this.content(one, depth));
  }

  /** Changes one thing of a document. */
  spoil(root) {
    const { random } = this;
    const all = [];
    const walk = (element, parent) => {
      all.push({ element, parent });
      for (const child of element.children) walk(child, element);
    };
    walk(root, null);
    const { element, parent } = random.pick(all);
    const place = parent ? parent.children.indexOf(element) : -1;
    const others = all.map((one) => one.element);
    const attribute = random.below(element.attributes.length);
    const ways = [
      () => { element.name = random.pick([element.name.toUpperCase(), `${element.name}s`, 'Unknown', random.pick(others).name]); },
      () => parent?.children.splice(place, 1),
      () => parent?.children.splice(place, 0, structuredClone(element)),
      () => parent?.children.reverse(),
      () => element.children.push(structuredClone(random.pick(others))),
      () => element.children.unshift({ name: 'Unknown', attributes: [], children: [], text: '' }),
      () => element.attributes.splice(attribute, 1),
      () => element.attributes.length && (element.attributes[attribute][0] = random.pick(['unknown', element.attributes[attribute][0].toLowerCase()])),
      () => element.attributes.length && (element.attributes[attribute][1] = random.pick(kOddTexts)),
      () => element.attributes.length && (element.attributes[attribute][1] = random.pick(kOddTexts)),
      () => element.attributes.some(([name]) => name === 'more') || element.attributes.push(['more', 'x']),
      () => { element.text = random.pick(kOddTexts); },
      () => { element.children = []; },
      () => { element.space = random.pick(['urn:other', '']); },
    ];
    random.pick(ways)();
    const names = element.attributes.map(([name]) => name);
    element.attributes = element.attributes.filter(([name], i) => names.indexOf(name) === i);
  }
}

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** White space stands between elements alone: an element without content holds none. */
export function xmlOf(element, indent = '\n') {
  const attributes = element.attributes.map(([name, value]) => ` ${name}="${escaped(value)}"`).join('');
  const space = element.space === undefined ? '' : ` xmlns="${element.space}"`;
  const open = `<${element.name}${space}${attributes}`;
  const children = element.children.map((child) => `${indent}  ${xmlOf(child, `${indent}  `)}`).join('');
  if (!children && !element.text) return `${open}/>`;
  return `${open}>${escaped(element.text)}${children}${children ? indent : ''}</${element.name}>`;
}
