import { addDays, weekOf } from '@muster/core/kernel';

export const periods = ['week', 'month', 'next-month', 'all'] as const;
export type Period = (typeof periods)[number];

/** The days of it, both included; nothing for all of the campaign. */
export function daysOf(period: Period, today: string): { readonly from?: string; readonly to?: string } {
  switch (period) {
    case 'week':
      return { from: weekOf(today), to: addDays(weekOf(today), 6) };
    case 'month':
      return monthOf(today);
    case 'next-month':
      return monthOf(addDays(monthOf(today).to, 1));
    case 'all':
      return {};
  }
}

function monthOf(day: string): { readonly from: string; readonly to: string } {
  const from = `${day.slice(0, 7)}-01`;
  const next = `${addDays(from, 31).slice(0, 7)}-01`;
  return { from, to: addDays(next, -1) };
}
