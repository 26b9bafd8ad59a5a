import { contactLists, type Operator } from "@chatloom/flows-schema";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useContactFields, useSegments, useTags } from "../api/use-definitions.ts";
import { useChannels } from "../channels/use-channels.ts";
import { type Choice, emptyWorld, type FormWorld } from "../forms/form-world.tsx";

const yesNo: readonly Operator[] = ["isTrue", "isFalse"];
const moments: readonly Operator[] = [
  "withinDays",
  "notWithinDays",
  "before",
  "after",
  "isSet",
  "isNotSet",
];
const membership: readonly Operator[] = ["contains", "notContains"];
const purposes = ["marketing", "service"] as const;
const states = ["given", "declined", "withdrawn"] as const;
const texts: readonly Operator[] = [
  ...["equals", "notEquals", "contains", "notContains", "startsWith", "endsWith"],
  ...["isOneOf", "isSet", "isNotSet"],
] as Operator[];
const numbers: readonly Operator[] = [
  ...["equals", "notEquals", "greaterThan", "atLeast", "lessThan", "atMost", "isSet", "isNotSet"],
] as Operator[];

const byType = {
  text: texts,
  number: numbers,
  boolean: yesNo,
  date: moments,
  choice: texts,
  list: [...membership, "isOneOf", "isSet", "isNotSet"] as Operator[],
} as const;

/** Gives the choices of the condition editor about contacts: their fields, operators by type, values to choose. */
export function useSegmentWorld(readOnly: boolean, ownId?: string): FormWorld {
  const { t } = useTranslation();
  const fields = useContactFields().data?.items;
  const tags = useTags().data?.items;
  const segments = useSegments().data?.items;
  const channels = useChannels().data?.items;
  return useMemo(() => {
    const operators = new Map<string, readonly Operator[]>([
      ["contact.tags", [...membership, "isSet", "isNotSet"]],
      ["contact.segments", membership],
      ["contact.channels", membership],
      ["contact.firstSeen", ["withinDays", "notWithinDays", "before", "after"]],
      ["contact.lastSeen", moments],
      ["contact.optedIn", yesNo],
      ...contactLists.map((it) => [`contact.${it}`, membership] as const),
    ]);
    for (const { key, type } of fields ?? []) {
      operators.set(`contact.${key}`, byType[type]);
    }
    const builtIn = [
      ...(["tags", "segments", "channels", "firstSeen", "lastSeen", "optedIn"] as const),
      ...contactLists,
    ];
    const known = ["name", "email", "phone", "language", "country", "timeZone"] as const;
    const choice = (value: string, label: string): Choice => ({ value, label });
    const consentChoices = purposes.flatMap((purpose) =>
      states.flatMap((state) => [
        choice(`${purpose}:${state}`, t(`audience.consents.${purpose}.${state}`)),
        ...(channels ?? []).map(({ id, name }) =>
          choice(
            `${purpose}:${state}:${id}`,
            `${t(`audience.consents.${purpose}.${state}`)} (${name})`,
          ),
        ),
      ]),
    );
    const rights = new Map<string, readonly Choice[]>([
      ["contact.tags", (tags ?? []).map((it) => choice(it.key, it.title))],
      [
        "contact.segments",
        (segments ?? []).filter((it) => it.id !== ownId).map((it) => choice(it.id, it.name)),
      ],
      ["contact.channels", (channels ?? []).map((it) => choice(it.id, it.name))],
      ["contact.consents", consentChoices],
      ...(fields ?? [])
        .filter((it) => it.type === "choice")
        .map(
          (it) => [`contact.${it.key}`, it.choices.map((value) => choice(value, value))] as const,
        ),
    ]);
    return {
      ...emptyWorld,
      readOnly,
      operands: [
        ...builtIn.map((it) => choice(`contact.${it}`, t(`audience.operands.${it}`))),
        ...known.map((it) => choice(`contact.${it}`, t(`contacts.${it}`))),
        ...(fields ?? []).map((it) => choice(`contact.${it.key}`, it.title)),
      ],
      operatorsFor: (left) => operators.get(left) ?? texts,
      valuesFor: (left) => rights.get(left),
    };
  }, [t, fields, tags, segments, channels, readOnly, ownId]);
}
