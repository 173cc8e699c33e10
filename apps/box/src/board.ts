import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { putFile, readFileIfThere } from './beside/index.ts';
import { campaignOf, canonicalJson, type Close, type Manifest } from '@muster/proof';

/** What is published, a folder for each campaign and in it one for each poll: files that anyone can fetch, and copy. */
export interface Board {
  announce(hash: string, manifest: Manifest): Promise<void>;
  close(hash: string, manifest: Manifest, ballots: readonly Uint8Array[], close: Close): Promise<void>;
  closeOf(hash: string, manifest: Manifest): Promise<Close | null>;
}

const everybody = 0o644;

export function openBoard(folder: string): Board {
  const at = ({ campaign }: Manifest, ...names: string[]) => {
    if (!/^[0-9a-f-]{1,100}$/.test(campaign)) throw new TypeError('not a campaign');
    return join(folder, campaign, ...names);
  };
  const closeOf = async (hash: string, manifest: Manifest): Promise<Close | null> => {
    const text = await readFileIfThere(at(manifest, hash, 'close.json'));
    return text === null ? null : (JSON.parse(text.toString()) as Close);
  };
  return {
    closeOf,
    announce: async (hash, manifest) => {
      await mkdir(at(manifest, hash), { recursive: true, mode: 0o755 });
      await putFile(at(manifest, hash, 'manifest.json'), canonicalJson(manifest), everybody);
    },
    // The close last: where it is, the rest is.
    close: async (hash, manifest, ballots, close) => {
      await putFile(at(manifest, hash, 'ballots.bin'), Buffer.concat(ballots), everybody);
      await putFile(at(manifest, hash, 'close.json'), canonicalJson(close), everybody);
      const polls: { folder: string; close: Close }[] = [];
      for (const name of await readdir(at(manifest))) {
        const of = /^[0-9a-f]{64}$/.test(name) ? await closeOf(name, manifest) : null;
        if (of !== null) polls.push({ folder: name, close: of });
      }
      await putFile(at(manifest, 'campaign.json'), canonicalJson(campaignOf(manifest.campaign, polls)), everybody);
    },
  };
}
