const besides =
  'size: A4; margin: 14mm 14mm 20mm; @bottom-right { content: counter(page) " / " counter(pages); font: 11px sans-serif }';

/**
 * Puts a line at the foot of every sheet of paper, beside its number, until the function that it gives back is called. What stands on a
 * page cannot reach its margin: the print would cut it off. False where the browser knows no boxes in margins.
 */
export function lineAtFoot(line: string): (() => void) | false {
  if (!('adoptedStyleSheets' in document)) return false;
  const rules = new CSSStyleSheet();
  rules.replaceSync(
    `@page { ${besides} @bottom-left { content: ${quoted(line)}; font: 11px sans-serif; width: 85% } }`,
  );
  const page: (CSSRule & { readonly cssRules?: CSSRuleList }) | undefined = rules.cssRules[0];
  if (page?.cssRules === undefined || page.cssRules.length === 0) return false;
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, rules];
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== rules);
  };
}

/** A string of CSS: nothing in a name ends it. */
function quoted(text: string): string {
  const safe = text.replaceAll(/[\p{Cc}"\\]/gu, (each) => `\\${(each.codePointAt(0) ?? 0).toString(16)} `);
  return `"${safe}"`;
}
