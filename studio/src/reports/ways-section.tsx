import type { ReplyOf, routes } from "@chatloom/api-schema";
import { useTranslation } from "react-i18next";
import { Layer, Rectangle, ResponsiveContainer, Sankey } from "recharts";
import { useFormats } from "../figures/use-formats.ts";
import { ReportSection } from "./report-section.tsx";

type Ways = ReplyOf<typeof routes.reports.readJourneyReport>["ways"];

const longestName = 22;

/** Shows how contacts went from channels to flows and from flow to flow. */
export function WaysSection({ ways: { places, steps } }: { readonly ways: Ways }) {
  const { t } = useTranslation();
  const { count } = useFormats();
  const nameOf = (place: number) => places[place]?.name ?? "";
  const deepest = Math.max(0, ...places.map((it) => it.depth));
  const widest = Math.max(
    1,
    ...Array.from(
      { length: deepest + 1 },
      (_, depth) => places.filter((it) => it.depth === depth).length,
    ),
  );
  return (
    <ReportSection
      title={t("reports.journeys.ways")}
      hint={t("reports.journeys.waysHint")}
      chart={
        <div style={{ overflowX: "auto" }}>
          <div style={{ minWidth: 140 * (deepest + 1), height: Math.max(180, widest * 56) }}>
            <ResponsiveContainer>
              <Sankey
                data={{
                  nodes: places.map((it) => ({ name: it.name })),
                  links: steps.map(({ from, to, count: value }) => ({
                    source: from,
                    target: to,
                    value,
                  })),
                }}
                nodePadding={28}
                nodeWidth={10}
                margin={{ top: 8, bottom: 8, left: 4, right: 130 }}
                link={{ stroke: "var(--cl-messages)", strokeOpacity: 0.25 }}
                node={Place}
              />
            </ResponsiveContainer>
          </div>
        </div>
      }
      columns={[
        {
          label: t("reports.journeys.from"),
          text: (it) => nameOf(it.from),
          key: (it) => `${it.from} ${it.to}`,
        },
        { label: t("reports.journeys.to"), text: (it) => nameOf(it.to) },
        {
          label: t("reports.journeys.position"),
          text: (it) => count(places[it.to]?.depth ?? 0),
          value: (it) => places[it.to]?.depth ?? 0,
          number: true,
        },
        {
          label: t("reports.questions.times"),
          text: (it) => count(it.count),
          value: (it) => it.count,
          number: true,
        },
      ]}
      rows={steps}
    />
  );
}

/** A place as the diagram draws it, with its name beside it. */
function Place({
  x,
  y,
  width,
  height,
  payload,
}: {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly payload: { readonly name?: string };
}) {
  const name = payload.name ?? "";
  return (
    <Layer>
      <Rectangle x={x} y={y} width={width} height={height} fill="var(--cl-messages)" />
      <text
        x={x + width + 6}
        y={y + height / 2}
        dy="0.35em"
        fontSize={12}
        fill="var(--mantine-color-text)"
      >
        {name.length > longestName ? `${name.slice(0, longestName)}…` : name}
      </text>
    </Layer>
  );
}
