import type { QueryOf, ReplyOf, routes } from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import { Invalid } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import type { ContactDoc } from "../../domain/contact-doc.ts";
import { presentContact } from "../../domain/present-contact.ts";
import { searchTerms } from "../../domain/search-words.ts";
import { contacts } from "../../records/contact-model.ts";
import { findByTerm, haveAllTerms, inGroups } from "../../records/find-by-term.ts";

/** Which contacts a member asks for. */
export type ContactQuery = QueryOf<typeof routes.contacts.listContacts>;
type Listed = ReplyOf<typeof routes.contacts.listContacts>;
type Filter = Record<string, unknown>;

/** The most entries that one search reads when all its terms are common. */
const mostWalked = 3_000;
const stride = 300;

/** A page of contacts, newest first. A search finds the words of names, e-mail, phone, addresses and tags by their beginning. */
export async function listContacts(
  { connection }: ServerContext,
  workspaceId: string,
  query: ContactQuery,
): Promise<Listed> {
  const model = contacts(connection).in(workspaceId);
  const limit = query.limit ?? 50;
  const filter: Filter = defined({ tags: query.tag || undefined });
  const from = query.cursor === undefined ? undefined : contactCursor(query.cursor);
  if (!query.search) {
    const found = await newest(from, limit + 1);
    return pageOf(found.slice(0, limit), found.length > limit ? found[limit - 1]?._id : undefined);
  }
  const terms = searchTerms(query.search);
  if (terms.length === 0) {
    return { items: [] };
  }
  for (const term of terms) {
    const ids = await findByTerm(model, term);
    if (!ids) {
      continue;
    }
    const after = ids.filter((id) => from === undefined || id < from);
    const found = await inGroups(after, (group) => model.find({ ...filter, _id: { $in: group } }));
    const fits = found.filter((it) => haveAllTerms(it.words ?? [], terms));
    const sorted = fits.sort((a, b) => (a._id < b._id ? 1 : -1));
    const more = sorted.length > limit ? sorted[limit - 1]?._id : undefined;
    return pageOf(sorted.slice(0, limit), more);
  }
  return walk();

  async function newest(before: string | undefined, most: number): Promise<ContactDoc[]> {
    const found = await model.find(
      { ...filter, ...defined({ _id: before && { $lt: before } }) },
      { sort: { _id: -1 }, limit: most },
    );
    return found;
  }

  /** All terms are common, so many of the newest contacts match. */
  async function walk(): Promise<Listed> {
    const found: ContactDoc[] = [];
    let last = from;
    for (let read = 0; read < mostWalked; read += stride) {
      const next = await newest(last, stride);
      for (const one of next) {
        if (haveAllTerms(one.words ?? [], terms)) {
          found.push(one);
        }
        if (found.length === limit) {
          return pageOf(found, one._id);
        }
      }
      if (next.length < stride) {
        return pageOf(found, undefined);
      }
      last = next.at(-1)?._id;
    }
    return pageOf(found, last);
  }
}

function pageOf(found: readonly ContactDoc[], next: string | undefined): Listed {
  return { items: found.map(presentContact), next };
}

function contactCursor(cursor: string): string {
  if (/^[0-9a-f]{24}$/.test(cursor)) {
    return cursor;
  }
  throw new Invalid("request.cursor", "The cursor is not one that a list of ours gave", [
    { at: "/cursor", message: "must be the `next` of an earlier page" },
  ]);
}
