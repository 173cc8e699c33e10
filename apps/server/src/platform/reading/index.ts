export { fillReadingsOf } from './fill-readings.ts';
export { patternsOf, type Patterns } from './patterns.ts';
export { readingOf } from './reading.ts';
