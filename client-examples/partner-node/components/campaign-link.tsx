import type { CSSProperties, ReactNode } from 'react';

type CampaignLinkProps = {
  link: { url: string; opensNewTab: boolean };
  className?: string;
  style?: CSSProperties;
  children: ReactNode;
};

/** Segue takes only http(s) addresses and paths of the shop, so a link can't be a script. */
export function CampaignLink({ link, children, ...rest }: CampaignLinkProps) {
  const newTab = link.opensNewTab ? { target: '_blank', rel: 'noopener' } : {};
  return (
    <a href={link.url} {...newTab} {...rest}>
      {children}
    </a>
  );
}
