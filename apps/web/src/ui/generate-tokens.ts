// tokens.json is the only place where a colour is written down. This writes the files that need it in
// another form: custom properties for our own CSS, of the desk and of the pages for telephones, and the theme object for Ant Design.
// Run: node apps/web/src/ui/generate-tokens.ts
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type tokensJson from './tokens.json';

type Tokens = typeof tokensJson;
type Mode = 'light' | 'dark';
type ColorName = keyof Tokens['colors'];

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const generated = 'Generated from tokens.json by generate-tokens.ts. Do not edit.';

/** Generated file name → its content. */
export function tokenFiles(): ReadonlyMap<string, string> {
  const tokens = JSON.parse(readFileSync(here('./tokens.json'), 'utf8')) as Tokens;
  return new Map([
    [here('./tokens.css'), css(tokens)],
    [here('../../../phone/src/ui/tokens.css'), css(tokens)],
    [here('./antd-theme.gen.ts'), antdTheme(tokens)],
  ]);
}

function css(tokens: Tokens): string {
  const dark = declarations(tokens, 'dark');
  const elder = Object.entries(tokens.elder).map(([name, value]) => `--${name}: ${value};`);
  return `/* ${generated} */
${block(':root', [...declarations(tokens, 'light'), ...wrapped('--font:', tokens.font)])}
${latin(tokens)}
${block("[data-theme='dark']", dark)}
@media (prefers-color-scheme: dark) {
${indented(block(":root:not([data-theme='light'])", dark).split('\n'))}
}
${block("[data-mode='elder']", elder)}
`;
}

/** In English a face of its own comes first: a Chinese one draws the apostrophe as wide as a character. */
function latin({ latinFont, font }: Tokens): string {
  const faces = [...new Set(`${latinFont}, ${font}`.split(', '))].join(', ');
  return block(':root:lang(en)', wrapped('--font:', faces));
}

function declarations(tokens: Tokens, mode: Mode): string[] {
  const colors = Object.entries(tokens.colors).map(([name, color]) => `--${name}: ${color[mode].toLowerCase()};`);
  return [`color-scheme: ${mode};`, ...colors, `--shadow: ${tokens.shadow[mode]};`];
}

function block(selector: string, lines: readonly string[]): string {
  return `${selector} {\n${indented(lines)}\n}`;
}

function indented(lines: readonly string[]): string {
  return lines.map((line) => `  ${line}`).join('\n');
}

/** Broken as the formatter breaks it, so that it leaves the file alone. */
function wrapped(property: string, value: string): string[] {
  const lines = [property];
  for (const word of `${value};`.split(/(?<=,) /u)) {
    const last = lines.at(-1) ?? '';
    if (lines.length > 1 && last.length + word.length + 3 <= 120) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`  ${word}`);
  }
  return lines;
}

function antdTheme(tokens: Tokens): string {
  const both = JSON.stringify({ light: antdMode(tokens, 'light'), dark: antdMode(tokens, 'dark') }, null, 2);
  return `// ${generated}\nexport const antdTheme = ${both} as const;\n`;
}

function antdMode(tokens: Tokens, mode: Mode): { token: object; components: object } {
  const shadow = tokens.shadow[mode];
  const components: Record<string, object> = {
    Input: { activeShadow: `0 0 0 2px ${tokens.colors['accent-soft'][mode]}` },
  };
  for (const [name, sizes] of Object.entries(tokens.antd.components)) components[name] = { ...sizes };
  for (const [name, colors] of Object.entries(tokens.antd.componentColors)) {
    components[name] = { ...components[name], ...inMode(tokens, colors, mode) };
  }
  return {
    token: {
      ...inMode(tokens, tokens.antd.colors, mode),
      ...tokens.antd.numbers,
      boxShadow: shadow,
      boxShadowSecondary: shadow,
      boxShadowTertiary: 'none',
      fontFamily: 'var(--font)',
    },
    components,
  };
}

function inMode(tokens: Tokens, names: object, mode: Mode): Record<string, string> {
  const entries = Object.entries(names) as [string, ColorName][];
  return Object.fromEntries(entries.map(([key, name]) => [key, tokens.colors[name][mode]]));
}

if (import.meta.main) for (const [path, content] of tokenFiles()) writeFileSync(path, content);
