/** Waiting is somebody else's turn, and counts as not met at the gate. */
export type State = 'met' | 'gap' | 'wait' | 'na';
export const states: readonly State[] = ['met', 'gap', 'wait', 'na'];
