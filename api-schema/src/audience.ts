import { Condition, contactFieldTypes } from "@chatloom/flows-schema";
import Type, { type Static } from "typebox";
import { Contact } from "./contacts.ts";
import { Optional } from "./optional.ts";
import { defineRoute } from "./route.ts";
import { Exact, Id, Moment, Name, Page } from "./shapes.ts";

const Key = Type.String({ minLength: 1, maxLength: 64 });
const FieldType = Type.Enum([...contactFieldTypes], { type: "string" });
const Choices = Type.Array(Type.String({ minLength: 1, maxLength: 100 }), {
  maxItems: 200,
  uniqueItems: true,
});

/** A custom field of contacts. The key never changes, so that a new title keeps all data. */
export const ContactField = Exact({
  key: Key,
  title: Name,
  type: FieldType,
  choices: Choices,
  createdAt: Moment,
});
export type ContactField = Static<typeof ContactField>;

/** A tag of contacts. */
export const Tag = Exact({ key: Key, title: Name, createdAt: Moment });
export type Tag = Static<typeof Tag>;

/** The flows and segments that use a field or tag. */
export const DefinitionUse = Exact({
  contacts: Type.Integer(),
  flows: Type.Array(Exact({ id: Id, name: Type.String() })),
  segments: Type.Array(Exact({ id: Id, name: Type.String() })),
});
export type DefinitionUse = Static<typeof DefinitionUse>;

const keyParams = Type.Object({ key: Key });
const errors = ["definition.exists", "definition.key-invalid"];

export const listContactFields = defineRoute({
  method: "get",
  path: "/contact-fields",
  tag: "Audience",
  access: "viewer",
  permission: "workspace.read",
  summary: "List the custom fields of contacts",
  reply: Exact({ items: Type.Array(ContactField) }),
});
export const createContactField = defineRoute({
  method: "post",
  path: "/contact-fields",
  tag: "Audience",
  access: "editor",
  audit: "contactField.created",
  summary: "Define a field; without a key it is made of the title",
  body: Exact({
    title: Name,
    key: Optional(Key),
    type: Optional(FieldType),
    choices: Optional(Choices),
  }),
  reply: ContactField,
  errors,
});
export const updateContactField = defineRoute({
  method: "patch",
  path: "/contact-fields/:key",
  tag: "Audience",
  access: "editor",
  audit: "contactField.changed",
  summary: "Change a field's title, type or choices; contacts keep their values",
  params: keyParams,
  body: Exact({
    title: Optional(Name),
    type: Optional(FieldType),
    choices: Optional(Choices),
  }),
  reply: ContactField,
});
export const readContactFieldUse = defineRoute({
  method: "get",
  path: "/contact-fields/:key/use",
  tag: "Audience",
  access: "viewer",
  summary: "Tell which contacts, flows and segments use a field",
  params: keyParams,
  reply: DefinitionUse,
});
export const deleteContactField = defineRoute({
  method: "delete",
  path: "/contact-fields/:key",
  tag: "Audience",
  access: "editor",
  audit: "contactField.deleted",
  summary: "Delete a field and its values",
  params: keyParams,
  reply: Exact({ contacts: Type.Integer() }),
});

export const listTags = defineRoute({
  method: "get",
  path: "/tags",
  tag: "Audience",
  access: "viewer",
  permission: "workspace.read",
  summary: "List the tags of contacts",
  reply: Exact({ items: Type.Array(Tag) }),
});
export const createTag = defineRoute({
  method: "post",
  path: "/tags",
  tag: "Audience",
  access: "editor",
  audit: "tag.created",
  summary: "Define a tag; without a key it has the title as key",
  body: Exact({ title: Name, key: Optional(Key) }),
  reply: Tag,
  errors,
});
export const updateTag = defineRoute({
  method: "patch",
  path: "/tags/:key",
  tag: "Audience",
  access: "editor",
  audit: "tag.changed",
  summary: "Change a tag's title; contacts keep it",
  params: keyParams,
  body: Exact({ title: Name }),
  reply: Tag,
});
export const readTagUse = defineRoute({
  method: "get",
  path: "/tags/:key/use",
  tag: "Audience",
  access: "viewer",
  summary: "Tell which contacts, flows and segments use a tag",
  params: keyParams,
  reply: DefinitionUse,
});
export const deleteTag = defineRoute({
  method: "delete",
  path: "/tags/:key",
  tag: "Audience",
  access: "editor",
  audit: "tag.deleted",
  summary: "Delete a tag and take it from all contacts",
  params: keyParams,
  reply: Exact({ contacts: Type.Integer() }),
});

/** A saved condition over contacts. */
export const Segment = Exact({
  id: Id,
  name: Name,
  condition: Condition,
  /** The size on the days on which somebody looked, the newest last. */
  sizes: Type.Array(
    Exact({
      at: Moment,
      count: Type.Integer(),
      /** Too many contacts had to be looked at one by one: there are more than `count`. */
      atLeast: Optional(Type.Boolean()),
    }),
  ),
  createdAt: Moment,
  updatedAt: Moment,
});
export type Segment = Static<typeof Segment>;

const segmentParams = Type.Object({ segmentId: Id });
const segmentErrors = ["segment.condition-invalid"];

export const listSegments = defineRoute({
  method: "get",
  path: "/segments",
  tag: "Audience",
  access: "viewer",
  permission: "workspace.read",
  summary: "List the segments",
  reply: Exact({ items: Type.Array(Segment) }),
});
export const createSegment = defineRoute({
  method: "post",
  path: "/segments",
  tag: "Audience",
  access: "editor",
  audit: "segment.created",
  summary: "Save a condition as a segment",
  body: Exact({ name: Name, condition: Condition }),
  reply: Segment,
  errors: segmentErrors,
});
export const readSegment = defineRoute({
  method: "get",
  path: "/segments/:segmentId",
  tag: "Audience",
  access: "viewer",
  summary: "Read a segment",
  params: segmentParams,
  reply: Segment,
});
export const updateSegment = defineRoute({
  method: "patch",
  path: "/segments/:segmentId",
  tag: "Audience",
  access: "editor",
  audit: "segment.changed",
  summary: "Change a segment",
  params: segmentParams,
  body: Exact({ name: Optional(Name), condition: Optional(Condition) }),
  reply: Segment,
  errors: segmentErrors,
});
export const deleteSegment = defineRoute({
  method: "delete",
  path: "/segments/:segmentId",
  tag: "Audience",
  access: "editor",
  audit: "segment.deleted",
  summary: "Delete a segment that nothing uses",
  params: segmentParams,
  reply: Exact({}),
  errors: ["segment.in-use"],
});
/** Counts who fits a condition, and shows the first 20. `complete` is false where counting stopped early. */
export const previewSegment = defineRoute({
  method: "post",
  path: "/segments/preview",
  tag: "Audience",
  access: "viewer",
  audit: { none: "It changes nothing" },
  summary: "Count who fits a condition and show some of them",
  body: Exact({ condition: Condition }),
  reply: Exact({
    count: Type.Integer(),
    complete: Type.Boolean(),
    items: Type.Array(Contact),
  }),
  errors: segmentErrors,
});
/** A page of the contacts that fit a condition, in the order of their ids. */
export const filterContacts = defineRoute({
  method: "post",
  path: "/contacts/filter",
  tag: "Audience",
  access: "viewer",
  audit: { none: "It changes nothing" },
  summary: "List the contacts that fit a condition",
  body: Exact({
    condition: Condition,
    cursor: Optional(Id),
    limit: Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  }),
  reply: Page(Contact),
  errors: segmentErrors,
});
/** Streams contacts as CSV or JSON Lines; the reply is the file itself. */
export const exportContacts = defineRoute({
  method: "get",
  path: "/contact-export",
  tag: "Audience",
  access: "admin",
  audit: "contact.allExported",
  summary: "Download contacts as CSV or JSON Lines, all or those of a segment",
  query: Type.Object({
    format: Optional(Type.Enum(["csv", "jsonl"], { type: "string" })),
    segmentId: Optional(Id),
  }),
  reply: Exact({}),
});
