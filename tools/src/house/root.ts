import { fileURLToPath } from 'node:url';

/** The folder of the house, without a closing slash; every path in the checks is written from here. */
export const root = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');
