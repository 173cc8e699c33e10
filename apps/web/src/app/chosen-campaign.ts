// Of several campaigns the one that this person works in, on this device. It goes with every request; a page at whose place it is not
// shows what is at hand there.

const remembered = 'muster.campaign';

/** Null: nobody has chosen, and each place has its own. */
export function chosenCampaign(): string | null {
  return localStorage.getItem(remembered);
}

/** Whoever shows anything asks again after this. */
export function chooseCampaign(id: string): void {
  localStorage.setItem(remembered, id);
}
