// The real program in a folder of its own.
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Writes {path: text} below `folder`. */
export function writeFiles(folder, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** A workspace folder and the way to its sandbox. */
export class Program {
  constructor(binary, folder, { url, clientId, secret, env = {} }) {
    this.binary = binary;
    this.folder = folder;
    this.env = {
      PATH: process.env.PATH,
      HOME: folder,
      LANG: 'C.UTF-8',
      ...(process.env.ASAN_OPTIONS ? { ASAN_OPTIONS: process.env.ASAN_OPTIONS } : {}),
      PINWRIGHT_GRAPH_URL: url,
      PINWRIGHT_LOGIN_URL: url,
      AZURE_CLIENT_ID: clientId,
      AZURE_CLIENT_SECRET: secret,
      ...env,
    };
    this.transcript = '';
  }

  /** Starts it; answers {child, done}, and done gives {code, signal, out, err}. */
  start(...args) {
    const child = spawn(this.binary, args, { cwd: this.folder, env: this.env, stdio: ['ignore', 'pipe', 'pipe'] });
    const text = { out: '', err: '' };
    child.stdout.on('data', (data) => (text.out += data));
    child.stderr.on('data', (data) => (text.err += data));
    const done = new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code, signal) => {
        this.transcript += `$ pinwright ${args.join(' ')}\n${text.out}${text.err}`;
        resolve({ code, signal, ...text });
      });
    });
    return { child, done };
  }

  run(...args) {
    return this.start(...args).done;
  }

  /** Runs it and demands an exit code. */
  async expect(code, ...args) {
    const result = await this.run(...args);
    if (result.code !== code)
      throw new Error(`pinwright ${args.join(' ')} ended with ${result.code ?? result.signal}, not ${code}\n${result.out}\n${result.err}`);
    return result;
  }
}
