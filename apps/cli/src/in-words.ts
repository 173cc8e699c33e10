/** What the system said no to, as a sentence with what to do. Null: it is not the system's. */
export function inWords(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null;
  const { path, port, address } = error as NodeJS.ErrnoException & { port?: number; address?: string };
  const what = path ?? 'A file';
  switch (error.code) {
    case 'ENOENT':
      return `${what} is not there: check the name.`;
    case 'EISDIR':
      return `${what} is a folder: name a file.`;
    case 'ENOTDIR':
    case 'EEXIST':
      return `${what} cannot be made: a file is where a folder is wanted.`;
    case 'EACCES':
    case 'EPERM':
      return port === undefined
        ? `This user may not open ${what}: change its rights, or run Muster as the user who owns it.`
        : `This user may not listen on port ${port}: choose one from 1024 up with --port.`;
    case 'EROFS':
      return `${what} lies where nothing can be written: give another folder.`;
    case 'ENOSPC':
      return 'The disk is full: make room and try again.';
    case 'EADDRINUSE':
      return `Port ${port} is in use: stop what listens there, or choose another with --port.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${address ?? 'The host'} is no address of this machine: check MUSTER_HOST.`;
    case 'ECONNREFUSED':
      return `Nothing answers at ${address ?? 'the address'}${port === undefined ? '' : `:${port}`}: check DATABASE_URL, and that the database runs.`;
    default:
      return null;
  }
}
