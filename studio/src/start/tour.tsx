import { addressOf, pages } from "@chatloom/api-schema";
import { Button, Group, Popover, Text, Title } from "@mantine/core";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { matchPath, useLocation, useNavigate } from "react-router";
import { useFlowList } from "../api/use-flow-list.ts";
import classes from "./start.module.css";
import { useTour } from "./tour-store.ts";
import { usePlaceOf } from "./use-place-of.ts";
import { useTourEnded } from "./use-tour-ended.ts";

/** The stops, in order. Those of the editor open the newest flow; without one they point at the flows. */
const stops = [
  { name: "canvas", targets: [".react-flow__node"], area: pages.flows },
  { name: "publish", targets: ['[data-tour="publish"]'], area: pages.flows },
  { name: "inbox", targets: [], area: pages.conversations },
  { name: "audience", targets: [], area: pages.contacts },
  { name: "channels", targets: [], area: pages.channels },
] as const;

/** The tour: a few words beside the places where the work is done. Nothing while it does not run. */
export function Tour() {
  const step = useTour((it) => it.step);
  return step === undefined ? null : <Stop step={step} />;
}

function Stop({ step }: { readonly step: number }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const { go, stop } = useTour();
  const { end } = useTourEnded();
  const newest = useFlowList().data?.items[0]?.id;
  const { name, targets, area } = stops[step] ?? stops[0];
  const onFlow = matchPath(pages.flow, pathname) !== null;
  useEffect(() => {
    if (targets.length > 0 && !onFlow && newest !== undefined) {
      void navigate(addressOf(pages.flow, { flowId: newest }));
    }
  }, [targets, onFlow, newest, navigate]);
  // On phones some areas are behind "More", and flows are outlines.
  const place = usePlaceOf([...targets, `nav a[href="${area}"]`, '[data-tour="more"]']);
  const last = step === stops.length - 1;
  const finish = () => {
    stop();
    end();
  };
  if (!place) {
    return null;
  }
  return (
    <Popover
      key={name}
      opened
      withArrow
      trapFocus
      returnFocus
      withRoles={false}
      withinPortal
      width={320}
      position="right"
      closeOnClickOutside={false}
      onDismiss={finish}
      middlewares={{
        flip: { fallbackPlacements: ["bottom", "top", "left"], padding: 12 },
        shift: { padding: 12 },
      }}
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <div className={classes.spot} style={place} />
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-labelledby="tour-title" maw="calc(100vw - 24px)">
        <Text size="xs" c="dimmed">
          {t("start.tour.place", { step: step + 1, steps: stops.length })}
        </Text>
        <Title order={2} size="h4" id="tour-title">
          {t(`start.tour.stops.${name}.title`)}
        </Title>
        <Text size="sm" mt={4} mb="sm" aria-live="polite">
          {t(`start.tour.stops.${name}.text`)}
        </Text>
        <Group justify="space-between">
          <Button size="xs" variant="subtle" onClick={finish}>
            {t("start.tour.skip")}
          </Button>
          <Group gap="xs">
            {step > 0 && (
              <Button size="xs" variant="default" onClick={() => go(step - 1)}>
                {t("start.tour.back")}
              </Button>
            )}
            <Button size="xs" data-autofocus onClick={() => (last ? finish() : go(step + 1))}>
              {t(last ? "start.tour.done" : "start.tour.next")}
            </Button>
          </Group>
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}
