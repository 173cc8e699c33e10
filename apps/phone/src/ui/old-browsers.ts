// Web views of old telephones are Chromium 67 and on. The compiler lowers syntax, never functions.
function supply(owner: object, name: string, value: unknown): void {
  if (!(name in owner)) Object.defineProperty(owner, name, { value, writable: true, configurable: true });
}

supply(window, 'globalThis', window);
supply(Array.prototype, 'at', function at(this: ArrayLike<unknown>, index: number): unknown {
  return this[index < 0 ? this.length + index : index];
});
supply(Object.getPrototypeOf(Uint8Array.prototype) as object, 'at', Array.prototype.at);
supply(
  Array.prototype,
  'toSorted',
  function toSorted(this: readonly unknown[], order?: (one: unknown, other: unknown) => number): unknown[] {
    // oxlint-disable-next-line unicorn/no-array-sort -- this is the missing toSorted itself
    return [...this].sort(order);
  },
);
