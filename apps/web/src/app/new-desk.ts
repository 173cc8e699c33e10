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
  const answered = await fetch('/api/health', { cache: 'no-store' }).catch(() => null);
  if (answered?.ok !== true) return;
  sessionStorage.setItem(key, String(Date.now()));
  location.reload();
}
