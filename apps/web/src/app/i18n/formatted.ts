import { withArticle } from '../format/article.ts';
import { countText } from '../format/numbers.ts';

/** Numbers by thousands; `{{team, a}}` and, where a sentence begins, `{{team, A}}` with the article that the campaign’s word takes. */
export function formatted(value: unknown, how?: string): string {
  if (typeof value === 'number') return countText(value);
  const text = String(value);
  if (how === 'a') return withArticle(text);
  if (how !== 'A') return text;
  const said = withArticle(text);
  return said.charAt(0).toUpperCase() + said.slice(1);
}
