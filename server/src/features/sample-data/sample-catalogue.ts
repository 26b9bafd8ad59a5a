import {
  type Condition,
  type Flow,
  type FlowNode,
  isTrigger,
  samples,
  translateFlow,
} from "@chatloom/flows-schema";
import mongoose from "mongoose";
import type { ContactDoc } from "../../domain/contact-doc.ts";
import { newContact } from "../../domain/new-contact.ts";
import { sampleId } from "../../domain/sample-id.ts";
import type { ContactDefinition } from "../../records/contact-definition-model.ts";
import { type SampleItem, sampleDigest } from "../../records/sample-data-model.ts";
import { derivedId } from "../../store/derived-id.ts";
import type { ObjectId } from "../../store/scoped-model.ts";
import { type SamplePerson, type SampleText, samplePeople } from "./sample-people.ts";

/** The input of the sample data. The same input gives the same documents, also after a crash. */
export interface SamplePlace {
  readonly workspaceId: ObjectId;
  /** The job that fills: sample data that was removed and filled again has new ids. */
  readonly fillId: string;
  readonly language: keyof SampleText;
  readonly timeZone: string;
  /** The website chat. */
  readonly channelId: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

type Known<T> = T & { readonly _id: ObjectId };

/** All documents of the sample data, without its conversations. */
export interface SampleCatalogue {
  readonly contacts: readonly { readonly person: SamplePerson; readonly contact: ContactDoc }[];
  readonly definitions: readonly Known<ContactDefinition>[];
  readonly segment: Known<{ readonly name: string; readonly condition: Condition }>;
  readonly flow: Known<{ readonly draft: Flow }>;
}

const words = {
  mark: { en: "sample", vi: "mẫu" },
  regular: { en: "regular", vi: "khách quen" },
  favourite: { en: "Favourite (sample)", vi: "Món yêu thích (mẫu)" },
  segment: { en: "Regular guests (sample)", vi: "Khách quen (mẫu)" },
  flow: { en: "Main menu (sample)", vi: "Menu chính (mẫu)" },
};
const fieldKey = "sampleFavourite";
const minuteMs = 60_000;

/** Lists the documents of the sample data. */
export function sampleCatalogue(place: SamplePlace): SampleCatalogue {
  const { workspaceId, fillId, language, channelId, at } = place;
  const idOf = (name: string) => new mongoose.Types.ObjectId(derivedId(`sample:${fillId}:${name}`));
  const mark = words.mark[language];
  const regular = words.regular[language];
  const contacts = samplePeople.map((person) => {
    const { key, firstName, lastName, email } = person;
    const began = at - person.began * minuteMs;
    const contact = newContact(
      {
        _id: sampleId(`${fillId}:${key}`),
        workspaceId,
        name: `${firstName} ${lastName} (${mark})`,
        firstName,
        lastName,
        email,
        language,
        tags: person.regular ? [mark, regular] : [mark],
        fields: { [fieldKey]: person.favourite[language] },
        identities: [{ channelId, address: derivedId(`sample:${fillId}:address:${key}`) }],
      },
      began,
    );
    return { person, contact };
  });
  const tag = (key: string) =>
    ({ _id: idOf(`tag:${key}`), kind: "tag", key, title: key, createdAt: at }) as const;
  const field = {
    _id: idOf("field"),
    kind: "field",
    key: fieldKey,
    title: words.favourite[language],
    type: "text",
    choices: [],
    createdAt: at,
  } as const;
  const rule = { left: "contact.tags", operator: "contains", right: regular } as const;
  const condition: Condition = { match: "all", groups: [{ match: "all", rules: [rule] }] };
  return {
    contacts,
    definitions: [tag(mark), tag(regular), field],
    segment: { _id: idOf("segment"), name: words.segment[language], condition },
    flow: { _id: idOf("flow"), draft: sampleFlow(place) },
  };
}

/** Lists the things of the catalogue with their digests. */
export function sampleItems({
  contacts,
  definitions,
  segment,
  flow,
}: SampleCatalogue): readonly SampleItem[] {
  return [
    ...contacts.map(({ contact }): SampleItem => {
      const digest = sampleDigest.contact(contact);
      return { kind: "contact", id: contact._id, digest };
    }),
    ...definitions.map(({ _id, ...definition }): SampleItem => {
      const digest = sampleDigest.definition(definition);
      return { kind: definition.kind, id: String(_id), digest };
    }),
    {
      kind: "segment",
      id: String(segment._id),
      digest: sampleDigest.segment(segment.name, segment.condition),
    },
    { kind: "flow", id: String(flow._id), digest: sampleDigest.flow(flow.draft.name, 1) },
  ];
}

/** The sample "Main menu", which answers on the website chat only. */
function sampleFlow({ language, timeZone }: SamplePlace): Flow {
  const found = samples.find((it) => it.id === "main-menu");
  if (!found) {
    throw new Error('There is no sample flow "main-menu"');
  }
  const spoken = translateFlow(found.flow, language);
  return {
    ...spoken,
    name: words.flow[language],
    settings: { ...spoken.settings, timeZone },
    nodes: spoken.nodes.map((node): FlowNode => {
      const { data } = node;
      return isTrigger(node) && "channels" in data
        ? ({ ...node, data: { ...data, channels: ["web"] } } as FlowNode)
        : node;
    }),
  };
}
