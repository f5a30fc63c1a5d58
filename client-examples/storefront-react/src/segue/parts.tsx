import { useEffect, useRef, useState, type CSSProperties, type MouseEvent, type ReactNode } from 'react';
import { graphql, readFragment, type FragmentType } from './generated';
import type { LinkPartsFragment } from './generated/graphql';
import { useLabels, useSegue } from './SegueProvider';
import { useShowing } from './showing';

const LinkParts = graphql(/* GraphQL */ `
  fragment LinkParts on Link {
    url
    opensNewTab
  }
`);

const ImageParts = graphql(/* GraphQL */ `
  fragment ImageParts on Image {
    url
    alternativeText
    isDecorative
    width
    height
    sources {
      url
      width
    }
  }
`);

const ButtonParts = graphql(/* GraphQL */ `
  fragment ButtonParts on Button {
    label
    action
    link {
      ...LinkParts
    }
  }
`);

const CountdownParts = graphql(/* GraphQL */ `
  fragment CountdownParts on Countdown {
    label
    endsAt
    secondsFromFirstDisplay
    whenOver
    overText
  }
`);

const ColourParts = graphql(/* GraphQL */ `
  fragment ColourParts on Colours {
    text
    background
    buttonText
    buttonBackground
  }
`);

export const PositionParts = graphql(/* GraphQL */ `
  fragment PositionParts on Position {
    vertical
    horizontal
  }
`);

export const ThankYouParts = graphql(/* GraphQL */ `
  fragment ThankYouParts on ThankYou {
    text
    closesAfterSeconds
    buttons {
      ...ButtonParts
    }
  }
`);

type LinkRef = FragmentType<typeof LinkParts>;
type ImageRef = FragmentType<typeof ImageParts>;
type ButtonRef = FragmentType<typeof ButtonParts>;
type CountdownRef = FragmentType<typeof CountdownParts>;
type ColoursRef = FragmentType<typeof ColourParts>;

/** The server lets nothing else through; a page should not have to trust that. */
function isSafe(url: string): boolean {
  return /^(https?:\/\/|\/(?!\/))/i.test(url);
}

interface CampaignLinkProps {
  link: LinkRef;
  children: ReactNode;
  className?: string;
  tabIndex?: number;
  'aria-hidden'?: boolean;
}

/** A link of a campaign; the click on it is reported. */
export function CampaignLink({ link, children, ...look }: CampaignLinkProps) {
  const { navigate } = useSegue();
  const { click } = useShowing();
  const { url, opensNewTab } = readFragment(LinkParts, link);
  if (!isSafe(url)) return <span className={look.className}>{children}</span>;
  const follow = (event: MouseEvent) => {
    click();
    if (!navigate || opensNewTab || !url.startsWith('/') || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    navigate(url);
  };
  return (
    <a href={url} onClick={follow} {...newTab({ opensNewTab })} {...look}>
      {children}
    </a>
  );
}

function newTab({ opensNewTab }: Pick<LinkPartsFragment, 'opensNewTab'>) {
  return opensNewTab ? { target: '_blank', rel: 'noopener' } : {};
}

/** Text that is a link where the campaign has one. */
export function MaybeLink({ link, children }: { link: LinkRef | null; children: ReactNode }) {
  return link ? <CampaignLink link={link}>{children}</CampaignLink> : children;
}

const NARROW = '(max-width: 640px)';

/** A picture, with another for narrow windows where the campaign has one. */
export function Picture({ image, narrow }: { image: ImageRef | null; narrow?: ImageRef | null }) {
  const wide = readFragment(ImageParts, image);
  const other = readFragment(ImageParts, narrow ?? null);
  if (!wide || !isSafe(wide.url)) return null;
  return (
    <picture className="segue-picture">
      {other && isSafe(other.url) && <source media={NARROW} srcSet={sourceSet(other) ?? other.url} />}
      <img
        src={wide.url}
        srcSet={sourceSet(wide)}
        sizes={`${NARROW} 100vw, 50vw`}
        alt={wide.isDecorative ? '' : wide.alternativeText}
        width={wide.width ?? undefined}
        height={wide.height ?? undefined}
      />
    </picture>
  );
}

function sourceSet({ sources }: { sources: { url: string; width: number }[] }): string | undefined {
  const safe = sources.filter(({ url }) => isSafe(url));
  return safe.length > 0 ? safe.map(({ url, width }) => `${url} ${width}w`).join(', ') : undefined;
}

/** Buttons as the campaign has them, below the visitor's coupon. */
export function Actions({ buttons, couponCode = null }: { buttons: ButtonRef[]; couponCode?: string | null }) {
  const { click, close } = useShowing();
  const coupon = useCopy(couponCode ?? '');
  return (
    <>
      {couponCode && <Coupon code={couponCode} {...coupon} />}
      {buttons.length > 0 && (
        <div className="segue-buttons">
          {readFragment(ButtonParts, buttons).map(({ label, action, link }, place) => {
            const className = place === 0 ? 'segue-button' : 'segue-button segue-second';
            if (action === 'OPEN_LINK' && link) {
              return (
                <CampaignLink key={place} link={link} className={className}>
                  {label}
                </CampaignLink>
              );
            }
            const act = () => {
              click();
              if (action === 'COPY_COUPON') void coupon.copy();
              else close();
            };
            return (
              <button key={place} type="button" className={className} onClick={act}>
                {label}
              </button>
            );
          })}
        </div>
      )}
    </>
  );
}

function useCopy(code: string) {
  const [isCopied, setCopied] = useState(false);
  const shown = useRef<HTMLElement>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(code);
      setCopied(true);
    } catch {
      if (shown.current) getSelection()?.selectAllChildren(shown.current);
    }
  };
  return { copy, isCopied, shown };
}

function Coupon({ code, copy, isCopied, shown }: { code: string } & ReturnType<typeof useCopy>) {
  const labels = useLabels();
  return (
    <p className="segue-coupon">
      {labels.code} <strong ref={shown}>{code}</strong>
      <button type="button" className="segue-link" onClick={() => void copy()}>
        {labels.copy}
      </button>
      <span role="status">{isCopied && labels.copied}</span>
    </p>
  );
}

/** How long a countdown still runs; `isOver` says that the campaign goes with it. */
export function useCountdown(ref: CountdownRef | null, firstShownAt: string | null) {
  const { now } = useSegue();
  const countdown = readFragment(CountdownParts, ref);
  const [startedAt] = useState(now);
  const [moment, setMoment] = useState(startedAt);
  const from = firstShownAt === null ? startedAt : Date.parse(firstShownAt);
  const end = countdown?.endsAt ? Date.parse(countdown.endsAt) : from + (countdown?.secondsFromFirstDisplay ?? 0) * 1_000;
  const isRunning = countdown !== null && moment < end;
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => setMoment(now()), 1_000);
    return () => clearInterval(timer);
  }, [isRunning, now]);
  return {
    isOver: countdown?.whenOver === 'HIDE' && !isRunning,
    clock: countdown && (
      <p className="segue-countdown">
        {isRunning ? (
          <>
            {countdown.label} <strong role="timer">{clockFace(Math.ceil((end - moment) / 1_000))}</strong>
          </>
        ) : (
          countdown.overText
        )}
      </p>
    ),
  };
}

function clockFace(seconds: number): string {
  const days = Math.floor(seconds / 86_400);
  const parts = [(seconds / 3_600) % 24, (seconds / 60) % 60, seconds % 60];
  const clock = parts.map((part) => String(Math.floor(part)).padStart(2, '0')).join(':');
  return days > 0 ? `${days} d ${clock}` : clock;
}

/** The campaign's colours as custom properties, for the style sheet. */
export function colourStyle(ref: ColoursRef): CSSProperties {
  const { text, background, buttonText, buttonBackground } = readFragment(ColourParts, ref);
  const all = { text, background, 'button-text': buttonText, 'button-background': buttonBackground };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [[`--segue-${name}`, value]])),
  ) as CSSProperties;
}

export function Cross() {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d="M3 3l10 10M13 3L3 13" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />
    </svg>
  );
}
