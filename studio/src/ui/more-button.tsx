import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Awaiting, type Fetched } from "./awaiting.tsx";

/** The part of a paged query that loads its next page. */
interface Paged extends Fetched {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => Promise<unknown>;
}

/** The end of a paged list: a shape while its first page loads, what is wrong after a failure, or a button that loads the next page. */
export function MoreButton({ of: list }: { readonly of: Paged }) {
  const { t } = useTranslation();
  if (list.data === undefined) {
    return <Awaiting of={list} height={60} />;
  }
  return list.hasNextPage ? (
    <Button
      fullWidth
      variant="subtle"
      loading={list.isFetchingNextPage}
      onClick={() => void list.fetchNextPage()}
    >
      {t("common.loadMore")}
    </Button>
  ) : null;
}
