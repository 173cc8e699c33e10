/** One difference between two contracts. Breaking is what a client written against the old one would stumble over. */
export type Change = { readonly at: string; readonly what: string; readonly breaking: boolean };

export const breaks = (at: string, what: string): Change => ({ at, what, breaking: true });
export const widens = (at: string, what: string): Change => ({ at, what, breaking: false });

/** Which way a value travels: a body or parameter goes in, an answer comes out; a named schema may do both. */
export type Way = 'in' | 'out' | 'both';
