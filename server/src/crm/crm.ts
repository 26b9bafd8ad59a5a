import type { Abilities } from "@chatloom/flows-schema";
import type { Static, TObject } from "typebox";
import type { Connection } from "../channels/connection.ts";
import type { Action } from "../desks/desk.ts";

/**
 * CONTRACT. A CRM in which a company keeps its customers, as a value: small pure functions and data. The server does the talking, the
 * storing and the retrying. Values of contacts are texts; the names of their fields are the CRM's own. An action may be carried out again
 * after its answer was lost.
 */
export interface Crm<S extends TObject = TObject> extends Connection<S, CrmEvent> {
  /** Calls of one account. */
  readonly rate: Abilities["rate"];
  /** Finds a contact by e-mail, or else by phone number; undefined: there is none. */
  readonly find: Action<FindRequest, CrmContact | undefined, S>;
  /** Creates a contact, or changes the one with the id. `gone`: the CRM does not have it any more. */
  readonly write: Action<WriteRequest, CrmContact | "gone", S>;
  /** Lists the fields of contacts; absent: people type the names. */
  readonly listFields?: Action<undefined, readonly CrmField[], S>;
  /** Reads contacts by their ids; those that are gone are left out. */
  readonly read?: Action<ReadRequest, readonly CrmContact[], S>;
  /** Reads the contacts that changed, the longest unchanged first; absent: contacts are only sent to it. */
  readonly listChanged?: Action<ChangedRequest, ChangedPage, S>;
  /** Adds a note to a contact. */
  readonly addNote?: Action<NoteRequest, { readonly id: string }, S>;
  readonly listLists?: Action<undefined, readonly CrmList[], S>;
  readonly listMembers?: Action<MembersRequest, MembersPage, S>;
  /** How its calls carry the access token of a connected account; absent: what they sign in with is always typed. */
  readonly signIn?: CrmSignIn<S>;
  /** The address of a contact's page in the CRM, for people; undefined: not known. */
  readonly pageOf?: (crmId: string, settings: Static<S>) => string | undefined;
}

/** The names of two settings: that of the connected account, and that of the token in whose place the account's is used. */
export interface CrmSignIn<S extends TObject = TObject> {
  readonly account: keyof Static<S> & string;
  readonly token: keyof Static<S> & string;
}

/** A contact of the CRM. Fields without a value are absent. */
export interface CrmContact {
  readonly id: string;
  readonly values: Readonly<Record<string, string>>;
  /** Epoch milliseconds, by the CRM's clock. */
  readonly changedAt?: number | undefined;
}

export interface CrmField {
  readonly name: string;
  readonly label: string;
  readonly readOnly: boolean;
}

export interface CrmList {
  readonly id: string;
  readonly name: string;
}

export interface FindRequest {
  readonly email: string;
  readonly phone: string;
  /** The fields that are wanted. */
  readonly fields: readonly string[];
}

export interface WriteRequest {
  readonly crmId?: string | undefined;
  readonly values: Readonly<Record<string, string>>;
  readonly fields: readonly string[];
}

export interface ReadRequest {
  /** At most 100. */
  readonly ids: readonly string[];
  readonly fields: readonly string[];
}

export interface ChangedRequest {
  /** Epoch milliseconds. */
  readonly since: number;
  /** The `next` of the page before. */
  readonly after?: string | undefined;
  readonly fields: readonly string[];
}

export interface ChangedPage {
  readonly contacts: readonly CrmContact[];
  readonly next?: string | undefined;
}

export interface NoteRequest {
  readonly crmId: string;
  /** Ours, the same at every attempt; the note holds it. */
  readonly noteId: string;
  readonly text: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** An earlier attempt may have arrived: look for its note first. */
  readonly again: boolean;
}

export interface MembersRequest {
  readonly listId: string;
  readonly after?: string | undefined;
}

export interface MembersPage {
  readonly ids: readonly string[];
  readonly next?: string | undefined;
}

interface EventBase {
  /** Unique within the account and the same at every redelivery. */
  readonly id: string;
  readonly account: string | undefined;
  /** Epoch milliseconds, by the CRM's clock. */
  readonly at: number;
}

/** A change that a CRM's webhook reports. */
export type CrmEvent =
  | (EventBase & { readonly kind: "crmContact"; readonly crmId: string })
  /** Knowingly not used; `what` is the CRM's name for it. Counted. */
  | (EventBase & { readonly kind: "ignored"; readonly what: string });

/** Declares a CRM; the type parameter ties its functions to its settings. */
export function defineCrm<S extends TObject>(crm: Crm<S>): Crm<S> {
  return crm;
}
