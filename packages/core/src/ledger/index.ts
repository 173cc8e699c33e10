export { isLate } from './late.ts';
