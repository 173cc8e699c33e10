import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';

/** What is wrong with two files that can be read, by the settings that name them. */
export function tlsFaults(certFile: string, keyFile: string): string[] {
  const certificate = tried(() => new X509Certificate(readFileSync(certFile)));
  const key = tried<KeyObject>(() => createPrivateKey(readFileSync(keyFile)));
  const faults: string[] = [];
  if (certificate === null)
    faults.push(`MUSTER_TLS_CERT is ${JSON.stringify(certFile)}: expected a certificate chain (PEM).`);
  if (key === null)
    faults.push(`MUSTER_TLS_KEY is ${JSON.stringify(keyFile)}: expected a private key (PEM) without a passphrase.`);
  if (certificate === null || key === null) return faults;
  if (!certificate.checkPrivateKey(key))
    return [
      'MUSTER_TLS_CERT and MUSTER_TLS_KEY: expected the key of that certificate; these two do not belong together.',
    ];
  const usable = tried(() => createSecureContext({ cert: readFileSync(certFile), key: readFileSync(keyFile) }));
  return usable === null
    ? [
        'MUSTER_TLS_CERT and MUSTER_TLS_KEY: expected a certificate and a key that TLS may use; these are too weak or incomplete.',
      ]
    : [];
}

function tried<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
