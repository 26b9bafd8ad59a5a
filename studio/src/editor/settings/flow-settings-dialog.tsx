import { FlowSettings, failingTestsActions } from "@chatloom/flows-schema";
import { Group, Select, Stack, Tabs, Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { choiceWord } from "../../forms/choice-word.ts";
import { formSchema } from "../../forms/form-schema.ts";
import { OpeningHours } from "../../forms/opening-hours.tsx";
import { DurationWidget } from "../../forms/widgets/duration.tsx";
import { useWorkspace } from "../../session/use-workspace.ts";
import { CountrySelect, countryName } from "../../ui/country-select.tsx";
import { Dialog } from "../../ui/dialog.tsx";
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
    <Dialog onClose={onClose} title={t("editor.settings.title")} size="xl">
      <Tabs defaultValue="variables">
        <Tabs.List mb="md">
          <Tabs.Tab value="variables">{t("editor.settings.variables")}</Tabs.Tab>
          <Tabs.Tab value="behaviour">{t("editor.settings.behaviour")}</Tabs.Tab>
          <Tabs.Tab value="hours">{t("editor.settings.hours")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="variables">
          <VariablesForm onLeave={onClose} />
        </Tabs.Panel>
        <Tabs.Panel value="behaviour">
          <Behaviour />
        </Tabs.Panel>
        <Tabs.Panel value="hours">
          <Hours />
        </Tabs.Panel>
      </Tabs>
    </Dialog>
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
      <Select
        label={t("tests.setting.title")}
        description={t("tests.setting.hint")}
        data={failingTestsActions.map((it) => ({ value: it, label: t(`tests.setting.${it}`) }))}
        value={settings.failingTests ?? "warn"}
        allowDeselect={false}
        readOnly={readOnly}
        onChange={(failingTests) =>
          change({ failingTests: (failingTests ?? "warn") as (typeof failingTestsActions)[number] })
        }
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
  const { settings, readOnly, change } = useSettings();
  return (
    <OpeningHours
      value={settings.businessHours}
      readOnly={readOnly}
      onChange={(businessHours) => change({ businessHours })}
    />
  );
}
