import type { ServerContext } from "../../context/server-context.ts";
import { after, type ListPlace } from "../../domain/cursor.ts";
import { searchTerms } from "../../domain/search-words.ts";
import { contacts } from "../../records/contact-model.ts";
import { conversations } from "../../records/conversation-model.ts";
import { conversationWords } from "../../records/conversation-words-model.ts";
import { findByTerm, haveAllTerms, inGroups } from "../../records/find-by-term.ts";
import { type ListedConversation, listedFields } from "./listed-conversation.ts";

/** The most entries that one search reads when all its terms are common. */
const mostWalked = 3_000;
const stride = 300;

/** A page of what a search found, newest first. */
export interface SearchPage {
  readonly found: readonly ListedConversation[];
  /** The entries read up to the end of this page, if there may be another one. */
  readonly read?: readonly { readonly id: string; readonly moment: number }[] | undefined;
}

/**
 * Finds conversations by words of their contact and of their messages. A rare term is looked up in the index of words. When all terms
 * are common, the newest conversations are compared one by one: many of them match. Either way the work is bounded.
 */
export async function searchConversations(
  { connection }: ServerContext,
  workspaceId: string,
  {
    search,
    filter,
    place,
    limit,
  }: {
    readonly search: string;
    readonly filter: Readonly<Record<string, unknown>>;
    readonly place: ListPlace | undefined;
    readonly limit: number;
  },
): Promise<SearchPage> {
  const model = conversations(connection).in(workspaceId);
  const people = contacts(connection).in(workspaceId);
  const said = conversationWords(connection).in(workspaceId);
  const terms = searchTerms(search);
  if (terms.length === 0) {
    return { found: [] };
  }

  for (const term of terms) {
    const [byContact, byWords] = await Promise.all([
      findByTerm(people, term),
      findByTerm(said, term),
    ]);
    if (byContact && byWords) {
      return pageOf(await fitting(byContact, byWords));
    }
  }
  return walk();

  /** All conversations with one of the contacts or ids that match the other terms, too. */
  async function fitting(contactIds: readonly string[], ids: readonly string[]) {
    const brief = { projection: { contactId: 1, updatedAt: 1 } };
    const [ofContacts, named] = await Promise.all([
      inGroups(contactIds, (group) => model.find({ ...filter, contactId: { $in: group } }, brief)),
      inGroups(ids, (group) => model.find({ ...filter, _id: { $in: group } }, brief)),
    ]);
    const all = new Map([...ofContacts, ...named].map((it) => [String(it._id), it]));
    return matching([...all.values()]);
  }

  async function pageOf(found: readonly Brief[]): Promise<SearchPage> {
    const shown = new Set(place?.shown);
    const left = found
      .filter((it) => !place || (it.updatedAt <= place.moment && !shown.has(it._id)))
      .sort((a, b) => b.updatedAt - a.updatedAt);
    const page = left.slice(0, limit);
    return {
      found: await whole(page),
      read: left.length > limit ? page.map(lineOf) : undefined,
    };
  }

  async function walk(): Promise<SearchPage> {
    const found: ListedConversation[] = [];
    let from = place;
    for (let read = 0; read < mostWalked; read += stride) {
      const next = await model.find(
        { ...filter, ...after("updatedAt", from) },
        { sort: { updatedAt: -1 }, limit: stride, projection: listedFields },
      );
      const fits = new Set((await matching(next)).map((it) => it._id));
      for (const one of next) {
        if (fits.has(one._id)) {
          found.push(one);
        }
        if (found.length === limit) {
          return { found, read: found.map(lineOf) };
        }
      }
      const last = next.at(-1);
      if (!last || next.length < stride) {
        return { found };
      }
      const same = next.filter((it) => it.updatedAt === last.updatedAt).map((it) => it._id);
      const before = from?.moment === last.updatedAt ? from.shown : [];
      from = { moment: last.updatedAt, shown: [...before, ...same] };
      if (read + stride >= mostWalked) {
        return { found, read: [...found, last].map(lineOf) };
      }
    }
    return { found };
  }

  async function matching<T extends Pick<ListedConversation, "_id" | "contactId">>(
    some: readonly T[],
  ): Promise<readonly T[]> {
    const words = { projection: { words: 1 } };
    const [ofContacts, ofMessages] = await Promise.all([
      inGroups([...new Set(some.map((it) => it.contactId))], (group) =>
        people.find({ _id: { $in: group } }, words),
      ),
      inGroups(
        some.map((it) => it._id),
        (group) => said.find({ _id: { $in: group } }, words),
      ),
    ]);
    const known = new Map([...ofContacts, ...ofMessages].map((it) => [String(it._id), it.words]));
    return some.filter(({ _id, contactId }) =>
      haveAllTerms([...(known.get(contactId) ?? []), ...(known.get(_id) ?? [])], terms),
    );
  }

  async function whole(page: readonly Brief[]): Promise<ListedConversation[]> {
    const ids = page.map((it) => it._id);
    const found = await inGroups(ids, (group) =>
      model.find({ _id: { $in: group } }, { projection: listedFields }),
    );
    const byId = new Map(found.map((it) => [it._id, it]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }
}

function lineOf({ _id: id, updatedAt: moment }: Brief) {
  return { id, moment };
}

type Brief = Pick<ListedConversation, "_id" | "contactId" | "updatedAt">;
