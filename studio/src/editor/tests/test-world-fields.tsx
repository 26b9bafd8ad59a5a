import { type ConversationTest, testedPeople } from "@chatloom/flows-schema";
import { Select, SimpleGrid, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useChannelTypes } from "../state/editor-world.tsx";

/** The channel and the contact of a test, and whether people are there. */
export function TestWorldFields({
  value,
  readOnly,
  onChange,
}: {
  readonly value: ConversationTest;
  readonly readOnly: boolean;
  readonly onChange: (value: ConversationTest) => void;
}) {
  const { t } = useTranslation();
  const types = useChannelTypes().data?.items ?? [];
  const contact = value.contact ?? {};
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
      <Select
        size="xs"
        label={t("simulator.channel")}
        placeholder={t("simulator.anyChannel")}
        clearable
        readOnly={readOnly}
        value={value.channel ?? null}
        data={types.map((it) => ({ value: it.type, label: it.title }))}
        onChange={(channel) => onChange({ ...value, channel: channel ?? undefined })}
      />
      <Select
        size="xs"
        label={t("tests.people")}
        allowDeselect={false}
        readOnly={readOnly}
        value={value.people ?? "available"}
        data={testedPeople.map((it) => ({ value: it, label: t(`tests.peopleAre.${it}`) }))}
        onChange={(people) => onChange({ ...value, people: people as ConversationTest["people"] })}
      />
      {(["firstName", "language", "email", "phone"] as const).map((field) => (
        <TextInput
          key={field}
          size="xs"
          label={t(`simulator.contactFields.${field}`)}
          readOnly={readOnly}
          value={contact[field] ?? ""}
          onChange={({ currentTarget }) =>
            onChange({
              ...value,
              contact: { ...contact, [field]: currentTarget.value || undefined },
            })
          }
        />
      ))}
    </SimpleGrid>
  );
}
