export { isLate } from './late.ts';
export { instantOnDay, recordOnADay, type OnADay } from './on-a-day.ts';
