import type { FastifyInstance } from 'fastify';
import type { VotingPlaces } from './processes.ts';

const isOfVoters = (url: string): boolean => url === '/vote' || url.startsWith('/vote/') || url.startsWith('/vote?');

/**
 * The page on which ballots are drawn and cast lies among the desk's files, at `/vote/`. It is told where the issuer and the box are, may
 * ask nobody but those and the desk, and leaves no word of where it was. The desk's pages may ask the issuer, from whom its holders fetch
 * the shares of a closing key.
 */
export function serveVotersPage(app: FastifyInstance, voting: VotingPlaces | null): void {
  const addresses = () => voting?.addresses() ?? null;
  app.get('/vote/places.json', { schema: { hide: true } }, (_request, reply) =>
    reply.header('cache-control', 'no-store').send(addresses() ?? {}),
  );
  app.addHook('onSend', (request, reply, _payload, done) => {
    if (isOfVoters(request.url)) {
      const { issuer = '', box = '' } = addresses() ?? {};
      void reply.header('content-security-policy', policyFor([issuer, box]));
      void reply.header('referrer-policy', 'no-referrer');
    } else if (String(reply.getHeader('content-type')).startsWith('text/html')) {
      const policy = String(reply.getHeader('content-security-policy') ?? '');
      const allowed = ["connect-src 'self'", ...originsOf([addresses()?.issuer ?? ''])].join(' ');
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

const originsOf = (addresses: readonly string[]): string[] =>
  addresses.flatMap((address) => URL.parse(address)?.origin ?? []);
