import { LRUCache } from "lru-cache";
import type { ContactDoc } from "../domain/contact-doc.ts";

/** Contacts that this process read a moment ago, as long as nobody can have changed them. */
export interface KnownContacts {
  /** The contact, read only where it is not known. */
  readonly of: (
    id: string,
    read: (id: string) => Promise<ContactDoc | undefined>,
  ) => Promise<ContactDoc | undefined>;
  /** Makes a change to a contact, which is not known while that goes on. */
  readonly changing: (id: string, change: () => Promise<void>) => Promise<void>;
}

/** People answer within seconds; after that nothing of a contact stays in memory. */
const knownForMs = 10_000;
const mostKnown = 5_000;

interface Known {
  readonly contact: ContactDoc;
  readonly solitude: number;
}

/** Remembers nothing while `solitude` is undefined, and forgets what is from before its present number. */
export function createKnownContacts(solitude: () => number | undefined): KnownContacts {
  const contacts = new LRUCache<string, Known>({
    max: mostKnown,
    ttl: knownForMs,
    ttlAutopurge: true,
  });
  /** By contact: how many changes are under way, and those reads that they make worthless. */
  const changing = new Map<string, number>();
  const reading = new Map<string, Set<{ spoilt: boolean }>>();

  return {
    async of(id, read) {
      const present = solitude();
      if (present === undefined) return read(id);
      const known = contacts.get(id);
      if (known?.solitude === present) return known.contact;
      const mark = { spoilt: changing.has(id) };
      const marks = reading.get(id) ?? new Set();
      reading.set(id, marks.add(mark));
      try {
        const contact = await read(id);
        if (contact && !mark.spoilt && solitude() === present) {
          contacts.set(id, { contact, solitude: present });
        }
        return contact;
      } finally {
        marks.delete(mark);
        if (marks.size === 0) reading.delete(id);
      }
    },
    async changing(id, change) {
      changing.set(id, (changing.get(id) ?? 0) + 1);
      for (const mark of reading.get(id) ?? []) mark.spoilt = true;
      contacts.delete(id);
      try {
        await change();
      } finally {
        for (const mark of reading.get(id) ?? []) mark.spoilt = true;
        const left = (changing.get(id) ?? 1) - 1;
        if (left > 0) changing.set(id, left);
        else changing.delete(id);
      }
    },
  };
}
