import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** The part of a paged query that loads its next page. */
interface Paged {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => Promise<unknown>;
}

/** Loads the next page of a list; nothing where the list has ended. */
export function MoreButton({ of: list }: { readonly of: Paged }) {
  const { t } = useTranslation();
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
