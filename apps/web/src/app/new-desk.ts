const key = 'muster.desk-fetched-anew';
const aWhile = 30_000;

/** A page open since before an upgrade asks for files that are gone: it is fetched anew, once, and not round and round. */
export function followNewDesk(): void {
  addEventListener('vite:preloadError', (event) => {
    const last = Number(sessionStorage.getItem(key) ?? 0);
    if (Date.now() - last < aWhile) return;
    sessionStorage.setItem(key, String(Date.now()));
    event.preventDefault();
    location.reload();
  });
}
