import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { csharpText, goText, javaText, phpText, pythonText, shellText, terraformText, typescriptText } from './quote';

/** Text that is code, or ends a literal, in one language or another. */
const HOSTILE = [
  '', ' ', '\\', '\\\\', '\'', '"', '\\\'', '\\"', '$', '${x}', '$${x}', '%{x}', '{$x}', '$(touch x)', '`touch x`', '!!', '#', '//', '*/', '?>',
  '";os.system("x")#', "';process.exit(1)//", '\\u0022;', '\n', '\r\n', 'EOF\nnext', '\t', '\u0001\u001f\u007f', '\u00a0', '\u0085', '\u2028\u2029',
  '\u202e\u2066', '\ufeff', '\u{e0041}', 'ü中😀', '%s%n', '-n', '--x=y', '&', '\u200b', "'\\''",
];

describe.each(HOSTILE)('%j', (text) => {
  it('is itself again when a shell reads it', () => {
    expect(execFileSync('bash', ['-c', `printf '%s' ${shellText(text)}`], { encoding: 'utf8' })).toBe(text);
  });

  it('is itself again when it is read as TypeScript', () => {
    expect(new Function(`return ${typescriptText(text)}`)()).toBe(text);
  });

  it('is itself again in the languages whose escapes are those of JSON', () => {
    for (const quoted of [javaText(text), csharpText(text), goText(text)]) {
      expect(JSON.parse(quoted.replace(/\\U000([0-9a-f]{5})/g, (_, point: string) =>
        String.fromCodePoint(parseInt(point, 16)).split('').map((unit) => `\\u${unit.charCodeAt(0).toString(16)}`).join('')))).toBe(text);
    }
  });

  it('does not end its literal anywhere', () => {
    expect(pythonText(text)).toMatch(/^'(?:[^'\\\n\r]|\\.)*'$/u);
    expect(phpText(text)).toMatch(/^(?:'(?:[^'\\]|\\['\\])*'|"(?:[^"\\$]|\\.)*")$/u);
    expect(terraformText(text)).toMatch(/^"(?:[^"\\\n\r]|\\.)*"$/u);
  });

  it('begins no template of Terraform', () => {
    expect(terraformText(text).replace(/\$\$\{|%%\{/g, '')).not.toMatch(/[$%]\{/);
  });
});
