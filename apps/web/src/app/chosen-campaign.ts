import { useSyncExternalStore } from 'react';

// Of several campaigns the one that this person works in, on this device. It goes with every request; a page at whose place it is not
// shows what is at hand there.

const remembered = 'muster.campaign';
const listeners = new Set<() => void>();

/** Null: nobody has chosen, and each place has its own. */
export function chosenCampaign(): string | null {
  return localStorage.getItem(remembered);
}

export function chooseCampaign(id: string): void {
  localStorage.setItem(remembered, id);
  for (const listener of listeners) listener();
}

export function useChosenCampaign(): string | null {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, chosenCampaign);
}
