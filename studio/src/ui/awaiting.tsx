import { Center, type LoaderProps, Skeleton, VisuallyHidden } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { isMissing } from "./api-problem.ts";
import { Loading } from "./loading.tsx";
import { NotFoundPage } from "./not-found-page.tsx";
import { NotLoaded } from "./not-loaded.tsx";

/** The part of a query that its placeholder needs. */
export interface Fetched {
  readonly data: unknown;
  readonly error: unknown;
  readonly fetchStatus: "fetching" | "paused" | "idle";
  readonly refetch: () => unknown;
}

interface Place {
  /** What is awaited; all of a list. */
  readonly of: Fetched | readonly Fetched[];
}

/**
 * Stands where data of the server will be: a shape of that `height` or a spinner while it loads; what is wrong and "Try again" after a
 * failure. Shows nothing once there is data.
 */
export function Awaiting({
  of,
  height,
  maw,
  ...loader
}: Place &
  Pick<LoaderProps, "size" | "m" | "mt"> & {
    /** In pixels. */
    readonly height?: number;
    /** In pixels. */
    readonly maw?: number;
  }) {
  const { loading, failure, retry } = stateOf(of);
  if (failure) {
    return <NotLoaded size="sm" error={failure.error} onRetry={retry} />;
  }
  if (!loading) {
    return null;
  }
  return height === undefined ? (
    <Loading {...loader} />
  ) : (
    <Skeleton height={height} maw={maw ?? "100%"} />
  );
}

/** Stands for a whole page until its object is there; says where there is no such object. */
export function AwaitingPage({ of }: Place) {
  const { t } = useTranslation();
  const { failure, retry } = stateOf(of);
  if (failure && isMissing(failure.error)) {
    return <NotFoundPage />;
  }
  return (
    <Center mih="60dvh" p="md">
      {failure ? (
        <>
          <VisuallyHidden component="h1">{t("common.error.title")}</VisuallyHidden>
          <NotLoaded error={failure.error} onRetry={retry} />
        </>
      ) : (
        <Loading />
      )}
    </Center>
  );
}

function stateOf(of: Place["of"]) {
  const all = "length" in of ? of : [of];
  const missing = all.filter((it) => it.data === undefined || isMissing(it.error));
  // Without a network, a query waits and does not fail.
  const failed = missing.filter((it) => Boolean(it.error) || it.fetchStatus === "paused");
  const [first] = failed;
  return {
    // A query that is not asked for anything is idle.
    loading: missing.some((it) => it.fetchStatus === "fetching"),
    failure: first && { error: first.error ?? undefined },
    retry: () => {
      for (const it of failed) {
        void it.refetch();
      }
    },
  };
}
