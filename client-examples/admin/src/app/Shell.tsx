import { ActionIcon, AppShell, Burger, Group, Kbd, NavLink, ScrollArea, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { ModalsProvider } from '@mantine/modals';
import { openSpotlight, Spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { NavLink as RouterLink, Outlet, useLocation, useNavigate, useNavigation } from 'react-router';
import { useQuery } from 'urql';

import { Loaded } from '~/components/Loaded';
import { StoreProvider } from '~/components/StoreFacts';
import { graphql } from '~/gql';

import { AccountMenu } from './AccountMenu';
import { Logo } from './Logo';
import { SECTION_GROUPS, SECTIONS } from './sections';
import classes from './Shell.module.css';

const STORE = graphql(`
  query ShellStore {
    store {
      id
      name
      currency
      timeZone
      defaultLocale
      now
    }
  }
`);

/** The frame around every page: navigation, search, account. */
export function Shell() {
  const [isOpen, { toggle, close }] = useDisclosure();
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const isUnderWay = useNavigation().state !== 'idle';
  const store = useQuery({ query: STORE });

  usePageFocus(main);
  useEffect(close, [pathname, close]);

  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 236, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding={{ base: 'md', md: 'xl' }}
    >
      <a href="#main" className={classes.skip}>
        Skip to the page
      </a>
      <AppShell.Header className={classes.header}>
        <Group h="100%" px="md" gap="md" wrap="nowrap">
          <Burger opened={isOpen} onClick={toggle} hiddenFrom="sm" size="sm" aria-label="Navigation" />
          <Logo />
          <Text size="sm" c="dimmed" truncate visibleFrom="xs">
            {store[0].data?.store.name}
          </Text>
          <Group gap="xs" ml="auto" wrap="nowrap">
            <SearchButton />
            <AccountMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar aria-label="Sections">
        <AppShell.Section grow component={ScrollArea} px="xs" py="sm">
          {SECTION_GROUPS.map((group) => (
            <div key={group.label} className={classes.group}>
              <Text size="xs" fw={600} c="dimmed" px="sm" mb={4}>
                {group.label}
              </Text>
              {group.sections.map(({ path, label, icon: Picture }) => (
                <NavLink
                  key={path}
                  component={RouterLink}
                  to={path}
                  end={path === '/'}
                  label={label}
                  active={path === '/' ? pathname === '/' : pathname.startsWith(path)}
                  leftSection={<Picture size={18} stroke={1.7} />}
                  className={classes.link}
                />
              ))}
            </div>
          ))}
        </AppShell.Section>
      </AppShell.Navbar>
      <AppShell.Main id="main" ref={main} tabIndex={-1} className={classes.main} aria-busy={isUnderWay}>
        <Loaded query={store}>
          {(data) => (
            <StoreProvider store={data.store}>
              <ModalsProvider>
                <Outlet />
              </ModalsProvider>
            </StoreProvider>
          )}
        </Loaded>
      </AppShell.Main>
      <CommandPalette />
    </AppShell>
  );
}

/** Put the focus on the new page's title, so that keyboards and screen readers go on from there. */
function usePageFocus(main: React.RefObject<HTMLElement | null>): void {
  const { pathname } = useLocation();
  const previous = useRef(pathname);
  useEffect(() => {
    if (previous.current === pathname) return;
    previous.current = pathname;
    const title = main.current?.querySelector<HTMLElement>('[data-page-title]');
    (title ?? main.current)?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [pathname, main]);
}

function SearchButton() {
  return (
    <>
      <UnstyledButton className={classes.search} onClick={openSpotlight} visibleFrom="sm">
        <IconSearch size={16} />
        <Text size="sm">Go to …</Text>
        <Kbd size="xs">Ctrl K</Kbd>
      </UnstyledButton>
      <ActionIcon variant="default" size="lg" hiddenFrom="sm" onClick={openSpotlight} aria-label="Go to …">
        <IconSearch size={16} />
      </ActionIcon>
    </>
  );
}

function CommandPalette() {
  const navigate = useNavigate();
  return (
    <Spotlight
      shortcut="mod + K"
      highlightQuery
      nothingFound="Nothing found"
      searchProps={{ leftSection: <IconSearch size={18} />, placeholder: 'Go to …', 'aria-label': 'Go to' }}
      actions={SECTIONS.map(({ path, label, description, icon: Picture }) => ({
        id: path,
        label,
        description,
        leftSection: <Picture size={20} stroke={1.6} />,
        onClick: () => void navigate(path),
      }))}
    />
  );
}
