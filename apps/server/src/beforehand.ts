/** The server's other door for the command line: what is wanted before the server itself has been read. */
export { deskFolder } from './operations/desk-folder.ts';
export { version } from './version.ts';
