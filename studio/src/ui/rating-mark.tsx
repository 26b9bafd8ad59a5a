import { Badge } from "@mantine/core";
import { IconStarFilled } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

/** How a contact rated: one to five stars, or a thumb. */
export function RatingMark({
  scale,
  rating,
}: {
  readonly scale: "five" | "thumbs";
  readonly rating: number;
}) {
  const { t } = useTranslation();
  const color = rating >= 4 ? "loom" : rating === 3 ? "gray" : "red";
  const label =
    scale === "five"
      ? t("common.rating.stars", { rating })
      : t(rating === 5 ? "common.rating.up" : "common.rating.down");
  return (
    <Badge
      size="sm"
      color={color}
      title={label}
      aria-label={label}
      role="img"
      leftSection={scale === "five" ? <IconStarFilled size={10} aria-hidden /> : undefined}
    >
      {scale === "five" ? rating : rating === 5 ? "👍" : "👎"}
    </Badge>
  );
}
