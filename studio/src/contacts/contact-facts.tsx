import { type BodyOf, type Contact, routes } from "@chatloom/api-schema";
import { Select, Stack, Switch, TagsInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useMay } from "../session/use-me.ts";
import { useWorkspace } from "../session/use-workspace.ts";
import { CountrySelect } from "../ui/country-select.tsx";
import { EditableText } from "../ui/editable-text.tsx";
import { problemText } from "../ui/show-problem.ts";
import { timeZones } from "../ui/time-zones.ts";
import { ContactFields } from "./contact-fields.tsx";

/** The editable fields of a contact. */
export type EditedContact = Pick<
  Contact,
  | "id"
  | "name"
  | "email"
  | "phone"
  | "language"
  | "country"
  | "timeZone"
  | "tags"
  | "fields"
  | "optedIn"
  | "blocked"
>;
type Change = BodyOf<typeof routes.contacts.updateContact>;

/** Name, addresses, tags and fields of a contact, each saved by itself. */
export function ContactFacts({ contact }: { readonly contact: EditedContact }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const may = useMay("contacts.change");
  const { data: workspace } = useWorkspace();
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: async (body: Change) => {
      const params = { contactId: contact.id };
      const saved = await call(routes.contacts.updateContact, { params, body });
      await client.cancelQueries({ queryKey: ["contact", contact.id] });
      client.setQueryData(["contact", contact.id], saved);
      // The saved value is shown before the field discards the typed text.
      await Promise.all([
        client.invalidateQueries({ queryKey: ["conversation"] }),
        client.invalidateQueries({ queryKey: ["contacts"] }),
        client.invalidateQueries({ queryKey: ["consents"] }),
      ]);
    },
  });
  const text = (name: "name" | "email" | "phone" | "language") => ({
    label: t(`contacts.${name}`),
    value: contact[name],
    disabled: !may,
    onSave: (value: string) => save.mutateAsync({ [name]: value }),
  });
  const errorOf = (name: "country" | "timeZone") =>
    save.isError && name in save.variables ? problemText(save.error) : undefined;
  return (
    <Stack gap="xs">
      <EditableText {...text("name")} maxLength={200} />
      <EditableText {...text("email")} type="email" maxLength={254} />
      <EditableText {...text("phone")} type="tel" maxLength={40} />
      <EditableText {...text("language")} maxLength={35} />
      <CountrySelect
        label={t("contacts.country")}
        value={contact.country}
        readOnly={!may}
        error={errorOf("country")}
        onChange={(country) => save.mutate({ country })}
      />
      <Select
        label={t("contacts.timeZone")}
        data={contact.timeZone === "" ? timeZones("UTC") : timeZones(contact.timeZone)}
        value={contact.timeZone === "" ? null : contact.timeZone}
        searchable
        clearable={may}
        clearButtonProps={{ "aria-label": t("common.clear") }}
        readOnly={!may}
        error={errorOf("timeZone")}
        onChange={(timeZone) => save.mutate({ timeZone: timeZone ?? "" })}
      />
      <TagsInput
        size="sm"
        label={t("contacts.tags")}
        placeholder={t("contacts.addTag")}
        maxTags={100}
        disabled={!may}
        data={workspace?.tags ?? []}
        value={[...contact.tags]}
        onChange={(tags) => save.mutate({ tags })}
      />
      <Switch
        size="sm"
        mt={4}
        label={t("contacts.optedIn")}
        disabled={!may}
        checked={contact.optedIn}
        onChange={(event) => save.mutate({ optedIn: event.currentTarget.checked })}
      />
      <Switch
        size="sm"
        color="red"
        label={t("contacts.blocked")}
        disabled={!may}
        checked={contact.blocked}
        onChange={(event) => save.mutate({ blocked: event.currentTarget.checked })}
      />
      <ContactFields
        fields={contact.fields}
        disabled={!may}
        onSave={(fields) => save.mutateAsync({ fields })}
      />
    </Stack>
  );
}
