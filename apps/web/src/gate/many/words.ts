/** What stands on a list of applications, by whose turn it is. */
export const stepWords = {
  endorse: {
    title: 'gate.many.endorseTitle',
    folded: 'gate.many.endorseFolded',
    hint: 'gate.many.endorseHint',
  },
  decide: { title: 'gate.many.decideTitle', folded: 'gate.many.decideFolded', hint: 'gate.many.decideHint' },
} as const;

/** What is said of each act on several of them. */
export const actWords = {
  endorse: {
    word: 'gate.many.endorse',
    effect: 'gate.many.endorseEffect',
    done: 'gate.many.endorseDone',
  },
  pass: { word: 'gate.many.pass', effect: 'gate.many.passEffect', done: 'gate.many.passDone' },
  refuse: { word: 'gate.many.refuse', effect: 'gate.many.refuseEffect', done: 'gate.many.refuseDone' },
} as const;
