interface Event {
  readonly type: string;
  readonly data: { readonly file?: string | undefined; readonly name?: string; readonly nesting?: number };
}

/**
 * A reporter for node:test: one line for each file of which a test came to an end. A file without any test is
 * reported by the runner as a test that passed under the file's own name, which is why the name is looked at.
 */
// oxlint-disable-next-line import/no-default-export -- the runner takes a reporter by its default export
export default async function* seenFiles(events: AsyncIterable<Event>): AsyncGenerator<string> {
  const seen = new Set<string>();
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    if (data.nesting !== 0 || data.file === undefined || data.name === data.file || seen.has(data.file)) continue;
    seen.add(data.file);
    yield `${data.file}\n`;
  }
}
