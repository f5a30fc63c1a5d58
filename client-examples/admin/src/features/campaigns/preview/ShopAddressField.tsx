import { ActionIcon, Popover, TextInput } from '@mantine/core';
import { IconPhotoCog } from '@tabler/icons-react';

import { useShopAddress } from './shopAddress';

/** Lets this browser know where the shop's pictures are, so that previews can show them. */
export function ShopAddressField() {
  const [shop, setShop] = useShopAddress();
  return (
    <Popover trapFocus position="bottom-end" width={300}>
      <Popover.Target>
        <ActionIcon variant="default" aria-label="Where the shop’s pictures are">
          <IconPhotoCog size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <TextInput
          type="url"
          label="Address of the shop"
          description="Pictures given as paths, such as /images/spring.jpg, are shown from there. Only this browser keeps it."
          placeholder="https://shop.example"
          value={shop}
          onChange={({ currentTarget }) => setShop(currentTarget.value)}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
