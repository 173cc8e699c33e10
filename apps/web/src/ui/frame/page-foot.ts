const besides =
  'size: A4; margin: 14mm 14mm 20mm; @bottom-right { content: counter(page) " / " counter(pages); font: 11px sans-serif }';

/** Whether this browser knows boxes in the margins of a printed page. */
export function marginsTakeLines(): boolean {
  if (!('adoptedStyleSheets' in document)) return false;
  const page: (CSSRule & { readonly cssRules?: CSSRuleList }) | undefined = rulesFor('').cssRules[0];
  return page?.cssRules !== undefined && page.cssRules.length > 0;
}

/**
 * Puts a line at the foot of every sheet of paper, beside its number, until the function that it gives back is called. What stands on a
 * page cannot reach its margin: the print would cut it off.
 */
export const lineAtFoot = (line: string): (() => void) => adopt(rulesFor(line));

/** Sheets of paper with a size and margins of their own, until the function that it gives back is called. */
export function pagesAs(declarations: string): () => void {
  if (!('adoptedStyleSheets' in document)) return () => undefined;
  const rules = new CSSStyleSheet();
  rules.replaceSync(`@page { ${declarations} }`);
  return adopt(rules);
}

function adopt(rules: CSSStyleSheet): () => void {
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, rules];
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== rules);
  };
}

function rulesFor(line: string): CSSStyleSheet {
  const rules = new CSSStyleSheet();
  rules.replaceSync(
    `@page { ${besides} @bottom-left { content: ${quoted(line)}; font: 11px sans-serif; width: 85% } }`,
  );
  return rules;
}

/** A string of CSS: nothing in a name ends it. */
function quoted(text: string): string {
  const safe = text.replaceAll(/[\p{Cc}"\\]/gu, (each) => `\\${(each.codePointAt(0) ?? 0).toString(16)} `);
  return `"${safe}"`;
}
