import { Button, Group, TextInput } from "@mantine/core";
import type { ReactNode } from "react";

/** One line that creates something by its name. `children` are more fields, between name and button. */
export function CreateForm({
  label,
  name,
  maxLength,
  submit,
  pending,
  children,
  onName,
  onSubmit,
}: {
  readonly label: string;
  readonly name: string;
  readonly maxLength: number;
  readonly submit: ReactNode;
  readonly pending: boolean;
  readonly children?: ReactNode;
  readonly onName: (name: string) => void;
  readonly onSubmit: () => void;
}) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== "") {
          onSubmit();
        }
      }}
    >
      <Group align="flex-end">
        <TextInput
          flex={1}
          miw={180}
          required
          maxLength={maxLength}
          label={label}
          value={name}
          onChange={(event) => onName(event.currentTarget.value)}
        />
        {children}
        <Button type="submit" loading={pending}>
          {submit}
        </Button>
      </Group>
    </form>
  );
}
