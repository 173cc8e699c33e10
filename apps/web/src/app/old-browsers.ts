// What Chromium 86 lacks and the libraries call: the compiler lowers syntax, never functions.
// Each line disappears with the last browser that needs it.

type Missing = Record<string, unknown>;

function supply(owner: object, name: string, value: unknown): void {
  if (!(name in owner)) Object.defineProperty(owner as Missing, name, { value, writable: true, configurable: true });
}

function at(this: ArrayLike<unknown>, index: number): unknown {
  return this[index < 0 ? this.length + index : index];
}

supply(Object, 'hasOwn', (owner: object, key: PropertyKey) => Object.prototype.hasOwnProperty.call(owner, key));
supply(Array.prototype, 'at', at);
supply(String.prototype, 'at', at);
supply(Array.prototype, 'toSorted', function toSorted(this: unknown[], order?: (a: unknown, b: unknown) => number) {
  // oxlint-disable-next-line unicorn/no-array-sort -- this is the missing toSorted itself
  return [...this].sort(order);
});
supply(globalThis, 'structuredClone', (value: unknown): unknown => JSON.parse(JSON.stringify(value)));
