import { defined, recordFacts } from "@chatloom/flows-schema";
import type { ConsentMark } from "./consent-entry.ts";
import type { ContactDoc } from "./contact-doc.ts";

/** The facts of which one contact has one value. */
export const mergedFacts = recordFacts;

/** Names a custom field where facts are chosen: `fields.birthday`. */
export const fieldPrefix = "fields.";

/**
 * Returns the contact that remains when another one is merged into it. Its own values win, except empty ones and those in `take`. Tags and
 * addresses are united. Of each consent the newest state counts. It is blocked if one of them was.
 */
export function mergeContacts(
  kept: ContactDoc,
  other: ContactDoc,
  take: readonly string[],
): ContactDoc {
  const facts = Object.fromEntries(
    mergedFacts
      .map((fact) => {
        const wins = Boolean(other[fact]) && (!kept[fact] || take.includes(fact));
        return [fact, wins ? other[fact] : kept[fact]];
      })
      .filter(([, value]) => value !== undefined),
  );
  const taken = Object.entries(other.fields).filter(
    ([key]) => !(key in kept.fields) || take.includes(fieldPrefix + key),
  );
  const lastSeenAt = newest(kept.lastSeenAt, other.lastSeenAt);
  const consent = newestMarks(kept.consent, other.consent);
  return {
    ...kept,
    ...facts,
    fields: { ...kept.fields, ...Object.fromEntries(taken) },
    tags: [...new Set([...kept.tags, ...other.tags])],
    identities: [...kept.identities, ...missingIdentities(kept, other)],
    optedIn: optedIn(kept, other, consent),
    ...defined({
      consent,
      blocked: kept.blocked || other.blocked ? true : undefined,
      lastSeenAt,
      verified:
        (kept.verified ?? other.verified) ? { ...other.verified, ...kept.verified } : undefined,
    }),
    applied: { ...other.applied, ...kept.applied },
    mergedIds: [...new Set([...(kept.mergedIds ?? []), other._id, ...(other.mergedIds ?? [])])],
    createdAt: Math.min(kept.createdAt, other.createdAt),
  };
}

/** A merge as it was made: both contacts before it, and which values were taken. */
export interface MadeMerge {
  readonly kept: ContactDoc;
  readonly absorbed: ContactDoc;
  readonly take: readonly string[];
}

/**
 * Takes a merge back. Returns both contacts: values that changed since the merge stay with the one that was kept, and consent that was recorded
 * since counts for both, as nobody can tell whose it was.
 */
export function unmergeContacts(
  now: ContactDoc,
  { kept, absorbed, take }: MadeMerge,
): { readonly kept: ContactDoc; readonly absorbed: ContactDoc } {
  const merged = mergeContacts(kept, absorbed, take);
  const facts = Object.fromEntries(
    mergedFacts
      .filter((fact) => now[fact] !== undefined)
      .map((fact) => [fact, (now[fact] === merged[fact] ? kept[fact] : now[fact]) ?? ""]),
  );
  const fields = Object.entries(now.fields).flatMap(([key, value]) => {
    if (!same(value, merged.fields[key])) {
      return [[key, value] as const];
    }
    return key in kept.fields ? [[key, kept.fields[key] ?? null] as const] : [];
  });
  const consent = marksSince(now.consent, merged.consent);
  const ids = new Set([absorbed._id, ...(absorbed.mergedIds ?? [])]);
  const added = new Set(missingIdentities(kept, absorbed).map(identityKey));
  const keptConsent = { ...kept.consent, ...consent };
  const absorbedConsent = { ...absorbed.consent, ...consent };
  const since = Object.keys(consent).length > 0;
  return {
    kept: {
      ...now,
      ...facts,
      fields: Object.fromEntries(fields),
      tags: now.tags.filter((it) => kept.tags.includes(it) || !absorbed.tags.includes(it)),
      identities: now.identities.filter((it) => !added.has(identityKey(it))),
      consent: keptConsent,
      ...defined({ verified: kept.verified }),
      optedIn: since || now.optedIn !== merged.optedIn ? now.optedIn : kept.optedIn,
      blocked:
        (now.blocked ?? false) === (merged.blocked ?? false)
          ? (kept.blocked ?? false)
          : (now.blocked ?? false),
      mergedIds: (now.mergedIds ?? []).filter((it) => !ids.has(it)),
      createdAt: kept.createdAt,
    },
    absorbed: {
      ...absorbed,
      consent: absorbedConsent,
      optedIn: since ? now.optedIn : absorbed.optedIn,
    },
  };
}

function missingIdentities(kept: ContactDoc, other: ContactDoc): ContactDoc["identities"] {
  const known = new Set(kept.identities.map(identityKey));
  return other.identities.filter((it) => !known.has(identityKey(it)));
}

function identityKey({ channelId, address }: ContactDoc["identities"][number]): string {
  return `${channelId}:${address}`;
}

/** Marketing consent as one flag: the newest mark decides; without marks, both must have agreed. */
function optedIn(kept: ContactDoc, other: ContactDoc, marks: ContactDoc["consent"]): boolean {
  const marketing = Object.entries(marks ?? {})
    .filter(([key]) => key.startsWith("marketing:"))
    .map(([, mark]) => mark)
    .sort((a, b) => b.at - a.at);
  return marketing[0] ? marketing[0].state === "given" : kept.optedIn && other.optedIn;
}

function newestMarks(a: ContactDoc["consent"], b: ContactDoc["consent"]): ContactDoc["consent"] {
  if (!a || !b) {
    return a ?? b;
  }
  const all: Record<string, ConsentMark> = { ...a };
  for (const [key, mark] of Object.entries(b)) {
    const known = all[key];
    if (!known || known.at < mark.at) {
      all[key] = mark;
    }
  }
  return all;
}

function marksSince(
  now: ContactDoc["consent"] = {},
  merged: ContactDoc["consent"] = {},
): Readonly<Record<string, ConsentMark>> {
  return Object.fromEntries(
    Object.entries(now).filter(([key, mark]) => mark.at > (merged[key]?.at ?? 0)),
  );
}

function newest(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b);
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
