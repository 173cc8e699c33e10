const key = 'muster.desk-fetched-anew';
const aWhile = 30_000;

/**
 * A page open since before an upgrade asks for files that are gone: it is fetched anew, once, and not round and round. Where the server
 * does not answer, they are not gone: the page says that it could not be fetched, and what is open stays.
 */
export function followNewDesk(): void {
  addEventListener('vite:preloadError', () => void fetchAnew());
}

async function fetchAnew(): Promise<void> {
  const last = Number(sessionStorage.getItem(key) ?? 0);
  if (Date.now() - last < aWhile) return;
  if (!(await isAnswered())) return;
  sessionStorage.setItem(key, String(Date.now()));
  location.reload();
}

/** For whoever tries again: the page is fetched whole once the server answers, and stays as it is until then. */
export async function reloadOnceAnswered(): Promise<void> {
  if (await isAnswered()) location.reload();
}

async function isAnswered(): Promise<boolean> {
  const answer = await fetch('/api/health', { cache: 'no-store' }).catch(() => null);
  return answer?.ok === true;
}
