/** Whoever holds a meeting that is held level by level. */
export const levels = ['unit', 'branch'] as const;
export type Level = (typeof levels)[number];

/** Of a unit or a branch and a kind of meeting: none was, one was without its head, one was with the head in person. */
export const mobilisedStates = ['not-held', 'without-head', 'in-person'] as const;
export type MobilisedState = (typeof mobilisedStates)[number];
