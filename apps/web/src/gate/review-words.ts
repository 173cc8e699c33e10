/** What is said where one endorses or decides, by whose turn it is. */
export const endorseWords = {
  title: 'gate.review.endorseTitle',
  caption: 'gate.review.endorseCaption',
  hint: 'gate.review.endorseHint',
  yes: 'gate.review.endorse',
  yesEffect: 'gate.review.endorseEffect',
  no: 'gate.review.return',
  noEffect: 'gate.review.returnEffect',
} as const;

export const decideWords = {
  title: 'gate.review.decideTitle',
  caption: 'gate.review.decideCaption',
  hint: 'gate.review.decideHint',
  yes: 'gate.review.pass',
  yesEffect: 'gate.review.passEffect',
  no: 'gate.review.refuse',
  noEffect: 'gate.review.refuseEffect',
} as const;

/** After the last stage nothing is gone on to. */
export const decideLastWords = {
  ...decideWords,
  yes: 'gate.review.passLast',
  yesEffect: 'gate.review.passLastEffect',
} as const;
