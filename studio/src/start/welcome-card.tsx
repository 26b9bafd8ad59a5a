import { Button, Group, Text, Title } from "@mantine/core";
import { IconDatabasePlus, IconRoute } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useMay } from "../session/use-me.ts";
import classes from "./start.module.css";
import { useTour } from "./tour-store.ts";
import { useSampleActions, useSampleData } from "./use-sample-data.ts";
import { useTourEnded } from "./use-tour-ended.ts";

/** Offers new owners the tour and sample data. Hides once the tour has ended and there is sample data or a flow. */
export function WelcomeCard({ empty }: { readonly empty: boolean }) {
  const { t } = useTranslation();
  const admin = useMay("workspace.change");
  const data = useSampleData();
  const { fill, pending } = useSampleActions();
  const { ended, end } = useTourEnded();
  const begin = useTour((it) => it.begin);
  const offersTour = !ended && (empty || data?.state === "present");
  const offersSamples = empty && admin && (data?.state === "none" || data?.state === "filling");
  if (!offersTour && !offersSamples) {
    return null;
  }
  return (
    <section className={classes.welcome} aria-labelledby="welcome">
      <Title order={2} id="welcome" size="h3">
        {t("start.welcome.title")}
      </Title>
      <Text c="dimmed" mt={4} mb="md">
        {t(offersSamples ? "start.welcome.text" : "start.welcome.tourText")}
      </Text>
      <Group gap="sm">
        {offersSamples && (
          <Button
            leftSection={<IconDatabasePlus size={16} aria-hidden />}
            loading={pending || data?.state === "filling"}
            onClick={fill}
          >
            {t("start.samples.fill")}
          </Button>
        )}
        {offersTour && (
          <>
            <Button
              variant={offersSamples ? "default" : "filled"}
              leftSection={<IconRoute size={16} aria-hidden />}
              onClick={begin}
            >
              {t("start.tour.begin")}
            </Button>
            <Button variant="subtle" onClick={end}>
              {t("start.tour.never")}
            </Button>
          </>
        )}
      </Group>
    </section>
  );
}
