import type { TextKey } from '../app/i18n/texts.ts';

/** What can be read as YAML by nobody, and what is simply not taken, come from its reader under one code; the second have words of their own. */
const notTaken: Readonly<Record<string, TextKey>> = {
  TAG_RESOLVE_FAILED: 'playbook.tag-refused',
  MULTIPLE_DOCS: 'playbook.second-document',
  DIRECTIVE: 'playbook.directive-refused',
};

/** The sentence of a fault in a playbook. */
export function sentenceOf(code: string, params: Readonly<Record<string, unknown>>): TextKey {
  if (!code.startsWith('playbook.')) return `app.fault.${code}` as TextKey;
  return (code === 'playbook.not-yaml' && notTaken[String(params['reason'])]) || (code as TextKey);
}
