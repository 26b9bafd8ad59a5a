import { Tabs } from "@mantine/core";
import type { ComponentType, ReactNode } from "react";
import { useNavigate, useParams } from "react-router";
import { Page } from "./page.tsx";
import { TabRow } from "./tab-row.tsx";

/** One tab of a page; its name stands in the address. */
interface PageTab {
  readonly name: string;
  readonly label: string;
  readonly content: ComponentType;
}

/** So many tabs fit side by side with space around their names, in every language. */
const mostRoomy = 8;

/** A page with a tab for each part. The address names the tab; otherwise the page shows the first. */
export function TabbedPage({
  title,
  actions,
  back,
  tabs,
  addressOf,
}: {
  readonly title: string;
  readonly actions?: ReactNode;
  /** The way to the page that it belongs to. */
  readonly back?: ReactNode;
  readonly tabs: readonly [PageTab, ...PageTab[]];
  readonly addressOf: (name: string) => string;
}) {
  const { tab } = useParams();
  const navigate = useNavigate();
  const { name: chosen, content: Content } = tabs.find((it) => it.name === tab) ?? tabs[0];
  const roomy = tabs.length <= mostRoomy;
  return (
    <Page title={title} actions={actions}>
      {back}
      <Tabs
        value={chosen}
        onChange={(name) => void navigate(addressOf(name ?? ""))}
        keepMounted={false}
      >
        <TabRow chosen={chosen}>
          {tabs.map(({ name, label }) => (
            <Tabs.Tab key={name} value={name} px={{ base: 8, xl: roomy ? "md" : 8 }}>
              {label}
            </Tabs.Tab>
          ))}
        </TabRow>
        <Tabs.Panel value={chosen}>
          <Content />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
