import type { FastifyInstance } from 'fastify';
import type { VotingPlaces } from './processes.ts';

const isOfVoters = (url: string): boolean => url === '/vote' || url.startsWith('/vote/') || url.startsWith('/vote?');

/**
 * The page on which ballots are drawn and cast lies among the desk's files, at `/vote/`. It is told where the issuer and the box are, may
 * ask nobody but those and the desk, and leaves no word of where it was. The desk's pages may ask the issuer, from whom its holders fetch
 * the shares of a closing key.
 */
export function serveVotersPage(app: FastifyInstance, voting: VotingPlaces | null): void {
  const addresses = (hostname: string) => {
    const found = voting?.addresses();
    return found === undefined
      ? null
      : { issuer: reachedAs(hostname, found.issuer), box: reachedAs(hostname, found.box) };
  };
  app.get('/vote/places.json', { schema: { hide: true } }, (request, reply) =>
    reply.header('cache-control', 'no-store').send(addresses(request.hostname) ?? {}),
  );
  app.addHook('onSend', (request, reply, _payload, done) => {
    if (isOfVoters(request.url)) {
      const { issuer = '', box = '' } = addresses(request.hostname) ?? {};
      void reply.header('content-security-policy', policyFor([issuer, box]));
      void reply.header('referrer-policy', 'no-referrer');
    } else if (String(reply.getHeader('content-type')).startsWith('text/html')) {
      const policy = String(reply.getHeader('content-security-policy') ?? '');
      const allowed = ["connect-src 'self'", ...originsOf([addresses(request.hostname)?.issuer ?? ''])].join(' ');
      void reply.header('content-security-policy', policy.replace("connect-src 'self'", allowed));
    }
    done();
  });
}

function policyFor(asked: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    ["connect-src 'self'", ...originsOf(asked)].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

const ownNames: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** A browser on the machine itself may call it by another of its names, and sends its cookie to that name alone. */
function reachedAs(hostname: string, address: string): string {
  const url = URL.parse(address);
  if (url === null || !ownNames.has(url.hostname) || !ownNames.has(hostname)) return address;
  url.hostname = hostname;
  return url.origin;
}

const originsOf = (addresses: readonly string[]): string[] =>
  addresses.flatMap((address) => URL.parse(address)?.origin ?? []);
