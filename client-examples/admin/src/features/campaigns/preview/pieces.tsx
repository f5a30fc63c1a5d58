import { useState } from 'react';

import { useStore } from '~/components/StoreFacts';
import type { ButtonInput, CountdownInput, ImageInput } from '~/gql/graphql';

import { useSeconds } from './CampaignInWindow';
import { usePictureAddress } from './shopAddress';
import classes from './preview.module.css';

const EXAMPLES: Record<string, string> = { couponCode: 'WELCOME10', orderCount: '3', storeName: 'Your shop' };

/** A text with its placeholders filled in, by their fall-backs where it has some. */
export function Words({ children }: { children: string | null | undefined }) {
  const store = useStore();
  const examples: Record<string, string> = { ...EXAMPLES, storeName: store.name, currency: store.currency };
  return (children ?? '').replaceAll(
    /\{\{([^{}|]*)(?:\|([^{}]*))?\}\}/g,
    (_, name: string, fallback?: string) => examples[name] ?? fallback ?? `(${name})`,
  );
}

/** A picture, or what stands for one that can't be loaded from here. */
export function Picture({ image, className }: { image: ImageInput; className?: string }) {
  const [failed, setFailed] = useState<string>();
  const address = usePictureAddress(image.url);
  if (!address || failed === address) {
    return (
      <div className={`${classes.noPicture} ${className ?? ''}`} role="img" aria-label={image.alternativeText || 'Picture'}>
        <span>{image.alternativeText || image.url || 'Picture'}</span>
      </div>
    );
  }
  return (
    <img className={className} src={address} alt={image.isDecorative ? '' : (image.alternativeText ?? '')} onError={() => setFailed(address)} />
  );
}

interface ButtonsProps {
  buttons?: ButtonInput[] | null;
  close: () => void;
}

export function Buttons({ buttons, close }: ButtonsProps) {
  const [copied, setCopied] = useState(false);
  if (!buttons?.length) return null;
  return (
    <div className={classes.buttons}>
      {buttons.map((button, index) => (
        <button
          key={index}
          type="button"
          className={classes.button}
          data-second={index > 0}
          title={button.link?.url}
          onClick={() => {
            if (button.action === 'CLOSE') close();
            if (button.action === 'COPY_COUPON') setCopied(true);
          }}
        >
          {copied && button.action === 'COPY_COUPON' ? '✓ ' : ''}
          <Words>{button.label}</Words>
        </button>
      ))}
    </div>
  );
}

export function Clock({ countdown }: { countdown: CountdownInput | null | undefined }) {
  const { now } = useStore();
  const seconds = useSeconds(Boolean(countdown));
  if (!countdown) return null;
  const total = countdown.endsAt
    ? Math.floor((Date.parse(countdown.endsAt) - Date.parse(now)) / 1000)
    : (countdown.secondsFromFirstDisplay ?? 0);
  const left = Math.max(0, total - seconds);
  if (left === 0 && countdown.whenOver === 'SHOW_TEXT') {
    return (
      <div className={classes.clock}>
        <Words>{countdown.overText}</Words>
      </div>
    );
  }
  const parts = [Math.floor(left / 86_400), Math.floor(left / 3600) % 24, Math.floor(left / 60) % 60, left % 60];
  return (
    <div className={classes.clock}>
      {countdown.label && <span>{countdown.label}</span>}
      {parts.map((part, index) => (
        <span key={index} className={classes.digits}>
          {String(part).padStart(2, '0')}
        </span>
      ))}
    </div>
  );
}
