import { Button, Popover, Select } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';

import { languageName } from './wording';

const COMMON = [
  'ar', 'bg', 'cs', 'da', 'de', 'el', 'en', 'es', 'et', 'fa', 'fi', 'fr', 'he', 'hr', 'hu', 'id', 'it', 'ja', 'ko',
  'lt', 'lv', 'ms', 'nl', 'no', 'pl', 'pt', 'pt-BR', 'ro', 'ru', 'sk', 'sl', 'sr', 'sv', 'th', 'tr', 'uk', 'vi', 'zh',
];

/** Add a language, by its name or, for any other, by its tag. */
export function LanguageMenu({ taken, add }: { taken: string[]; add: (locale: string) => void }) {
  const [isOpen, setOpen] = useState(false);
  const [entered, setEntered] = useState('');
  const data = COMMON.filter((locale) => !taken.includes(locale)).map((locale) => ({ value: locale, label: `${languageName(locale)} (${locale})` }));
  const other = entered.trim();
  const isTag = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(other) && !COMMON.includes(other) && !taken.includes(other);
  return (
    <Popover opened={isOpen} onChange={setOpen} trapFocus position="bottom-end">
      <Popover.Target>
        <Button size="xs" variant="default" leftSection={<IconPlus size={14} />} onClick={() => setOpen(!isOpen)}>
          Language
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="xs">
        <Select
          aria-label="Language to add"
          placeholder="Turkish, de-AT, …"
          searchable
          defaultDropdownOpened
          data={isTag ? [...data, { value: other, label: `${languageName(other)} (${other})` }] : data}
          searchValue={entered}
          onSearchChange={setEntered}
          value={null}
          maxDropdownHeight={240}
          comboboxProps={{ withinPortal: false }}
          onChange={(locale) => {
            if (!locale) return;
            setOpen(false);
            setEntered('');
            add(locale);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
