import { FlowSettings } from "@chatloom/flows-schema";
import {
  Button,
  Group,
  Modal,
  NativeSelect,
  Select,
  Stack,
  Tabs,
  Text,
  Textarea,
  TextInput,
} from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { choiceWord } from "../../forms/choice-word.ts";
import { formSchema } from "../../forms/form-schema.ts";
import { DurationWidget } from "../../forms/widgets/duration.tsx";
import { weekdayName } from "../../forms/widgets/weekdays.tsx";
import { useWorkspace } from "../../session/use-workspace.ts";
import { CountrySelect, countryName } from "../../ui/country-select.tsx";
import { fieldTitle } from "../../ui/declared-words.ts";
import { LanguageSelect } from "./language-select.tsx";
import { useSettings } from "./use-settings.ts";
import { VariablesForm } from "./variables-form.tsx";
import { WindowTemplate } from "./window-template.tsx";

const schema = formSchema(FlowSettings);
const kinds = ["else", "timeout", "error"] as const;

/** How the whole flow behaves, and its variables. */
export function FlowSettingsDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal opened onClose={onClose} title={t("editor.settings.title")} size="xl">
      <Tabs defaultValue="variables">
        <Tabs.List mb="md">
          <Tabs.Tab value="variables">{t("editor.settings.variables")}</Tabs.Tab>
          <Tabs.Tab value="behaviour">{t("editor.settings.behaviour")}</Tabs.Tab>
          <Tabs.Tab value="hours">{t("editor.settings.hours")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="variables">
          <VariablesForm />
        </Tabs.Panel>
        <Tabs.Panel value="behaviour">
          <Behaviour />
        </Tabs.Panel>
        <Tabs.Panel value="hours">
          <Hours />
        </Tabs.Panel>
      </Tabs>
    </Modal>
  );
}

function Behaviour() {
  const { t, i18n } = useTranslation();
  const { settings, readOnly, change, replace } = useSettings();
  const ofWorkspace = useWorkspace().data?.country ?? "";
  return (
    <Stack>
      <Group grow align="flex-start">
        <LanguageSelect
          value={settings.language}
          readOnly={readOnly}
          onChange={(language) => change({ language })}
        />
        <Select
          label={t("editor.settings.timeZone")}
          description={t("editor.settings.timeZoneHint")}
          data={[...new Set([settings.timeZone, ...Intl.supportedValuesOf("timeZone")])]}
          limit={60}
          value={settings.timeZone}
          allowDeselect={false}
          searchable
          readOnly={readOnly}
          onChange={(timeZone) => change({ timeZone: timeZone ?? settings.timeZone })}
        />
      </Group>
      <CountrySelect
        label={t("editor.settings.country")}
        description={t("editor.settings.countryHint")}
        placeholder={
          ofWorkspace === ""
            ? t("editor.settings.noCountry")
            : t("editor.settings.countryOfWorkspace", {
                country: countryName(ofWorkspace, i18n.language),
              })
        }
        value={settings.country ?? ""}
        readOnly={readOnly}
        onChange={(country) => {
          const { country: _before, ...others } = settings;
          if (country === "") {
            replace(others);
          } else {
            change({ country });
          }
        }}
      />
      <DurationWidget
        schema={schema.properties?.runExpiry ?? {}}
        label={t("editor.settings.runExpiry")}
        hint={t("editor.settings.runExpiryHint")}
        value={settings.runExpiry}
        path="/runExpiry"
        optional={false}
        beside={{}}
        onChange={(runExpiry) => {
          if (runExpiry) {
            change({ runExpiry });
          }
        }}
      />
      <WindowTemplate />
      {kinds.map((kind) => {
        const value = settings.defaults[kind];
        const actions = schema.properties?.defaults?.properties?.[kind]?.properties?.action?.enum;
        return (
          <Group key={kind} grow align="flex-start">
            <Select
              label={t(`editor.settings.defaults.${kind}`)}
              data={(actions ?? []).map((it) => ({ value: it, label: choiceWord(t, it) }))}
              value={value.action}
              allowDeselect={false}
              readOnly={readOnly}
              onChange={(action) =>
                change({
                  defaults: {
                    ...settings.defaults,
                    [kind]: { ...value, action: action ?? value.action },
                  },
                })
              }
            />
            <Textarea
              label={t("editor.settings.saying")}
              autosize
              minRows={1}
              maxLength={2_000}
              value={value.text}
              readOnly={readOnly}
              onChange={({ currentTarget }) =>
                change({
                  defaults: {
                    ...settings.defaults,
                    [kind]: { ...value, text: currentTarget.value },
                  },
                })
              }
            />
          </Group>
        );
      })}
    </Stack>
  );
}

function Hours() {
  const { t } = useTranslation();
  const { settings, readOnly, change } = useSettings();
  const hours = settings.businessHours;
  return (
    <Stack gap="xs">
      {hours.length === 0 && <Text c="dimmed">{t("editor.settings.alwaysOpen")}</Text>}
      {hours.map((row, index) => {
        const set = (part: Partial<typeof row>) =>
          change({
            businessHours: hours.map((it, at) => (at === index ? { ...it, ...part } : it)),
          });
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: hours have no id, and their place is what they are
          <Group key={index} gap="xs" wrap="nowrap">
            <NativeSelect
              aria-label={fieldTitle(t, "Weekday")}
              data={[1, 2, 3, 4, 5, 6, 7].map((day) => ({
                value: String(day),
                label: weekdayName(day, "long"),
              }))}
              value={String(row.weekday)}
              disabled={readOnly}
              onChange={({ currentTarget }) => set({ weekday: Number(currentTarget.value) })}
            />
            <TextInput
              type="time"
              aria-label={t("editor.settings.from")}
              value={row.from}
              readOnly={readOnly}
              onChange={({ currentTarget }) => {
                if (currentTarget.value) {
                  set({ from: currentTarget.value });
                }
              }}
            />
            <TextInput
              type="time"
              aria-label={t("editor.settings.to")}
              value={row.to === "24:00" ? "23:59" : row.to}
              readOnly={readOnly}
              onChange={({ currentTarget }) => {
                if (currentTarget.value) {
                  set({ to: currentTarget.value });
                }
              }}
            />
            {!readOnly && (
              <Button
                variant="subtle"
                color="gray"
                size="compact-sm"
                onClick={() => change({ businessHours: hours.filter((_, at) => at !== index) })}
              >
                {t("common.delete")}
              </Button>
            )}
          </Group>
        );
      })}
      {!readOnly && hours.length < 50 && (
        <Button
          variant="light"
          size="compact-sm"
          w="fit-content"
          leftSection={<IconPlus size={14} />}
          onClick={() =>
            change({
              businessHours: [
                ...hours,
                { weekday: ((hours.at(-1)?.weekday ?? 0) % 7) + 1, from: "09:00", to: "18:00" },
              ],
            })
          }
        >
          {t("editor.settings.addHours")}
        </Button>
      )}
    </Stack>
  );
}
