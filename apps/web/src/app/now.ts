import { useEffect, useState } from 'react';
import { civilDate } from './format/dates.ts';

const aMinute = 60_000;

/** The present instant, to the minute: a page left open notices that its figures grow old. */
export function useNow(): string {
  const [now, setNow] = useState(() => new Date().toISOString());
  useEffect(() => {
    const clock = setInterval(() => setNow(new Date().toISOString()), aMinute);
    return () => clearInterval(clock);
  }, []);
  return now;
}

/** Today's civil date. */
export function useToday(): string {
  return civilDate(useNow());
}
