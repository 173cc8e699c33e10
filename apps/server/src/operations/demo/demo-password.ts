/** Everybody's in a demo: it is printed when it starts. */
export const demoPassword = 'muster-demo';
