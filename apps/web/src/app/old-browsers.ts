// What Chromium 86 lacks and our code or a library calls: the compiler lowers syntax, never functions.
// Each line disappears with the last browser that needs it.

function supply(owner: object, name: string, value: unknown): void {
  if (!(name in owner)) Object.defineProperty(owner, name, { value, writable: true, configurable: true });
}

function at(this: ArrayLike<unknown>, index: number): unknown {
  return this[index < 0 ? this.length + index : index];
}

function toSorted(this: readonly unknown[], order?: (a: unknown, b: unknown) => number): unknown[] {
  // oxlint-disable-next-line unicorn/no-array-sort -- this is the missing toSorted itself
  return [...this].sort(order);
}

function findLast(this: readonly unknown[], wanted: (value: unknown) => boolean): unknown {
  for (let place = this.length - 1; place >= 0; place -= 1) if (wanted(this[place])) return this[place];
  return undefined;
}

supply(Object, 'hasOwn', (owner: object, key: PropertyKey) => Object.prototype.hasOwnProperty.call(owner, key));
supply(Array.prototype, 'at', at);
supply(String.prototype, 'at', at);
supply(Array.prototype, 'toSorted', toSorted);
supply(Array.prototype, 'findLast', findLast);
