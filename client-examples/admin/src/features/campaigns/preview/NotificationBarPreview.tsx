import type { NotificationBarInput } from '~/gql/graphql';

import { colourVariables, useSeconds } from './CampaignInWindow';
import { Buttons, Clock, Words } from './pieces';
import { usePictureAddress } from './shopAddress';
import classes from './preview.module.css';

interface Props {
  content: NotificationBarInput;
  canBeClosed: boolean;
  close: () => void;
}

export function NotificationBarPreview({ content, canBeClosed, close }: Props) {
  const { messages } = content;
  const seconds = useSeconds(messages.length > 1);
  const turn = Math.floor(seconds / (content.rotatesEverySeconds || 6)) % Math.max(1, messages.length);
  const picture = usePictureAddress(content.backgroundImage?.url);
  return (
    <div
      className={classes.bar}
      style={{ ...colourVariables(content.colours), ...(picture && { backgroundImage: `url(${JSON.stringify(picture)})` }) }}
    >
      <span className={classes.barText}>
        <Words>{messages[turn]?.text}</Words>
      </span>
      <Clock countdown={content.countdown} />
      <Buttons buttons={content.buttons} close={close} />
      {canBeClosed && (
        <button type="button" className={classes.barClose} aria-label="Close the preview" onClick={close}>
          ×
        </button>
      )}
    </div>
  );
}
