import { type BodyOf, type Member, routes } from "@chatloom/api-schema";
import { Badge, Group, NumberInput, TagsInput, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useLive } from "../api/live.ts";
import { useMay } from "../session/use-me.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import classes from "../ui/section.module.css";
import { Section } from "../ui/section.tsx";

const colors = { online: "green", away: "gray", autoAway: "yellow" } as const;

/** How many conversations each member takes, what they are good at, and whether they are there. */
export function MemberWork() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const members = useQuery({
    queryKey: ["members"],
    queryFn: () => call(routes.accounts.listMembers),
  });
  const { data } = members;
  useLive("member.availability", () => void client.invalidateQueries({ queryKey: ["members"] }));
  const able = (data?.items ?? []).filter((it) => it.answers);
  return (
    <Section title={t("settings.teams.work")}>
      <Text size="sm" c="dimmed" mb="sm">
        {t("settings.teams.workIntro")}
      </Text>
      <Awaiting of={members} height={60} />
      {able.map((member) => (
        <MemberLine key={member.id} member={member} />
      ))}
    </Section>
  );
}

function MemberLine({ member }: { readonly member: Member }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const may = useMay("members.manage");
  const { id: memberId, name, availability, capacity, skills, openConversations } = member;
  const update = useMutation({
    mutationFn: (body: BodyOf<typeof routes.accounts.updateMember>) =>
      call(routes.accounts.updateMember, { params: { memberId }, body }),
    onSettled: () => client.invalidateQueries({ queryKey: ["members"] }),
  });
  return (
    <Group justify="space-between" align="flex-end" className={classes.line ?? ""}>
      <div>
        <Group gap="xs">
          <Text fw={600}>{name}</Text>
          <Badge color={colors[availability]}>{t(`settings.availability.${availability}`)}</Badge>
        </Group>
        <Text size="sm" c="dimmed">
          {t("settings.teams.openConversations", { count: openConversations })}
        </Text>
      </div>
      <Group gap="xs" align="flex-end">
        <NumberInput
          key={`capacity ${capacity}`}
          w={130}
          min={1}
          max={1_000}
          disabled={!may}
          label={t("settings.teams.capacity")}
          aria-label={t("settings.teams.capacityOf", { name })}
          placeholder={t("settings.teams.noLimit")}
          defaultValue={capacity ?? ""}
          onBlur={({ currentTarget }) => {
            const typed = currentTarget.value === "" ? null : Number(currentTarget.value);
            if (typed !== (capacity ?? null)) {
              update.mutate({ capacity: typed });
            }
          }}
        />
        <TagsInput
          w={{ base: "100%", xs: 260 }}
          disabled={!may}
          maxTags={50}
          label={t("settings.teams.skills")}
          aria-label={t("settings.teams.skillsOf", { name })}
          placeholder={skills.length === 0 ? t("forms.typeAndEnter") : ""}
          value={skills}
          onChange={(next) => update.mutate({ skills: next.map((it) => it.slice(0, 64)) })}
        />
      </Group>
    </Group>
  );
}
