/** 2469 → `2,469`; a true minus sign. */
export function countText(value: number): string {
  const [whole = '', part] = Math.abs(value).toString().split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/gu, ',');
  return `${value < 0 ? '−' : ''}${grouped}${part === undefined ? '' : `.${part}`}`;
}

/** 639 of 771 → `82.88 %`; of nothing → `—`. */
export function percentText(part: number, whole: number, digits = 2): string {
  if (whole === 0) return '—';
  const scale = 10 ** digits;
  const rounded = Math.round((part * 100 * scale) / whole) / scale;
  return `${rounded.toFixed(digits)} %`;
}
